namespace RxOfctl.Protocol.Messages;

/// <summary>Asks the datapath who it is and what it can do (OFPT_FEATURES_REQUEST, OpenFlow 1.3.5 §7.3.1).</summary>
[WireCode(5)]
public sealed partial record FeaturesRequest : OpenFlowMessage, IOpenFlowRequest<FeaturesReply>;

/// <summary>
/// Who the datapath is and what it can do (OFPT_FEATURES_REPLY; <c>ofp_switch_features</c>, OpenFlow 1.0.2 §5.3.1, 1.3.5 §7.3.1).
/// </summary>
[WireCode(6)]
public sealed partial record FeaturesReply : OpenFlowMessage
{
    /// <summary>The datapath's identity.</summary>
    public DatapathId DatapathId { get; init; }

    /// <summary>How many packets the datapath can buffer.</summary>
    public uint BufferCount { get; init; }

    /// <summary>How many flow tables the datapath has.</summary>
    public byte TableCount { get; init; }

    /// <summary>0 on the main connection, another number on an auxiliary one; OpenFlow 1.3 and later.</summary>
    [Field(From = OpenFlowVersion.OpenFlow13, ElsePad = 3, PadAfter = 2)]
    public byte AuxiliaryId { get; init; }

    /// <summary>What the datapath can do.</summary>
    public Capabilities Capabilities { get; init; }

    /// <summary>The actions that the datapath supports, a bit for each action type, in OpenFlow 1.0; reserved later.</summary>
    public uint Actions { get; init; }

    /// <summary>The ports; OpenFlow 1.0 to 1.2. Later versions tell them in answer to a <see cref="Multipart.PortDescRequest"/>.</summary>
    [Field(To = OpenFlowVersion.OpenFlow12)]
    public ValueList<Port> Ports { get; init; }
}

/// <summary>What a datapath can do (<c>ofp_capabilities</c>, OpenFlow 1.0.2 §5.3.1, 1.3.5 §7.3.1).</summary>
[Flags]
public enum Capabilities : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>Flow statistics.</summary>
    FlowStats = 1 << 0,

    /// <summary>Table statistics.</summary>
    TableStats = 1 << 1,

    /// <summary>Port statistics.</summary>
    PortStats = 1 << 2,

    /// <summary>Group statistics (1.1 and later); the spanning tree protocol in OpenFlow 1.0.</summary>
    GroupStats = 1 << 3,

    /// <summary>Reassembly of IP fragments.</summary>
    IpReasm = 1 << 5,

    /// <summary>Queue statistics.</summary>
    QueueStats = 1 << 6,

    /// <summary>Matching of addresses in ARP (1.0 and 1.1).</summary>
    ArpMatchIp = 1 << 7,

    /// <summary>Blocking of ports that make loops (1.2 and later).</summary>
    PortBlocked = 1 << 8,

    /// <summary>Bundles (1.4 and later).</summary>
    Bundles = 1 << 9,

    /// <summary>Flow monitoring (1.4 and later).</summary>
    FlowMonitoring = 1 << 10,
}
