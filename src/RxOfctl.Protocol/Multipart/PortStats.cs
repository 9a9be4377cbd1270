using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A port's counters (<c>ofp_port_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §A.3.5.6).</summary>
[WireStructure]
public sealed partial record PortStats
{
    /// <summary>The port's number.</summary>
    [Field(As = "PaddedPortNumber")]
    public PortNumber PortNo { get; init; }

    /// <summary>How many packets received; all ones if the port does not count them.</summary>
    [Field]
    public ulong RxPackets { get; init; }

    /// <summary>How many packets sent; all ones if the port does not count them.</summary>
    [Field]
    public ulong TxPackets { get; init; }

    /// <summary>How many bytes received; all ones if the port does not count them.</summary>
    [Field]
    public ulong RxBytes { get; init; }

    /// <summary>How many bytes sent; all ones if the port does not count them.</summary>
    [Field]
    public ulong TxBytes { get; init; }

    /// <summary>How many packets received and dropped; all ones if the port does not count them.</summary>
    [Field]
    public ulong RxDropped { get; init; }

    /// <summary>How many packets to be sent and dropped; all ones if the port does not count them.</summary>
    [Field]
    public ulong TxDropped { get; init; }

    /// <summary>How many errors in receiving, those below among them; all ones if the port does not count them.</summary>
    [Field]
    public ulong RxErrors { get; init; }

    /// <summary>How many errors in sending; all ones if the port does not count them.</summary>
    [Field]
    public ulong TxErrors { get; init; }

    /// <summary>How many frame alignment errors; all ones if the port does not count them.</summary>
    [Field]
    public ulong RxFrameErr { get; init; }

    /// <summary>How many packets lost because the receiver was overrun; all ones if the port does not count them.</summary>
    [Field]
    public ulong RxOverErr { get; init; }

    /// <summary>How many checksum errors; all ones if the port does not count them.</summary>
    [Field]
    public ulong RxCrcErr { get; init; }

    /// <summary>How many collisions; all ones if the port does not count them.</summary>
    [Field]
    public ulong Collisions { get; init; }

    /// <summary>How long the port has been there, whole seconds. OpenFlow 1.3 and later.</summary>
    [Field(From = OpenFlowVersion.OpenFlow13)]
    public uint DurationSec { get; init; }

    /// <summary>How long the port has been there, nanoseconds beyond <see cref="DurationSec"/>. OpenFlow 1.3 and later.</summary>
    [Field(From = OpenFlowVersion.OpenFlow13)]
    public uint DurationNsec { get; init; }
}
