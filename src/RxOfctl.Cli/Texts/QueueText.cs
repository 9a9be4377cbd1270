using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Cli.Texts;

/// <summary>Queues: their statistics and their rates.</summary>
internal static class QueueText
{
    // In tenths of a percent; a higher rate is one that is not set.
    private const int MaxRate = 1000;

    public static string Of(QueueStats queue, Phrasing phrasing) =>
        $"  port {phrasing.Port(queue.PortNo)} queue {queue.QueueId}: bytes={Phrasing.Count(queue.TxBytes)}, " +
        $"pkts={Phrasing.Count(queue.TxPackets)}, " +
        $"errors={Phrasing.Count(queue.TxErrors)}, duration={Duration(queue, phrasing.Version)}";

    public static void Write(TextWriter writer, IReadOnlyList<QueueDesc> queues, Phrasing phrasing)
    {
        foreach (var port in queues.GroupBy(queue => queue.PortNo).OrderBy(port => port.Key))
        {
            writer.WriteLine($"port={phrasing.Port(port.Key)}");
            foreach (var queue in port.OrderBy(queue => queue.QueueId))
            {
                var rates = queue.Properties.Select(property => property switch
                {
                    MinRateQueueProperty min => Rate("min_rate", min.Rate),
                    MaxRateQueueProperty max => Rate("max_rate", max.Rate),
                    _ => $" {property}",
                });
                writer.WriteLine($"queue {queue.QueueId}:{string.Concat(rates)}");
            }
        }
    }

    private static string Duration(QueueStats queue, OpenFlowVersion version) =>
        version < OpenFlowVersion.OpenFlow13 || queue.DurationSec == uint.MaxValue
        ? "?"
        : Phrasing.Duration(queue.DurationSec, queue.DurationNsec);

    private static string Rate(string name, ushort rate) => rate > MaxRate
        ? $" {name}:(disabled)"
        : string.Create(CultureInfo.InvariantCulture, $" {name}:{rate / 10}.{rate % 10}%");
}
