using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>What a line of a layout is.</summary>
internal enum LayoutKind
{
    Pad,
    OwnLength,
    LengthOf,
    Number,
    Text,
    List,
    Only,
    Bytes,
    Other,
}

/// <summary>One line of a layout, and the code that reads and writes it.</summary>
internal sealed class LayoutField
{
    private readonly string _word;
    private readonly ITypeSymbol? _type;
    private readonly string _owner;
    private readonly bool _isOwn;

    private LayoutField(LayoutKind kind, int width, string word, INamedTypeSymbol owner, string member, string? part)
    {
        Kind = kind;
        Width = width;
        Member = member;
        Part = part;
        _word = word;
        _owner = owner.Name;
        _isOwn = kind == LayoutKind.Other && StructureSource.Has(owner, "Write" + word);
        _type = member.Length == 0 ? null : TypeOf(owner, member);
        if (part is not null)
            _type = TypeOf(_type!, part);
    }

    public LayoutKind Kind { get; }

    /// <summary>How many bytes it has, where the line says so.</summary>
    public int Width { get; }

    /// <summary>The record's member; empty for padding and the structure's own length.</summary>
    public string Member { get; }

    /// <summary>The part of the member that stands here, or null for all of it.</summary>
    public string? Part { get; }

    /// <summary>Whether an earlier line has the length of this list.</summary>
    public bool IsMeasured { get; set; }

    /// <summary>Whether the line gives a member, or a part of it, its value.</summary>
    public bool HasValue => Kind is not (LayoutKind.Pad or LayoutKind.OwnLength or LayoutKind.LengthOf);

    /// <summary>The local variable with what was read.</summary>
    public string Local => "@" + char.ToLowerInvariant(Member[0]) + Member.Substring(1) + Part;

    private string Value => Part is null ? Member : $"{Member}.{Part}";

    private string Name => $"\"{_owner}.{Member}\"";

    private string Type => _type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private string Element => ((INamedTypeSymbol)_type!).TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

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
            "u8" => Field(LayoutKind.Number, 1),
            "u16" => Field(LayoutKind.Number, 2),
            "u32" => Field(LayoutKind.Number, 4),
            "u64" => Field(LayoutKind.Number, 8),
            "list" => Field(LayoutKind.List),
            "bytes" => Field(LayoutKind.Bytes),
            "only" => new(LayoutKind.Only, 0, words[1], record, member, part),
            var word when word.StartsWith("char[", StringComparison.Ordinal) => Field(LayoutKind.Text, int.Parse(word.Substring(5, word.Length - 6))),
            // As wide as it is from 1.1 on; in 1.0 nothing is measured behind it.
            "PortNumber" => Field(LayoutKind.Other, 4),
            _ => Field(LayoutKind.Other),
        };
    }

    /// <summary>Statements that read the line from <c>reader</c>.</summary>
    public IEnumerable<string> Read() => Kind switch
    {
        LayoutKind.Pad => [$"reader.Skip({Width});"],
        LayoutKind.OwnLength => ["reader.Skip(2);"],
        LayoutKind.LengthOf => [$"var length{Member} = reader.ReadUInt16();"],
        LayoutKind.List when IsMeasured => [$"var part{Member} = reader.Slice(length{Member});", $"var {Local} = {ReadList($"part{Member}")};"],
        LayoutKind.List => [$"var {Local} = {ReadList("reader")};"],
        LayoutKind.Only => [$"{Type} {Local} = [{_word}.ReadBody(ref reader)];"],
        LayoutKind.Bytes => [$"var {Local} = reader.ReadRest();"],
        LayoutKind.Text => [$"var {Local} = reader.ReadText({Width});"],
        LayoutKind.Number => [$"var {Local} = {ReadNumber};"],
        _ when _word is "Match" or "FlowInstructions" => [$"var {Local} = {Type}.Read(ref reader);"],
        _ when _isOwn => [$"var {Local} = Read{_word}(ref reader);"],
        _ => [$"var {Local} = reader.Read{_word}();"],
    };

    /// <summary>Statements that write the line to <c>writer</c>.</summary>
    public IEnumerable<string> Write() => Kind switch
    {
        LayoutKind.Pad => [$"writer.Pad({Width});"],
        LayoutKind.OwnLength => ["writer.Pad(2);"],
        LayoutKind.LengthOf => [$"var length{Member} = writer.Position;", "writer.Pad(2);"],
        LayoutKind.List when IsMeasured =>
            [$"var part{Member} = writer.Position;", WriteList, $"writer.SetLength(length{Member}, writer.Position - part{Member});"],
        LayoutKind.List => [WriteList],
        LayoutKind.Only =>
        [
            $"if ({Member}.Count != 1 || {Member}[0] is not {_word} only{Member})",
            $"    writer.Refuse(\"{_owner}.{Member} other than one {_word}\");",
            "else",
            $"    only{Member}.WriteBody(ref writer);",
        ],
        LayoutKind.Bytes => [$"writer.WriteBytes({Member}.Span);"],
        LayoutKind.Text => [$"writer.WriteText({Member}, {Width}, {Name});"],
        LayoutKind.Number => WriteNumber(),
        _ when _word is "Match" => [$"{Member}.Write(ref writer);"],
        _ when _word is "FlowInstructions" => [$"{Member}.Write(ref writer, \"{_owner}.Instructions\");"],
        _ when _isOwn => [$"Write{_word}(ref writer);"],
        _ => [$"writer.Write{_word}({Value}, {Name});"],
    };

    private string ReadList(string reader) =>
        WireField.IsFamily(_type!) ? $"{Element}.Family.ReadList(ref {reader})" : $"{reader}.ReadList<{Element}>()";

    private string WriteList =>
        WireField.IsFamily(_type!) ? $"{Element}.Family.WriteList(ref writer, {Member});" : $"writer.WriteList({Member});";

    private string Unsigned => Width switch { 1 => "Byte", 2 => "UInt16", 4 => "UInt32", _ => "UInt64" };

    private string Primitive => Width switch { 1 => "byte", 2 => "ushort", 4 => "uint", _ => "ulong" };

    private bool IsId => _type!.TypeKind != TypeKind.Enum && _type.SpecialType == SpecialType.None;

    private string ReadNumber =>
        IsId ? $"reader.Read{_type!.Name}()"
        : _type!.TypeKind == TypeKind.Enum || Widest(_type) != Width ? $"({Type})reader.Read{Unsigned}()"
        : $"reader.Read{Unsigned}()";

    private IEnumerable<string> WriteNumber()
    {
        if (IsId)
        {
            yield return $"writer.Write{_type!.Name}({Value});";
            yield break;
        }

        // A member may be wider than the field that an early version has for it.
        if (Widest(_type!) > Width)
            yield return $"writer.RefuseIf((ulong){Value} > {Primitive}.MaxValue, {Name});";
        yield return $"writer.Write{Unsigned}(({Primitive}){Value});";
    }

    private static int Widest(ITypeSymbol type) => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type).SpecialType switch
    {
        SpecialType.System_Byte => 1,
        SpecialType.System_UInt16 => 2,
        SpecialType.System_UInt32 => 4,
        SpecialType.System_UInt64 => 8,
        _ => 0,
    };

    private static ITypeSymbol TypeOf(ITypeSymbol owner, string member)
    {
        for (var type = owner; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(member).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property.Type;
        }

        throw new InvalidOperationException($"A layout of {owner} names {member}, which it does not have.");
    }
}
