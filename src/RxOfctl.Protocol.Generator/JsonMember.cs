using System.Text;
using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>A property of a record that is a member of its JSON object.</summary>
internal sealed class JsonMember
{
    private readonly IPropertySymbol _property;

    private JsonMember(IPropertySymbol property) => _property = property;

    public string Name => _property.Name;

    /// <summary>The name in JSON: that of the specification.</summary>
    public string JsonName => SnakeCase(Name);

    public ITypeSymbol Symbol => _property.Type;

    public string Local => "@" + char.ToLowerInvariant(Name[0]) + Name.Substring(1);

    public string Type => Global(_property.Type);

    /// <summary>The value of a member that is left out, in a record that cannot be made without its members.</summary>
    public string Default =>
        _property.Type.IsValueType || _property.NullableAnnotation == NullableAnnotation.Annotated ? "default" : "default!";

    /// <summary>The properties that hold something of their own. Others show a part of one of these.</summary>
    public static IReadOnlyList<JsonMember> Of(INamedTypeSymbol record)
    {
        var members = new List<JsonMember>();
        var constructor = Constructor(record);
        var layouts = Layout.Of(record).SelectMany(layout => layout.Fields).Where(field => field.Part is null).Select(field => field.Member)
            .ToList();
        foreach (var type in Bases(record))
        {
            var own = from property in type.GetMembers().OfType<IPropertySymbol>()
                      where property is { IsStatic: false, IsIndexer: false, GetMethod: not null }
                      where property.DeclaredAccessibility == Accessibility.Public
                      where !Has(property, "JsonIgnoreAttribute")
                      where HasField(type, property) || IsWhole(property) || layouts.Contains(property.Name)
                      let member = new JsonMember(property)
                      where property.SetMethod is not null || constructor.Parameters.Any(member.IsSetBy)
                      select member;
            members.InsertRange(0, own);
        }

        return members;
    }

    /// <summary>
    /// The constructor by which a record is made: the one with the fewest parameters that sets all that nothing else sets.
    /// </summary>
    public static IMethodSymbol Constructor(INamedTypeSymbol record)
    {
        var onlyRead = Bases(record)
            .SelectMany(type => type.GetMembers().OfType<IPropertySymbol>()
                .Where(property => property is { SetMethod: null, IsStatic: false } && HasField(type, property)))
            .Select(property => new JsonMember(property))
            .ToList();
        return record.InstanceConstructors
            .Where(candidate => candidate.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal
                && !(candidate.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(candidate.Parameters[0].Type, record)))
            .OrderBy(candidate => onlyRead.Count(member => !candidate.Parameters.Any(member.IsSetBy)))
            .ThenBy(candidate => record.IsValueType ? -candidate.Parameters.Length : candidate.Parameters.Length)
            .First();
    }

    /// <summary>True if a parameter of a constructor sets the member.</summary>
    public bool IsSetBy(IParameterSymbol parameter) => string.Equals(parameter.Name, Name, StringComparison.OrdinalIgnoreCase);

    public static string Global(ITypeSymbol type) => type.ToDisplayString(
        SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier));

    /// <summary>The types that need a converter of their own beside those of records and numbers, each as <c>type=converter</c>.</summary>
    public static IEnumerable<string> Converters(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { Name: "ValueList" or "Nullable" } generic)
        {
            var inner = generic.TypeArguments[0];
            return Converters(inner).Append($"{Global(type)}=Json{(generic.Name == "Nullable" ? "Nullable" : "List")}<{Global(inner)}>");
        }

        if (type.TypeKind != TypeKind.Enum)
            return [];
        var isFlags = type.GetAttributes().Any(data => data.AttributeClass?.Name == "FlagsAttribute");
        return [$"{Global(type)}=Json{(isFlags ? "Flags" : "Enum")}<{Global(type)}>"];
    }

    public static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0 && char.IsUpper(name[index])
                && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]))))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[index]));
        }

        return text.ToString();
    }

    // The record itself first.
    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol record)
    {
        for (var type = record; type is not null; type = type.BaseType)
            yield return type;
    }

    private static bool Has(IPropertySymbol property, string attribute) =>
        property.GetAttributes().Any(data => data.AttributeClass?.Name == attribute);

    // The instructions and the statistics of flows are kept in another form, but wholly.
    private static bool IsWhole(IPropertySymbol property) =>
        property is { SetMethod: not null, Type: INamedTypeSymbol type }
        && (type.Name is "TableId" or "MultipartFlags"
            || (type.Name == "ValueList" && type.TypeArguments[0].Name is "Instruction" or "OxsField"));

    /// <summary>True if a property holds something of its own.</summary>
    public static bool HasField(INamedTypeSymbol type, IPropertySymbol property) =>
        type.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
