namespace RxOfctl.Protocol.Messages;

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
