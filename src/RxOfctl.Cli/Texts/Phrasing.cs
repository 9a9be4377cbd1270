using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Cli.Texts;

/// <summary>The words of one version of OpenFlow, with the names of one switch's ports and tables.</summary>
/// <param name="Version">The version, whose words for actions are used.</param>
/// <param name="Names">The names to write; null writes numbers.</param>
internal sealed record Phrasing(OpenFlowVersion Version, SwitchNames? Names)
{
    public string Port(PortNumber port) => (Names ?? SwitchNames.None).Format(port);

    public string Table(TableId table) => (Names ?? SwitchNames.None).Format(table);

    /// <summary>A counter; a question mark where the switch does not count, which it says by all ones.</summary>
    public static string Count(ulong counter) => counter == ulong.MaxValue ? "?" : counter.ToString(CultureInfo.InvariantCulture);

    /// <summary>Seconds with milliseconds, or as many digits as the time has.</summary>
    public static string Duration(uint seconds, uint nanoseconds)
    {
        if (nanoseconds == 0)
            return string.Create(CultureInfo.InvariantCulture, $"{seconds}s");
        var digits = nanoseconds % 1_000_000 == 0
            ? (nanoseconds / 1_000_000).ToString("d3", CultureInfo.InvariantCulture)
            : nanoseconds.ToString("d9", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{seconds}.{digits}s");
    }

    /// <summary>The names of the bits that are set, then the others as a number; <c>0</c> if there are none.</summary>
    public static string Bits(uint bits, params ReadOnlySpan<(uint Bit, string Name)> names)
    {
        var words = new List<string>();
        foreach (var (bit, name) in names)
        {
            if ((bits & bit) == 0)
                continue;
            words.Add(name);
            bits &= ~bit;
        }

        if (bits != 0)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"0x{bits:x}"));
        return words.Count == 0 ? "0" : string.Join(' ', words);
    }

    /// <summary>Numbers as ranges: <c>0-2,5</c>.</summary>
    public static string Ranges(IEnumerable<byte> numbers)
    {
        var ranges = new List<(byte First, byte Last)>();
        foreach (var number in numbers.Order())
        {
            if (ranges.Count > 0 && ranges[^1].Last + 1 == number)
                ranges[^1] = (ranges[^1].First, number);
            else
                ranges.Add((number, number));
        }

        return string.Join(',', ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }
}
