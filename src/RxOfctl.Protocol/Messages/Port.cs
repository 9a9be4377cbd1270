using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A port of a datapath (<c>ofp_phy_port</c>, OpenFlow 1.0.2 §5.2.1; <c>ofp_port</c>, 1.3.5 §7.2.1, 1.4.1).</summary>
[WireStructure]
[WireLayout("1.0", """
    PortNumber PortNo
    MacAddress HwAddr
    char[16] Name
    u32 Config
    u32 State
    only EthernetPortProperty Properties
    """)]
[WireLayout("1.1-1.3", """
    PortNumber PortNo
    pad 4
    MacAddress HwAddr
    pad 2
    char[16] Name
    u32 Config
    u32 State
    only EthernetPortProperty Properties
    """)]
[WireLayout("1.4-1.5", """
    PortNumber PortNo
    u16 length
    pad 2
    MacAddress HwAddr
    pad 2
    char[16] Name
    u32 Config
    u32 State
    list Properties
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
    /// What describes the port further. Before OpenFlow 1.4: one <see cref="EthernetPortProperty"/> and nothing else, which is also what a new port has.
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

    /// <summary>The port's bit rate in kbit/s; OpenFlow 1.1 and later. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public uint CurrSpeed
    {
        get => Ethernet.CurrSpeed;
        init => Properties = Properties.With(Ethernet with { CurrSpeed = value });
    }

    /// <summary>The port's highest bit rate in kbit/s; OpenFlow 1.1 and later. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
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

/// <summary>
/// What an Ethernet port can do (<c>ofp_port_features</c>, OpenFlow 1.3.5 §7.2.1). OpenFlow 1.0 has no rates above 10 Gbit/s, and the bits
/// from <see cref="Copper"/> on four places lower. Bits that no version defines are kept, but for the highest four of OpenFlow 1.0, for which
/// there is no room and which are lost when they are read; they cannot be written in 1.0 either.
/// </summary>
[Flags]
public enum PortFeatures : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>10 Mbit/s, half duplex.</summary>
    HalfDuplex10Mb = 1 << 0,

    /// <summary>10 Mbit/s, full duplex.</summary>
    FullDuplex10Mb = 1 << 1,

    /// <summary>100 Mbit/s, half duplex.</summary>
    HalfDuplex100Mb = 1 << 2,

    /// <summary>100 Mbit/s, full duplex.</summary>
    FullDuplex100Mb = 1 << 3,

    /// <summary>1 Gbit/s, half duplex.</summary>
    HalfDuplex1Gb = 1 << 4,

    /// <summary>1 Gbit/s, full duplex.</summary>
    FullDuplex1Gb = 1 << 5,

    /// <summary>10 Gbit/s, full duplex.</summary>
    FullDuplex10Gb = 1 << 6,

    /// <summary>40 Gbit/s, full duplex (1.1 and later).</summary>
    FullDuplex40Gb = 1 << 7,

    /// <summary>100 Gbit/s, full duplex (1.1 and later).</summary>
    FullDuplex100Gb = 1 << 8,

    /// <summary>1 Tbit/s, full duplex (1.1 and later).</summary>
    FullDuplex1Tb = 1 << 9,

    /// <summary>Another rate (1.1 and later).</summary>
    Other = 1 << 10,

    /// <summary>Copper medium.</summary>
    Copper = 1 << 11,

    /// <summary>Fiber medium.</summary>
    Fiber = 1 << 12,

    /// <summary>Auto-negotiation.</summary>
    Autoneg = 1 << 13,

    /// <summary>Pause.</summary>
    Pause = 1 << 14,

    /// <summary>Asymmetric pause.</summary>
    PauseAsym = 1 << 15,
}

/// <summary>The features of a port on the wire.</summary>
internal static class PortFeaturesWire
{
    private const uint SameInAll = 0x7f;
    private const uint Only11 = 0x780;
    private const int Shift10 = 4;

    public static PortFeatures ReadPortFeatures(this ref WireReader reader)
    {
        var bits = reader.ReadUInt32();
        return (PortFeatures)(reader.Version == OpenFlowVersion.OpenFlow10 ? (bits & SameInAll) | (bits & ~SameInAll) << Shift10 : bits);
    }

    public static void WritePortFeatures(this ref WireWriter writer, PortFeatures features, string member)
    {
        var bits = (uint)features;
        if (writer.Version == OpenFlowVersion.OpenFlow10)
        {
            if ((bits & Only11) != 0)
                writer.Refuse(member, features & (PortFeatures)Only11);
            bits = (bits & SameInAll) | (bits & ~SameInAll) >> Shift10;
        }

        writer.WriteUInt32(bits);
    }
}
