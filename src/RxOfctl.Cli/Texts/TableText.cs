using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Cli.Texts;

/// <summary>Flow tables: their statistics and their configuration.</summary>
internal static class TableText
{
    /// <summary>Writes the statistics of tables; those that follow each other and say the same share a line.</summary>
    public static void Write(TextWriter writer, IEnumerable<TableStats> tables, Phrasing phrasing)
    {
        foreach (var run in Runs(tables.Select(table => (table.TableId, Text: Of(table, phrasing.Version)))))
            writer.WriteLine($"  {Tables(run.First, run.Last, phrasing)}: {run.Text}");
    }

    public static void Write(TextWriter writer, TableDesc table, Phrasing phrasing)
    {
        var eviction = table.Properties.OfType<EvictionTableProperty>().FirstOrDefault();
        writer.WriteLine($"  table {phrasing.Table(table.TableId)}:");
        var flags = eviction is null ? "" : $" eviction_flags={Flags(eviction.Flags)}";
        writer.WriteLine($"   eviction={(table.Config.HasFlag(TableConfig.Eviction) ? "on" : "off")}{flags}");
        if (!table.Config.HasFlag(TableConfig.VacancyEvents))
            writer.WriteLine("   vacancy=off");
        else if (table.Properties.OfType<VacancyTableProperty>().FirstOrDefault() is { } vacancy)
            writer.WriteLine(
                $"   vacancy=on vacancy_down={vacancy.VacancyDown}% vacancy_up={vacancy.VacancyUp}% vacancy={vacancy.Vacancy}%");
        else
            writer.WriteLine("   vacancy=on");
    }

    /// <summary>Joins entries of the same text whose tables follow each other.</summary>
    public static IEnumerable<(TableId First, TableId Last, string Text)> Runs(IEnumerable<(TableId Table, string Text)> entries)
    {
        (TableId First, TableId Last, string Text)? run = null;
        foreach (var (table, text) in entries)
        {
            if (run is { } same && same.Text == text && same.Last.Value + 1 == table.Value)
            {
                run = same with { Last = table };
                continue;
            }

            if (run is { } other)
                yield return other;
            run = (table, table, text);
        }

        if (run is { } last)
            yield return last;
    }

    /// <summary><c>table 0</c>, or <c>tables 1...5</c>.</summary>
    public static string Tables(TableId first, TableId last, Phrasing phrasing) =>
        first == last ? $"table {phrasing.Table(first)}" : $"tables {phrasing.Table(first)}...{phrasing.Table(last)}";

    private static string Of(TableStats table, OpenFlowVersion version)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"active={table.ActiveCount}, lookup={table.LookupCount}, matched={table.MatchedCount}");
        // From OpenFlow 1.3 on that is a matter of table features.
        return version < OpenFlowVersion.OpenFlow13
            ? string.Create(CultureInfo.InvariantCulture, $"{text}, max_entries={table.MaxEntries}")
            : text;
    }

    private static string Flags(TableEvictionFlags flags) => Phrasing.Bits(
        (uint)flags,
        ((uint)TableEvictionFlags.Other, "OTHER"),
        ((uint)TableEvictionFlags.Importance, "IMPORTANCE"),
        ((uint)TableEvictionFlags.Lifetime, "LIFETIME")).Replace(' ', '|');
}
