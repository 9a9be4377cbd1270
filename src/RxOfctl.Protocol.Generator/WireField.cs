using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>One member on the wire, as its <c>Field</c> attribute declares it, and the code that reads and writes it.</summary>
internal sealed class WireField
{
    private readonly IPropertySymbol _property;
    private readonly int _from;
    private readonly int _to;
    private readonly int _padBefore;
    private readonly int _padAfter;
    private readonly int _elsePad;
    private readonly int _length;
    private readonly string? _as;
    private readonly string? _malformed;

    private WireField(IPropertySymbol property, AttributeData? attribute)
    {
        _property = property;
        _from = Argument(attribute, "From", Versions.First);
        _to = Argument(attribute, "To", Versions.Last);
        _padBefore = Argument(attribute, "PadBefore", 0);
        _padAfter = Argument(attribute, "PadAfter", 0);
        _elsePad = Argument(attribute, "ElsePad", 0);
        _length = Argument(attribute, "Length", 0);
        _as = Named(attribute, "As").Value as string;
        _malformed = Named(attribute, "Malformed").Value as string;
    }

    public string Name => _property.Name;

    private string Local => "@" + char.ToLowerInvariant(Name[0]) + Name.Substring(1);

    private string Type => _property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The members of a record on the wire in their order, those of its base records first.</summary>
    public static IReadOnlyList<WireField> Of(INamedTypeSymbol record)
    {
        var fields = new List<WireField>();
        for (var type = record; type is not null; type = type.BaseType)
        {
            var own = from property in type.GetMembers().OfType<IPropertySymbol>()
                      let attribute = property.GetAttributes().FirstOrDefault(data => data.AttributeClass?.Name == "FieldAttribute")
                      where attribute is not null || (SymbolEqualityComparer.Default.Equals(type, record) && IsMember(property))
                      select new WireField(property, attribute);
            fields.InsertRange(0, own);
        }

        return fields;
    }

    // What a record keeps is on the wire, unless it says otherwise by a layout or writes itself by hand.
    private static bool IsMember(IPropertySymbol property) =>
        property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, SetMethod: not null }
            && JsonMember.HasField(property.ContainingType, property);

    /// <summary>True if every version has the member.</summary>
    public bool IsEverywhere => Condition("reader") is null;

    /// <summary>Statements that read the member into a local variable.</summary>
    public IEnumerable<string> Read()
    {
        var read = Pads("reader.Skip", _padBefore).Concat([$"{Local} = {ReadExpression()};"]).Concat(Pads("reader.Skip", _padAfter));
        yield return IsEverywhere ? $"{Type} {Local};" : $"var {Local} = Unset.{Name};";
        foreach (var line in Guarded("reader", read))
            yield return line;
        if (_elsePad > 0)
        {
            yield return "else";
            yield return $"    reader.Skip({_elsePad});";
        }
    }

    /// <summary>The assignment of the local variable to the member.</summary>
    public string Assignment => _malformed is null ? $"{Name} = {Local}," : $"{Name} = {Local}, {_malformed} = malformed,";

    /// <summary>Statements that write the member.</summary>
    public IEnumerable<string> Write(string owner)
    {
        var write = Pads("writer.Pad", _padBefore).Concat([WriteStatement(owner)]).Concat(Pads("writer.Pad", _padAfter));
        foreach (var line in Guarded("writer", write))
            yield return line;
        if (!IsEverywhere)
        {
            yield return "else";
            yield return "{";
            yield return $"    writer.RefuseIf({StructureSource.IsSet(Type, Name)}, \"{owner}.{Name}\");";
            if (_elsePad > 0)
                yield return $"    writer.Pad({_elsePad});";
            yield return "}";
        }
    }

    private static int Argument(AttributeData? attribute, string name, int fallback) =>
        Named(attribute, name).Value is { } value ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : fallback;

    private static TypedConstant Named(AttributeData? attribute, string name) =>
        attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value ?? default;

    private static IEnumerable<string> Pads(string method, int length) => length == 0 ? [] : [$"{method}({length});"];

    private IEnumerable<string> Guarded(string subject, IEnumerable<string> statements)
    {
        if (Condition(subject) is not { } condition)
            return statements;
        return new[] { $"if ({condition})", "{" }.Concat(statements.Select(line => "    " + line)).Concat(["}"]);
    }

    private string? Condition(string subject) => Versions.Condition($"(byte){subject}.Version", _from, _to);

    private string ReadExpression() => (_as, _property.Type) switch
    {
        ({ } pair, _) => $"reader.Read{pair}()",
        (_, { SpecialType: SpecialType.System_String }) => $"reader.ReadText({_length})",
        (_, { TypeKind: TypeKind.Enum } type) => $"({Type})reader.Read{Primitive(type)}()",
        (_, { Name: "ByteString" }) => _length == 0 ? "reader.ReadRest()" : $"reader.ReadBytes({_length})",
        (_, { Name: "ValueList" } type) when _malformed is not null => $"reader.ReadEntries<{Element(type)}>(out var malformed)",
        (_, { Name: "ValueList" } type) when IsFamily(type) => $"{Element(type)}.Family.ReadList(ref reader)",
        (_, { Name: "ValueList" } type) => $"reader.ReadList<{Element(type)}>()",
        (_, { Name: "Match" }) => $"{Type}.Read(ref reader)",
        (_, var type) when IsStructure(type) => $"{Type}.ReadBody(ref reader)",
        (_, var type) when IsStructureByHand(type) => $"reader.ReadStructure<{Type}>()",
        (_, { SpecialType: SpecialType.None } type) => $"reader.Read{type.Name}()",
        (_, var type) => $"reader.Read{Primitive(type)}()",
    };

    private string WriteStatement(string owner) => (_as, _property.Type) switch
    {
        ({ } pair, { Name: "PortNumber" }) => $"writer.Write{pair}({Name}, \"{owner}.{Name}\");",
        ({ } pair, _) => $"writer.Write{pair}({Name});",
        (_, { SpecialType: SpecialType.System_String }) => $"writer.WriteText({Name}, {_length}, \"{owner}.{Name}\");",
        (_, { TypeKind: TypeKind.Enum } type) => $"writer.Write{Primitive(type)}(({Underlying(type)}){Name});",
        (_, { Name: "ByteString" }) => _length == 0
            ? $"writer.WriteBytes({Name}.Span);"
            : $"writer.WriteBytes({Name}, {_length}, \"{owner}.{Name}\");",
        (_, { Name: "ValueList" }) when _malformed is not null => $"writer.WriteEntries({Name}, {_malformed}, \"{owner}.{_malformed}\");",
        (_, { Name: "ValueList" } type) when IsFamily(type) => $"{Element(type)}.Family.WriteList(ref writer, {Name});",
        (_, { Name: "ValueList" }) => $"writer.WriteList({Name});",
        (_, { Name: "Match" }) => $"{Name}.Write(ref writer);",
        (_, var type) when IsStructure(type) => $"{Name}.WriteBody(ref writer);",
        (_, var type) when IsStructureByHand(type) => $"writer.WriteStructure({Name});",
        (_, { Name: "PortNumber" }) => $"writer.WritePortNumber({Name}, \"{owner}.{Name}\");",
        (_, { SpecialType: SpecialType.None } type) => $"writer.Write{type.Name}({Name});",
        (_, var type) => $"writer.Write{Primitive(type)}({Name});",
    };

    /// <summary>True if a list is one of properties, which their family reads and writes.</summary>
    public static bool IsFamily(ITypeSymbol list) => ((INamedTypeSymbol)list).TypeArguments[0].TypeKind == TypeKind.Interface;

    private static bool IsStructure(ITypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "WireStructureAttribute");

    private static bool IsStructureByHand(ITypeSymbol type) => type.AllInterfaces.Any(candidate => candidate.Name == "IWireStructure");

    private static string Primitive(ITypeSymbol type) =>
        (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type).Name;

    private static string Underlying(ITypeSymbol type) =>
        ((INamedTypeSymbol)type).EnumUnderlyingType!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Element(ITypeSymbol type) =>
        ((INamedTypeSymbol)type).TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
