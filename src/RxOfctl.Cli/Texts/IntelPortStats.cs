using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Cli.Texts;

/// <summary>
/// The counters that Open vSwitch adds to those of a port as properties of Intel's: those of RFC 2819 (<c>intel_port_stats_rfc2819</c>),
/// and named ones of the device (<c>intel_port_custom_stats</c>).
/// </summary>
internal static class IntelPortStats
{
    private const uint Intel = 0x0000aa01;
    private const uint Rfc2819Type = 1;
    private const uint CustomType = 2;

    // Before the counters, and before the number of named ones, there is padding.
    private const int Rfc2819Padding = 4;
    private const int CustomPadding = 2;
    private const int CountersInALine = 3;

    // In the order of the structure.
    private static readonly (string Direction, string Name)[] Rfc2819 =
    [
        ("rx", "1_to_64_packets"), ("rx", "65_to_127_packets"), ("rx", "128_to_255_packets"), ("rx", "256_to_511_packets"),
        ("rx", "512_to_1023_packets"), ("rx", "1024_to_1522_packets"), ("rx", "1523_to_max_packets"), ("tx", "1_to_64_packets"),
        ("tx", "65_to_127_packets"), ("tx", "128_to_255_packets"), ("tx", "256_to_511_packets"), ("tx", "512_to_1023_packets"),
        ("tx", "1024_to_1522_packets"), ("tx", "1523_to_max_packets"), ("tx", "multicast_packets"), ("rx", "broadcast_packets"),
        ("tx", "broadcast_packets"), ("rx", "undersized_errors"), ("rx", "oversize_errors"), ("rx", "rx_fragmented_errors"),
        ("rx", "rx_jabber_errors"),
    ];

    /// <summary>Writes the counters.</summary>
    /// <returns>False if the property is another one, or is malformed.</returns>
    public static bool TryWrite(TextWriter writer, IPortStatsProperty property)
    {
        if (property is not ExperimenterProperty { ExperimenterId: Intel } intel)
            return false;
        return intel.ExpType switch
        {
            Rfc2819Type => TryWriteRfc2819(writer, intel.Data.Span),
            CustomType => TryWriteCustom(writer, intel.Data.Span),
            _ => false,
        };
    }

    private static bool TryWriteRfc2819(TextWriter writer, ReadOnlySpan<byte> data)
    {
        if (data.Length < Rfc2819Padding + (Rfc2819.Length * sizeof(ulong)))
            return false;
        var counters = new List<(string Direction, string Text)>();
        for (var index = 0; index < Rfc2819.Length; index++)
        {
            var counter = BinaryPrimitives.ReadUInt64BigEndian(data[(Rfc2819Padding + (index * sizeof(ulong)))..]);
            if (counter != ulong.MaxValue)
                counters.Add((Rfc2819[index].Direction, string.Create(CultureInfo.InvariantCulture, $"{Rfc2819[index].Name}={counter}, ")));
        }

        foreach (var direction in counters.GroupBy(counter => counter.Direction))
            writer.WriteLine($"           {direction.Key} rfc2819 {string.Concat(direction.Select(counter => counter.Text))}");
        return true;
    }

    private static bool TryWriteCustom(TextWriter writer, ReadOnlySpan<byte> data)
    {
        if (data.Length < CustomPadding + sizeof(ushort))
            return false;
        var count = BinaryPrimitives.ReadUInt16BigEndian(data[CustomPadding..]);
        data = data[(CustomPadding + sizeof(ushort))..];
        var counters = new List<string>();
        for (var index = 0; index < count; index++)
        {
            if (data.IsEmpty || data.Length < 1 + data[0] + sizeof(ulong))
                return false;
            var name = Encoding.ASCII.GetString(data.Slice(1, data[0]));
            counters.Add(
                string.Create(CultureInfo.InvariantCulture, $"{name}={BinaryPrimitives.ReadUInt64BigEndian(data[(1 + data[0])..])},"));
            data = data[(1 + data[0] + sizeof(ulong))..];
        }

        writer.WriteLine("           CUSTOM Statistics");
        foreach (var line in counters.Chunk(CountersInALine))
            writer.WriteLine("                      " + string.Join(' ', line));
        return true;
    }
}
