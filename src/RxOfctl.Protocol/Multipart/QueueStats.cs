using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A queue's counters (<c>ofp_queue_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.8, 1.4.1).</summary>
[WireStructure]
public sealed partial record QueueStats
{
    /// <summary>The port.</summary>
    public PortNumber PortNo { get; init; }

    /// <summary>The queue's number at the port.</summary>
    public uint QueueId { get; init; }

    /// <summary>How many bytes sent.</summary>
    public ulong TxBytes { get; init; }

    /// <summary>How many packets sent.</summary>
    public ulong TxPackets { get; init; }

    /// <summary>How many packets dropped because the queue was full.</summary>
    public ulong TxErrors { get; init; }

    /// <summary>How long the queue has been there, whole seconds. OpenFlow 1.3 and later.</summary>
    public uint DurationSec { get; init; }

    /// <summary>How long the queue has been there, nanoseconds beyond <see cref="DurationSec"/>. OpenFlow 1.3 and later.</summary>
    public uint DurationNsec { get; init; }

    /// <summary>Further counters. OpenFlow 1.4 and later.</summary>
    public ValueList<QueueStatsProperty> Properties { get; init; }

    private static bool HasLength(OpenFlowVersion version) => version >= OpenFlowVersion.OpenFlow14;

    internal static QueueStats ReadBody(ref WireReader reader)
    {
        if (reader.Version < OpenFlowVersion.OpenFlow14)
            return Read(ref reader);
        var entry = reader.ReadMeasured(lengthAt: 0);
        entry.Skip(8);
        return Read(ref entry);
    }

    internal void WriteBody(ref WireWriter writer)
    {
        var start = writer.Position;
        var has14 = writer.Version >= OpenFlowVersion.OpenFlow14;
        var has13 = writer.Version >= OpenFlowVersion.OpenFlow13;
        writer.RefuseIf(DurationSec != 0 && !has13, "QueueStats.DurationSec");
        writer.RefuseIf(DurationNsec != 0 && !has13, "QueueStats.DurationNsec");
        writer.RefuseIf(!Properties.IsEmpty && !has14, "QueueStats.Properties");
        writer.Pad(has14 ? 8 : 0);
        writer.WriteWidePortNumber(PortNo, "QueueStats.PortNo");
        writer.WriteUInt32(QueueId);
        writer.WriteUInt64(TxBytes);
        writer.WriteUInt64(TxPackets);
        writer.WriteUInt64(TxErrors);
        if (has13)
        {
            writer.WriteUInt32(DurationSec);
            writer.WriteUInt32(DurationNsec);
        }

        if (has14)
        {
            writer.WriteList(Properties);
            writer.SetLength(start, writer.Position - start);
        }
    }

    private static QueueStats Read(ref WireReader reader)
    {
        var has13 = reader.Version >= OpenFlowVersion.OpenFlow13;
        return new()
        {
            PortNo = reader.ReadWidePortNumber(),
            QueueId = reader.ReadUInt32(),
            TxBytes = reader.ReadUInt64(),
            TxPackets = reader.ReadUInt64(),
            TxErrors = reader.ReadUInt64(),
            DurationSec = has13 ? reader.ReadUInt32() : 0,
            DurationNsec = has13 ? reader.ReadUInt32() : 0,
            Properties = reader.Version >= OpenFlowVersion.OpenFlow14 ? reader.ReadList<QueueStatsProperty>() : [],
        };
    }
}
