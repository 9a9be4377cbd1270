using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Cli.Texts;

/// <summary>What flow tables can do. A property for table-miss flows is written where it differs from that of other flows.</summary>
internal static class TableFeaturesText
{
    public static void Write(TextWriter writer, IReadOnlyList<TableFeatures> tables, Phrasing phrasing)
    {
        var last = tables.Count == 0 ? default : tables.Max(table => table.TableId.Value);
        foreach (var run in TableText.Runs(tables.Select(table => (table.TableId, Text: Of(table, last, phrasing.Version)))))
        {
            writer.WriteLine($"  {TableText.Tables(run.First, run.Last, phrasing)}:");
            writer.Write(run.Text);
        }
    }

    private static string Of(TableFeatures table, byte last, OpenFlowVersion version)
    {
        var lines = new List<(string Label, string Text)>
        {
            ("metadata", $"match=0x{table.MetadataMatch:x} write=0x{table.MetadataWrite:x}"),
        };
        if (table.Name.Length > 0)
            lines.Insert(0, ("name", table.Name));
        if (version is OpenFlowVersion.OpenFlow14 or OpenFlowVersion.OpenFlow15)
        {
            lines.Add(("eviction", Supported(table.Config, TableConfig.Eviction)));
            lines.Add(("vacancy events", Supported(table.Config, TableConfig.VacancyEvents)));
        }

        lines.Add(("max_entries", $"{table.MaxEntries}"));
        Add<NextTablesFeature, NextTablesTableFeature, NextTablesMissTableFeature>(
            lines, table, "next tables", feature => NextTables(feature, table.TableId, last));
        Add<InstructionsFeature, InstructionsTableFeature, InstructionsMissTableFeature>(
            lines, table, "instructions", feature => string.Join(' ', feature.InstructionIds.Select(id => Word(id.Type))));
        Add<ActionsFeature, WriteActionsTableFeature, WriteActionsMissTableFeature>(lines, table, "Write-Actions", Actions);
        Add<ActionsFeature, ApplyActionsTableFeature, ApplyActionsMissTableFeature>(lines, table, "Apply-Actions", Actions);
        Add<OxmFeature, WriteSetFieldTableFeature, WriteSetFieldMissTableFeature>(lines, table, "Write-Actions set_field", Fields);
        Add<OxmFeature, ApplySetFieldTableFeature, ApplySetFieldMissTableFeature>(lines, table, "Apply-Actions set_field", Fields);
        Add<OxmFeature, WriteCopyFieldTableFeature, WriteCopyFieldMissTableFeature>(lines, table, "Write-Actions copy_field", Fields);
        Add<OxmFeature, ApplyCopyFieldTableFeature, ApplyCopyFieldMissTableFeature>(lines, table, "Apply-Actions copy_field", Fields);
        AddMatch(lines, table);
        if (table.Properties.OfType<TableSyncFromTableFeature>().FirstOrDefault() is { } sync)
            lines.Add(("synchronized from tables", Phrasing.Ranges(sync.TableIds.Select(id => id.Value))));
        return Text(lines);
    }

    // Lines that follow each other and say the same become one.
    private static string Text(List<(string Label, string Text)> lines)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        for (var index = 0; index < lines.Count;)
        {
            var (label, content) = lines[index++];
            for (; index < lines.Count && lines[index].Text == content && content.Contains(' ', StringComparison.Ordinal); index++)
                label += $" and {lines[index].Label}";
            text.WriteLine($"    {label}: {content}");
        }

        return text.ToString();
    }

    private static void AddMatch(List<(string Label, string Text)> lines, TableFeatures table)
    {
        if (table.Properties.OfType<MatchTableFeature>().FirstOrDefault() is not { } match)
            return;
        lines.Add(("match with any mask", Fields(match.OxmIds.Where(id => id.HasMask))));
        lines.Add(("match exactly", Fields(match.OxmIds.Where(id => !id.HasMask))));
        if (table.Properties.OfType<WildcardsTableFeature>().FirstOrDefault() is not { } wildcards)
            return;
        var optional = wildcards.OxmIds.Select(Field).ToHashSet();
        if (match.OxmIds.Where(id => !optional.Contains(Field(id))).ToList() is { Count: > 0 } required)
            lines.Add(("match must have", Fields(required)));
    }

    private static void Add<TFeature, TOther, TMiss>(
        List<(string Label, string Text)> lines, TableFeatures table, string label, Func<TFeature, string> describe)
        where TFeature : class
        where TOther : TFeature
        where TMiss : TFeature
    {
        var other = table.Properties.OfType<TOther>().FirstOrDefault() is { } feature ? describe(feature) : null;
        var miss = table.Properties.OfType<TMiss>().FirstOrDefault() is { } missing ? describe(missing) : other;
        if (other is { Length: > 0 })
            lines.Add((label, other));
        if (miss != other && miss is not null)
            lines.Add(($"{label} (table miss)", miss));
    }

    // So that tables that may go on to all tables after them read the same.
    private static string NextTables(NextTablesFeature feature, TableId table, byte last)
    {
        var next = feature.NextTableIds.Select(id => (int)id.Value).Order();
        return next.SequenceEqual(Enumerable.Range(table.Value + 1, last - table.Value)) && table.Value < last
            ? $"all after it, to {last}"
            : Phrasing.Ranges(next.Select(id => (byte)id));
    }

    private static string Supported(TableConfig config, TableConfig flag) => config.HasFlag(flag) ? "supported" : "not supported";

    private static string Actions(ActionsFeature feature) => string.Join(' ', feature.ActionIds.Select(id => Word(id.Type)).Distinct());

    private static string Fields(OxmFeature feature) => Fields(feature.OxmIds);

    private static string Fields(IEnumerable<Protocol.Matching.OxmId> ids) => string.Join(' ', ids.Select(Field).Distinct());

    // The name in the notation; some fields have two headers, of Nicira's class and of the standard's, and one name.
    private static string Field(Protocol.Matching.OxmId id) => id.Type?.ShortName ?? $"{id}";

    private static string Word(ActionType type) => MessageText.Words(type).ToLowerInvariant();

    private static string Word(InstructionType type) => MessageText.Words(type).ToLowerInvariant();
}
