namespace RxOfctl.Protocol.Messages;

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
