namespace RxOfctl.Protocol.Messages;

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
