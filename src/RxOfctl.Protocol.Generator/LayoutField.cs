using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>What a line of a layout is.</summary>
internal enum LayoutKind
{
    None,
    Pad,
    OwnLength,
    LengthOf,
    CountOf,
    Number,
    One,
    Text,
    List,
    Only,
    Bytes,
    Structure,
    Match,
    Range,
    Property,
    Other,
}

/// <summary>One line of a layout, and the code that reads and writes it.</summary>
internal sealed class LayoutField
{
    private readonly string _word;
    private readonly ITypeSymbol? _type;
    private readonly INamedTypeSymbol _owner;
    private readonly string? _alsoBits;

    private LayoutField(
        LayoutKind kind, int width, string word, INamedTypeSymbol owner, string member, string? part, string? alsoBits = null)
    {
        Kind = kind;
        Width = width;
        Member = member;
        Part = part;
        _word = word;
        _owner = owner;
        _alsoBits = alsoBits;
        _type = member.Length == 0 ? null : StructureSource.TypeOf(owner, member);
        if (part is not null && kind != LayoutKind.Range)
            _type = StructureSource.TypeOf(_type!, part);
    }

    public LayoutKind Kind { get; }

    /// <summary>How many bytes it has, where the line says so; the type of a property.</summary>
    public int Width { get; }

    /// <summary>The record's member; empty for padding and the structure's own length.</summary>
    public string Member { get; }

    /// <summary>The part of the member that stands here, or null for all of it.</summary>
    public string? Part { get; }

    /// <summary>Whether an earlier line has the length of this one in bytes, or the number of its items.</summary>
    public LayoutKind MeasuredBy { get; set; }

    /// <summary>Whether a property that is there twice is refused; else the last counts.</summary>
    public bool IsOnce { get; private init; }

    /// <summary>Whether the line gives a member, or a part of it, its value.</summary>
    public bool HasValue => Kind is not (LayoutKind.Pad or LayoutKind.OwnLength or LayoutKind.LengthOf or LayoutKind.CountOf);

    /// <summary>The local variable with what was read.</summary>
    public string Local => LocalOf(Member) + Part;

    private string Value => Part is null ? Member : $"{Member}.{Part}";

    private string Name => $"\"{_owner.Name}.{Member}\"";

    private string Type => Global(_type!);

    private string Element => Global(((INamedTypeSymbol)_type!).TypeArguments[0]);

    private bool IsMeasured => MeasuredBy == LayoutKind.LengthOf;

    private bool IsOwn => StructureSource.Has(_owner, "Write" + _word);

    public static LayoutField Parse(INamedTypeSymbol record, string line)
    {
        var words = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var path = words[words.Length - 1].Split('.');
        var (member, part) = (path[0], path.Length > 1 ? path[1] : null);
        LayoutField Field(LayoutKind kind, int width = 0) => new(kind, width, words[0], record, member, part);
        return words[0] switch
        {
            "pad" => new(LayoutKind.Pad, int.Parse(words[1]), "", record, "", null),
            "u16" when line == "u16 length" => new(LayoutKind.OwnLength, 2, "", record, "", null),
            "u16" when words[1] == "length" => Field(LayoutKind.LengthOf, 2),
            "u16" when words[1] == "count" => Field(LayoutKind.CountOf, 2),
            "u16" when words.Length == 3 => new(LayoutKind.Number, 2, "", record, words[1].Split('.')[0], part, member),
            "u8" => Field(LayoutKind.Number, 1),
            "u16" => Field(LayoutKind.Number, 2),
            "u32" => Field(LayoutKind.Number, 4),
            "u64" => Field(LayoutKind.Number, 8),
            "one" => Field(LayoutKind.One),
            "list" => Field(LayoutKind.List),
            "bytes" => Field(LayoutKind.Bytes),
            "struct" => Field(LayoutKind.Structure),
            "Match" or "NxMatch" or "EitherMatch" => Field(LayoutKind.Match),
            "ShortRange" => new(LayoutKind.Range, 2, words[0], record, member, "Range"),
            "property" or "once" =>
                new(LayoutKind.Property, int.Parse(words[1]), words[2], record, member, null) { IsOnce = words[0] == "once" },
            "only" => new(LayoutKind.Only, 0, words[1], record, member, part),
            var word when word.StartsWith("char[", StringComparison.Ordinal) =>
                Field(LayoutKind.Text, int.Parse(word.Substring(5, word.Length - 6))),
            // As wide as it is from 1.1 on; in 1.0 nothing that is measured follows it.
            "PortNumber" => Field(LayoutKind.Other, 4),
            _ => Field(LayoutKind.Other),
        };
    }

    /// <summary>The value of a member of which lines have been read.</summary>
    public static string ValueOf(INamedTypeSymbol record, IGrouping<string, LayoutField> lines)
    {
        var first = lines.First();
        if (first.Part is null)
            return first.Local;
        var local = LocalOf(lines.Key);
        return StructureSource.TypeOf(record, lines.Key).Name == "Subfield"
            ? $"reader.ToSubfield({local}Field, {local}Start, {local}Bits)"
            : $"new({string.Join(", ", lines.Select(line => line.Local))})";
    }

    /// <summary>Statements that read the line from <c>reader</c>.</summary>
    public IEnumerable<string> Read() => (Kind, _word) switch
    {
        (LayoutKind.Pad, _) => [$"reader.Skip({Width});"],
        (LayoutKind.OwnLength, _) => ["reader.Skip(2);"],
        (LayoutKind.LengthOf or LayoutKind.CountOf, _) => [$"var length{Member} = reader.ReadUInt16();"],
        (LayoutKind.List, _) when IsMeasured =>
            [$"var part{Member} = reader.Slice(length{Member});", $"var {Local} = {ReadList($"part{Member}")};"],
        (LayoutKind.List, _) => [$"var {Local} = {ReadList("reader")};"],
        (LayoutKind.Only, _) => [$"{Type} {Local} = [{_word}.ReadBody(ref reader)];"],
        (LayoutKind.Bytes, _) => [$"var {Local} = reader.ReadRest();"],
        (LayoutKind.Structure, _) => [$"var {Local} = reader.ReadStructure<{Type}>();"],
        (LayoutKind.Text, _) => [$"var {Local} = reader.ReadText({Width});"],
        (LayoutKind.Number, _) when _alsoBits is not null =>
            [$"var {Local} = {ReadNumber("reader", _type!)};", $"var {LocalOf(_alsoBits)}{Part} = {Local};"],
        (LayoutKind.Number, _) => [$"var {Local} = {ReadNumber("reader", _type!)};"],
        (LayoutKind.One, _) => [$"const int {Local} = 1;"],
        (LayoutKind.Range, _) => [$"var ({LocalOf(Member)}Start, {LocalOf(Member)}Bits) = reader.ReadShortRange();"],
        (LayoutKind.Match, not "Match") => [$"var {Local} = reader.Read{_word}(length{Member});"],
        (LayoutKind.Match, _) or (_, "FlowInstructions") => [$"var {Local} = {Type}.Read(ref reader);"],
        (LayoutKind.Other, _) when IsOwn && IsMeasured =>
            [$"var part{Member} = reader.Slice(length{Member});", $"var {Local} = Read{_word}(ref part{Member});"],
        (LayoutKind.Other, _) when IsOwn => [$"var {Local} = Read{_word}(ref reader);"],
        (LayoutKind.Other, _) => [$"var {Local} = reader.Read{_word}({(MeasuredBy == LayoutKind.CountOf ? $"length{Member}" : "")});"],
        _ => [],
    };

    /// <summary>Statements that write the line to <c>writer</c>.</summary>
    public IEnumerable<string> Write() => (Kind, _word) switch
    {
        (LayoutKind.Pad, _) => [$"writer.Pad({Width});"],
        (LayoutKind.OwnLength, _) => ["writer.Pad(2);"],
        (LayoutKind.LengthOf, _) => [$"var length{Member} = writer.Position;", "writer.Pad(2);"],
        (LayoutKind.CountOf, _) => [$"writer.WriteUInt16((ushort){Member}.Count);"],
        (LayoutKind.List, _) when IsMeasured => Measured(WriteList),
        (LayoutKind.List, _) => [WriteList],
        (LayoutKind.Only, _) =>
        [
            $"if ({Member}.Count != 1 || {Member}[0] is not {_word} only{Member})",
            $"    writer.Refuse(\"{_owner.Name}.{Member} other than one {_word}\");",
            "else",
            $"    only{Member}.WriteBody(ref writer);",
        ],
        (LayoutKind.Bytes, _) => [$"writer.WriteBytes({Member}.Span);"],
        (LayoutKind.Structure, _) => [$"writer.WriteStructure({Member});"],
        (LayoutKind.Text, _) => [$"writer.WriteText({Member}, {Width}, {Name});"],
        (LayoutKind.Number, _) => WriteNumber(_type!, Value),
        (LayoutKind.Range, _) => [$"writer.WriteShortRange({Member}, {Name});"],
        (LayoutKind.Match, not "Match") => [$"writer.SetLength(length{Member}, writer.Write{_word}({NxMatch}));"],
        (LayoutKind.Match, _) when IsMeasured => [$"writer.SetLength(length{Member}, {Member}.WriteOxm(ref writer));"],
        (LayoutKind.Match, _) => [$"{Member}.Write(ref writer);"],
        (_, "FlowInstructions") => [$"{Member}.Write(ref writer, \"{_owner.Name}.Instructions\");"],
        (LayoutKind.Other, _) when IsOwn && IsMeasured => Measured($"Write{_word}(ref writer);"),
        (LayoutKind.Other, _) when IsOwn => [$"Write{_word}(ref writer);"],
        (LayoutKind.Other, _) => [$"writer.Write{_word}({Value}, {Name});"],
        (LayoutKind.Property, _) => WriteProperty(),
        _ => [],
    };

    /// <summary>The expression that reads the value of a property from <c>value</c>.</summary>
    public string ReadProperty() => _word switch
    {
        "flag" => "true",
        "bytes" => "value.ReadRest()",
        "u8" or "u16" or "u32" or "u64" => ReadNumber("value", Plain),
        "struct" => $"{Global(Plain)}.ReadBody(ref value)",
        _ => $"value.Read{_word}()",
    };

    private IEnumerable<string> WriteProperty()
    {
        var value = IsOptional ? LocalOf(Member) : Member;
        yield return IsOptional ? $"if ({Member} is {{ }} {value})" : $"if ({StructureSource.IsSet(Type, Member)})";
        yield return "{";
        yield return $"    var property = writer.BeginTlv({Width});";
        var write = _word switch
        {
            "flag" => [],
            "bytes" => [$"writer.WriteBytes({value}.Span);"],
            "u8" or "u16" or "u32" or "u64" => WriteNumber(Plain, value),
            "struct" => [$"{value}.WriteBody(ref writer);"],
            _ => [$"writer.Write{_word}({value});"],
        };
        foreach (var line in write)
            yield return "    " + line;
        yield return "    writer.EndPaddedTlv(property);";
        yield return "}";
    }

    private IEnumerable<string> Measured(string write) =>
        [$"var part{Member} = writer.Position;", write, $"writer.SetLength(length{Member}, writer.Position - part{Member});"];

    // What was decoded goes on as it came; anything else has the names that Nicira's messages have for fields.
    private string NxMatch => StructureSource.Has(_owner, "NxMatch") ? $"NxMatch(writer.Version)" : Member;

    private bool IsOptional =>
        _type!.NullableAnnotation == NullableAnnotation.Annotated || _type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private ITypeSymbol Plain => _type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? nullable.TypeArguments[0]
        : _type!.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    private string ReadList(string reader) =>
        WireField.IsFamily(_type!) ? $"{Element}.Family.ReadList(ref {reader})" : $"{reader}.ReadList<{Element}>()";

    private string WriteList =>
        WireField.IsFamily(_type!) ? $"{Element}.Family.WriteList(ref writer, {Member});" : $"writer.WriteList({Member});";

    private int Bytes => Kind == LayoutKind.Property ? int.Parse(_word.Substring(1)) / 8 : Width;

    private string Unsigned => Bytes switch { 1 => "Byte", 2 => "UInt16", 4 => "UInt32", _ => "UInt64" };

    private string Primitive => Bytes switch { 1 => "byte", 2 => "ushort", 4 => "uint", _ => "ulong" };

    private static bool IsId(ITypeSymbol type) => type.TypeKind != TypeKind.Enum && type.SpecialType == SpecialType.None;

    private string ReadNumber(string reader, ITypeSymbol type) =>
        IsId(type) ? $"{reader}.Read{type.Name}()"
        : type.TypeKind == TypeKind.Enum || Widest(type) != Bytes ? $"({Global(type)}){reader}.Read{Unsigned}()"
        : $"{reader}.Read{Unsigned}()";

    private IEnumerable<string> WriteNumber(ITypeSymbol type, string value)
    {
        if (IsId(type))
        {
            yield return $"writer.Write{type.Name}({value});";
            yield break;
        }

        // A member may be wider than the field that an early version has for it.
        if (Widest(type) > Bytes)
            yield return $"writer.RefuseIf((ulong){value} > {Primitive}.MaxValue, {Name});";
        yield return $"writer.Write{Unsigned}(({Primitive}){value});";
    }

    private static string LocalOf(string member) => "@" + char.ToLowerInvariant(member[0]) + member.Substring(1);

    private static string Global(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static int Widest(ITypeSymbol type)
    {
        var number = type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type;
        return number.SpecialType switch
        {
            SpecialType.System_Byte => 1,
            SpecialType.System_UInt16 => 2,
            SpecialType.System_UInt32 => 4,
            SpecialType.System_UInt64 => 8,
            _ => 0,
        };
    }
}
