namespace RxOfctl.Protocol.Messages;

/// <summary>A port of a datapath (<c>ofp_phy_port</c>, OpenFlow 1.0.2 §5.2.1; <c>ofp_port</c>, 1.3.5 §7.2.1, 1.4.1).</summary>
[WireStructure]
[WireLayout("1.0-1.5", """
    PortNumber PortNo
    u16 length since 1.4
    pad 2 since 1.4
    pad 4 in 1.1-1.3
    MacAddress HwAddr
    pad 2 since 1.1
    char[16] Name
    u32 Config
    u32 State
    only EthernetPortProperty Properties until 1.3
    list Properties since 1.4
    """)]
public sealed partial record Port
{
    private static readonly EthernetPortProperty NoEthernet = new();
    private static readonly ValueList<IPortProperty> EthernetAlone = [NoEthernet];

    /// <summary>The port's number, one of its datapath's.</summary>
    public PortNumber PortNo { get; init; }

    /// <summary>The port's hardware address.</summary>
    public MacAddress HwAddr { get; init; }

    /// <summary>The port's name, at most 16 characters; 15 by the specification.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the administrator set.</summary>
    public PortConfig Config { get; init; }

    /// <summary>What the port found.</summary>
    public PortState State { get; init; }

    /// <summary>
    /// What describes the port further. Before OpenFlow 1.4: one <see cref="EthernetPortProperty"/> and nothing else, which is also what a
    /// new port has.
    /// </summary>
    public ValueList<IPortProperty> Properties { get; init; } = EthernetAlone;

    /// <summary>What the port uses now. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public PortFeatures Curr
    {
        get => Ethernet.Curr;
        init => Properties = Properties.With(Ethernet with { Curr = value });
    }

    /// <summary>What the port offers its peer. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public PortFeatures Advertised
    {
        get => Ethernet.Advertised;
        init => Properties = Properties.With(Ethernet with { Advertised = value });
    }

    /// <summary>What the port supports. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public PortFeatures Supported
    {
        get => Ethernet.Supported;
        init => Properties = Properties.With(Ethernet with { Supported = value });
    }

    /// <summary>What the port's peer offers. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public PortFeatures Peer
    {
        get => Ethernet.Peer;
        init => Properties = Properties.With(Ethernet with { Peer = value });
    }

    /// <summary>
    /// The port's bit rate in kbit/s; OpenFlow 1.1 and later. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.
    /// </summary>
    public uint CurrSpeed
    {
        get => Ethernet.CurrSpeed;
        init => Properties = Properties.With(Ethernet with { CurrSpeed = value });
    }

    /// <summary>
    /// The port's highest bit rate in kbit/s; OpenFlow 1.1 and later. Of the <see cref="EthernetPortProperty"/> of
    /// <see cref="Properties"/>.
    /// </summary>
    public uint MaxSpeed
    {
        get => Ethernet.MaxSpeed;
        init => Properties = Properties.With(Ethernet with { MaxSpeed = value });
    }

    private EthernetPortProperty Ethernet => Properties.First<IPortProperty, EthernetPortProperty>() ?? NoEthernet;
}

/// <summary>What the administrator set for a port (<c>ofp_port_config</c>, OpenFlow 1.0.2 §5.2.1, 1.3.5 §7.2.1).</summary>
[Flags]
public enum PortConfig : uint
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The port is down.</summary>
    PortDown = 1 << 0,

    /// <summary>No spanning tree on the port (1.0).</summary>
    NoStp = 1 << 1,

    /// <summary>Packets received are dropped (in 1.0, all but those of the spanning tree).</summary>
    NoRecv = 1 << 2,

    /// <summary>Packets of the spanning tree received are dropped (1.0).</summary>
    NoRecvStp = 1 << 3,

    /// <summary>The port does not flood (1.0).</summary>
    NoFlood = 1 << 4,

    /// <summary>Packets to the port are dropped.</summary>
    NoFwd = 1 << 5,

    /// <summary>Packets received make no packet-in.</summary>
    NoPacketIn = 1 << 6,
}

/// <summary>What a port found (<c>ofp_port_state</c>, OpenFlow 1.0.2 §5.2.1, 1.3.5 §7.2.1).</summary>
[Flags]
public enum PortState : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>There is no link.</summary>
    LinkDown = 1 << 0,

    /// <summary>The port is blocked (1.1 and later).</summary>
    Blocked = 1 << 1,

    /// <summary>The port is live for fast-failover groups (1.1 and later).</summary>
    Live = 1 << 2,

    /// <summary>The spanning tree is learning (1.0).</summary>
    StpLearn = 1 << 8,

    /// <summary>The spanning tree forwards (1.0).</summary>
    StpForward = 2 << 8,

    /// <summary>The port is not part of the spanning tree (1.0).</summary>
    StpBlock = 3 << 8,
}
