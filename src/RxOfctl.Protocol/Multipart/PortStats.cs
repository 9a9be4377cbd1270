using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A port's counters (<c>ofp_port_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.6, 1.4.1).</summary>
[WireStructure]
public sealed partial record PortStats
{
    private static readonly EthernetPortStatsProperty NoEthernet = new();
    private static readonly ValueList<PortStatsProperty> EthernetAlone = [NoEthernet];

    /// <summary>The port's number.</summary>
    public PortNumber PortNo { get; init; }

    /// <summary>How many packets received; all ones if the port does not count them.</summary>
    public ulong RxPackets { get; init; }

    /// <summary>How many packets sent; all ones if the port does not count them.</summary>
    public ulong TxPackets { get; init; }

    /// <summary>How many bytes received; all ones if the port does not count them.</summary>
    public ulong RxBytes { get; init; }

    /// <summary>How many bytes sent; all ones if the port does not count them.</summary>
    public ulong TxBytes { get; init; }

    /// <summary>How many packets received and dropped; all ones if the port does not count them.</summary>
    public ulong RxDropped { get; init; }

    /// <summary>How many packets to be sent and dropped; all ones if the port does not count them.</summary>
    public ulong TxDropped { get; init; }

    /// <summary>How many errors in receiving, those below among them; all ones if the port does not count them.</summary>
    public ulong RxErrors { get; init; }

    /// <summary>How many errors in sending; all ones if the port does not count them.</summary>
    public ulong TxErrors { get; init; }

    /// <summary>
    /// Further counters. Before OpenFlow 1.4: one <see cref="EthernetPortStatsProperty"/> and nothing else, which is also what a new entry has.
    /// </summary>
    public ValueList<PortStatsProperty> Properties { get; init; } = EthernetAlone;

    /// <summary>How many frame alignment errors; all ones if the port does not count them. Of the <see cref="EthernetPortStatsProperty"/> of <see cref="Properties"/>.</summary>
    public ulong RxFrameErr
    {
        get => Ethernet.RxFrameErr;
        init => Properties = Properties.With(Ethernet with { RxFrameErr = value });
    }

    /// <summary>How many packets lost because the receiver was overrun; all ones if the port does not count them. Of the <see cref="EthernetPortStatsProperty"/> of <see cref="Properties"/>.</summary>
    public ulong RxOverErr
    {
        get => Ethernet.RxOverErr;
        init => Properties = Properties.With(Ethernet with { RxOverErr = value });
    }

    /// <summary>How many checksum errors; all ones if the port does not count them. Of the <see cref="EthernetPortStatsProperty"/> of <see cref="Properties"/>.</summary>
    public ulong RxCrcErr
    {
        get => Ethernet.RxCrcErr;
        init => Properties = Properties.With(Ethernet with { RxCrcErr = value });
    }

    /// <summary>How many collisions; all ones if the port does not count them. Of the <see cref="EthernetPortStatsProperty"/> of <see cref="Properties"/>.</summary>
    public ulong Collisions
    {
        get => Ethernet.Collisions;
        init => Properties = Properties.With(Ethernet with { Collisions = value });
    }

    /// <summary>How long the port has been there, whole seconds. OpenFlow 1.3 and later.</summary>
    public uint DurationSec { get; init; }

    /// <summary>How long the port has been there, nanoseconds beyond <see cref="DurationSec"/>. OpenFlow 1.3 and later.</summary>
    public uint DurationNsec { get; init; }

    private EthernetPortStatsProperty Ethernet => Properties.First<PortStatsProperty, EthernetPortStatsProperty>() ?? NoEthernet;

    private static bool HasLength(OpenFlowVersion version) => version >= OpenFlowVersion.OpenFlow14;

    internal static PortStats ReadBody(ref WireReader reader) =>
        reader.Version >= OpenFlowVersion.OpenFlow14 ? Read14(ref reader) : Read10(ref reader);

    internal void WriteBody(ref WireWriter writer)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow14)
            Write14(ref writer);
        else
            Write10(ref writer);
    }

    private static PortStats Read10(ref WireReader reader) => new()
    {
        PortNo = reader.ReadPaddedPortNumber(),
        RxPackets = reader.ReadUInt64(),
        TxPackets = reader.ReadUInt64(),
        RxBytes = reader.ReadUInt64(),
        TxBytes = reader.ReadUInt64(),
        RxDropped = reader.ReadUInt64(),
        TxDropped = reader.ReadUInt64(),
        RxErrors = reader.ReadUInt64(),
        TxErrors = reader.ReadUInt64(),
        Properties =
        [
            new EthernetPortStatsProperty
            {
                RxFrameErr = reader.ReadUInt64(),
                RxOverErr = reader.ReadUInt64(),
                RxCrcErr = reader.ReadUInt64(),
                Collisions = reader.ReadUInt64(),
            },
        ],
        DurationSec = reader.Version >= OpenFlowVersion.OpenFlow13 ? reader.ReadUInt32() : 0,
        DurationNsec = reader.Version >= OpenFlowVersion.OpenFlow13 ? reader.ReadUInt32() : 0,
    };

    private static PortStats Read14(ref WireReader reader)
    {
        var entry = reader.ReadMeasured(lengthAt: 0);
        entry.Skip(4);
        return new()
        {
            PortNo = entry.ReadPortNumber(),
            DurationSec = entry.ReadUInt32(),
            DurationNsec = entry.ReadUInt32(),
            RxPackets = entry.ReadUInt64(),
            TxPackets = entry.ReadUInt64(),
            RxBytes = entry.ReadUInt64(),
            TxBytes = entry.ReadUInt64(),
            RxDropped = entry.ReadUInt64(),
            TxDropped = entry.ReadUInt64(),
            RxErrors = entry.ReadUInt64(),
            TxErrors = entry.ReadUInt64(),
            Properties = entry.ReadList<PortStatsProperty>(),
        };
    }

    private void Write10(ref WireWriter writer)
    {
        writer.RefuseIf(
            Properties.Count != 1 || Properties[0] is not EthernetPortStatsProperty,
            "PortStats.Properties other than one EthernetPortStatsProperty");
        writer.WritePaddedPortNumber(PortNo, "PortStats.PortNo");
        WriteCounters(ref writer);
        writer.WriteUInt64(RxFrameErr);
        writer.WriteUInt64(RxOverErr);
        writer.WriteUInt64(RxCrcErr);
        writer.WriteUInt64(Collisions);
        if (writer.Version < OpenFlowVersion.OpenFlow13)
        {
            writer.RefuseIf(DurationSec != 0, "PortStats.DurationSec");
            writer.RefuseIf(DurationNsec != 0, "PortStats.DurationNsec");
            return;
        }

        writer.WriteUInt32(DurationSec);
        writer.WriteUInt32(DurationNsec);
    }

    private void Write14(ref WireWriter writer)
    {
        var start = writer.Position;
        writer.Pad(4);
        writer.WritePortNumber(PortNo, "PortStats.PortNo");
        writer.WriteUInt32(DurationSec);
        writer.WriteUInt32(DurationNsec);
        WriteCounters(ref writer);
        writer.WriteList(Properties);
        writer.SetLength(start, writer.Position - start);
    }

    private void WriteCounters(ref WireWriter writer)
    {
        writer.WriteUInt64(RxPackets);
        writer.WriteUInt64(TxPackets);
        writer.WriteUInt64(RxBytes);
        writer.WriteUInt64(TxBytes);
        writer.WriteUInt64(RxDropped);
        writer.WriteUInt64(TxDropped);
        writer.WriteUInt64(RxErrors);
        writer.WriteUInt64(TxErrors);
    }
}
