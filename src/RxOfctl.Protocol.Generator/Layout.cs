using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>A structure of a range of versions, or of a form that has a name, as a <c>WireLayout</c> attribute declares it.</summary>
/// <param name="Name">The name of the form; null for the structure of a range of versions.</param>
/// <param name="From">The first version of the range.</param>
/// <param name="To">The last version of the range.</param>
/// <param name="Fields">The lines.</param>
internal sealed record Layout(string? Name, int From, int To, IReadOnlyList<LayoutField> Fields)
{
    /// <summary>What the names of the methods that read and write the structure end in.</summary>
    public string Suffix => Name ?? "From" + From;

    /// <summary>Where the structure has its own length, in bytes from its start; -1 if it has none.</summary>
    public int LengthAt { get; private set; } = -1;

    /// <summary>Whether the structure ends in properties of Nicira's form.</summary>
    public bool HasProperties => Fields.Any(line => line.Kind == LayoutKind.Property);

    /// <summary>The members that the structure has.</summary>
    public IEnumerable<string> Members => Fields.Where(line => line.HasValue).Select(line => line.Member).Distinct();

    /// <summary>The layouts of a record: those of versions in their order, then those with a name; none for most records.</summary>
    public static IReadOnlyList<Layout> Of(INamedTypeSymbol record) =>
        [.. from attribute in record.GetAttributes()
            where attribute.AttributeClass?.Name == "WireLayoutAttribute"
            from range in ((string)attribute.ConstructorArguments[0].Value!).Split(',')
            let layout = Parse(record, range.Trim(), (string)attribute.ConstructorArguments[1].Value!)
            orderby layout.Name, layout.From
            select layout];

    private static Layout Parse(INamedTypeSymbol record, string range, string text)
    {
        var fields = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => LayoutField.Parse(record, line)).ToList();
        foreach (var length in fields.Where(field => field.Kind is LayoutKind.LengthOf or LayoutKind.CountOf))
            fields.Single(field => field.Member == length.Member && field.HasValue).MeasuredBy = length.Kind;
        var versions = char.IsDigit(range[0]) ? range.Split('-').Select(Versions.Parse).ToArray() : null;
        var layout = new Layout(versions is null ? range : null, versions?[0] ?? Versions.First, versions?.Last() ?? Versions.Last, fields);
        if (fields.FindIndex(field => field.Kind == LayoutKind.OwnLength) is >= 0 and var index)
            layout.LengthAt = fields.Take(index).Sum(field => field.Width);
        return layout;
    }
}
