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
    public static void Write(TextWriter writer, IEnumerable<TableFeatures> tables, Phrasing phrasing)
    {
        foreach (var run in TableText.Runs(tables.Select(table => (table.TableId, Text: Of(table, phrasing.Version)))))
        {
            writer.WriteLine($"  {TableText.Tables(run.First, run.Last, phrasing)}:");
            writer.Write(run.Text);
        }
    }

    private static string Of(TableFeatures table, OpenFlowVersion version)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        if (table.Name.Length > 0)
            text.WriteLine($"    name: {table.Name}");
        text.WriteLine($"    metadata: match=0x{table.MetadataMatch:x} write=0x{table.MetadataWrite:x}");
        if (version is OpenFlowVersion.OpenFlow14 or OpenFlowVersion.OpenFlow15)
        {
            text.WriteLine($"    eviction: {Supported(table.Config, TableConfig.Eviction)}");
            text.WriteLine($"    vacancy events: {Supported(table.Config, TableConfig.VacancyEvents)}");
        }

        text.WriteLine($"    max_entries={table.MaxEntries}");
        WriteBoth<NextTablesFeature, NextTablesTableFeature, NextTablesMissTableFeature>(
            text, table, "next tables", feature => Phrasing.Ranges(feature.NextTableIds.Select(next => next.Value)));
        WriteBoth<InstructionsFeature, InstructionsTableFeature, InstructionsMissTableFeature>(
            text, table, "instructions", feature => string.Join(' ', feature.InstructionIds.Select(id => Word(id.Type))));
        WriteBoth<ActionsFeature, WriteActionsTableFeature, WriteActionsMissTableFeature>(text, table, "Write-Actions", Actions);
        WriteBoth<ActionsFeature, ApplyActionsTableFeature, ApplyActionsMissTableFeature>(text, table, "Apply-Actions", Actions);
        WriteBoth<OxmFeature, WriteSetFieldTableFeature, WriteSetFieldMissTableFeature>(text, table, "Write-Actions set_field", Fields);
        WriteBoth<OxmFeature, ApplySetFieldTableFeature, ApplySetFieldMissTableFeature>(text, table, "Apply-Actions set_field", Fields);
        WriteBoth<OxmFeature, WriteCopyFieldTableFeature, WriteCopyFieldMissTableFeature>(text, table, "Write-Actions copy_field", Fields);
        WriteBoth<OxmFeature, ApplyCopyFieldTableFeature, ApplyCopyFieldMissTableFeature>(text, table, "Apply-Actions copy_field", Fields);
        var match = table.Properties.OfType<MatchTableFeature>().FirstOrDefault();
        if (match is not null)
        {
            text.WriteLine($"    match, arbitrary mask: {string.Join(' ', match.OxmIds.Where(id => id.HasMask).Select(Field))}");
            text.WriteLine($"    match, exact or wildcard: {string.Join(' ', match.OxmIds.Where(id => !id.HasMask).Select(Field))}");
        }

        if (table.Properties.OfType<WildcardsTableFeature>().FirstOrDefault() is { } wildcards && match is not null)
        {
            var required = match.OxmIds.Select(Field).Except(wildcards.OxmIds.Select(Field)).ToList();
            if (required.Count > 0)
                text.WriteLine($"    match, required: {string.Join(' ', required)}");
        }

        if (table.Properties.OfType<TableSyncFromTableFeature>().FirstOrDefault() is { } sync)
            text.WriteLine($"    synchronized from tables: {Phrasing.Ranges(sync.TableIds.Select(id => id.Value))}");
        return text.ToString();
    }

    private static void WriteBoth<TFeature, TOther, TMiss>(TextWriter text, TableFeatures table, string label, Func<TFeature, string> describe)
        where TFeature : class
        where TOther : TFeature
        where TMiss : TFeature
    {
        var other = table.Properties.OfType<TOther>().FirstOrDefault() is { } feature ? describe(feature) : null;
        var miss = table.Properties.OfType<TMiss>().FirstOrDefault() is { } missing ? describe(missing) : other;
        if (other is { Length: > 0 })
            text.WriteLine($"    {label}: {other}");
        if (miss != other && miss is not null)
            text.WriteLine($"    {label} (table miss): {miss}");
    }

    private static string Supported(TableConfig config, TableConfig flag) => config.HasFlag(flag) ? "supported" : "not supported";

    private static string Actions(ActionsFeature feature) => string.Join(' ', feature.ActionIds.Select(id => Word(id.Type)).Distinct());

    private static string Fields(OxmFeature feature) => string.Join(' ', feature.OxmIds.Select(Field));

    // The name in the notation; some fields have two headers, of Nicira's class and of the standard's, and one name.
    private static string Field(Protocol.Matching.OxmId id) => id.Type?.ShortName ?? $"{id}";

    private static string Word(ActionType type) => MessageText.Words(type).ToLowerInvariant();

    private static string Word(InstructionType type) => MessageText.Words(type).ToLowerInvariant();
}
