using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>A structure of a range of versions, as a <c>WireLayout</c> attribute declares it.</summary>
internal sealed class Layout
{
    private Layout(int from, int to, IReadOnlyList<LayoutField> fields)
    {
        From = from;
        To = to;
        Fields = fields;
    }

    public int From { get; }

    public int To { get; }

    public IReadOnlyList<LayoutField> Fields { get; }

    /// <summary>Where the structure has its own length, in bytes from its start; -1 if it has none.</summary>
    public int LengthAt { get; private set; } = -1;

    /// <summary>The layouts of a record in the order of their versions; none for most records.</summary>
    public static IReadOnlyList<Layout> Of(INamedTypeSymbol record) =>
        [.. from attribute in record.GetAttributes()
            where attribute.AttributeClass?.Name == "WireLayoutAttribute"
            let layout = Parse(record, attribute)
            orderby layout.From
            select layout];

    private static Layout Parse(INamedTypeSymbol record, AttributeData attribute)
    {
        var lines = ((string)attribute.ConstructorArguments[1].Value!).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        var versions = ((string)attribute.ConstructorArguments[0].Value!).Split('-').Select(Versions.Parse).ToArray();
        var fields = lines.Select(line => LayoutField.Parse(record, line)).ToList();
        foreach (var length in fields.Where(field => field.Kind == LayoutKind.LengthOf))
            fields.Single(field => field.Member == length.Member && field.Kind == LayoutKind.List).IsMeasured = true;
        var layout = new Layout(versions[0], versions[versions.Length - 1], fields);
        if (fields.FindIndex(field => field.Kind == LayoutKind.OwnLength) is >= 0 and var index)
            layout.LengthAt = fields.Take(index).Sum(field => field.Width);
        return layout;
    }
}
