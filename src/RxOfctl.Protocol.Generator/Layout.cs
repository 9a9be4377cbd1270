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
    public IEnumerable<string> Members =>
        Fields.Where(line => line.HasValue).Select(line => line.Member).Distinct().Concat(HasProperties ? ["UnknownProperties"] : []);

    /// <summary>The layouts of a record: those of versions in their order, then those with a name; none for most records.</summary>
    public static IReadOnlyList<Layout> Of(INamedTypeSymbol record) =>
        [.. from attribute in record.GetAttributes()
            where attribute.AttributeClass?.Name == "WireLayoutAttribute"
            let lines = Lines((string)attribute.ConstructorArguments[1].Value!)
            from range in ((string)attribute.ConstructorArguments[0].Value!).Split(',')
            from layout in Parse(record, range.Trim(), lines)
            orderby layout.Name, layout.From
            select layout];

    private static List<string> Lines(string text) => [.. from line in text.Split('\n') where line.Trim().Length > 0 select line.Trim()];

    // A range in which lines come and go has a layout for each run of versions that have the same ones.
    private static IEnumerable<Layout> Parse(INamedTypeSymbol record, string range, IReadOnlyList<string> lines)
    {
        if (!char.IsDigit(range[0]))
            return [Parse(record, range, Versions.First, Versions.Last, lines)];
        var versions = range.Split('-').Select(Versions.Parse).ToArray();
        var runs = from version in Enumerable.Range(versions[0], versions.Last() - versions[0] + 1)
                   group version by string.Join("\n", lines.Select(line => In(version, line)).Where(line => line.Length > 0));
        return runs.Select(run => Parse(record, null, run.First(), run.Last(), run.Key.Split('\n')));
    }

    // The line without what says in which versions it is; empty in the others.
    private static string In(int version, string line)
    {
        var words = line.Split(' ');
        if (words.Length < 3 || words[words.Length - 2] is var word && word is not ("since" or "until" or "in"))
            return line;
        var bounds = words.Last().Split('-').Select(Versions.Parse).ToArray();
        var isThere = (word == "until" || version >= bounds[0]) && (word == "since" || version <= bounds.Last());
        return isThere ? string.Join(" ", words.Take(words.Length - 2)) : "";
    }

    private static Layout Parse(INamedTypeSymbol record, string? name, int from, int to, IEnumerable<string> lines)
    {
        var fields = lines.Select(line => LayoutField.Parse(record, line)).ToList();
        foreach (var length in fields.Where(field => field.Kind is LayoutKind.LengthOf or LayoutKind.CountOf))
            fields.Single(field => field.Member == length.Member && field.HasValue).MeasuredBy = length.Kind;
        var layout = new Layout(name, from, to, fields);
        if (fields.FindIndex(field => field.Kind == LayoutKind.OwnLength) is >= 0 and var index)
            layout.LengthAt = fields.Take(index).Sum(field => field.Width);
        return layout;
    }
}
