namespace RxOfctl.Protocol.Messages;

/// <summary>How a datapath handles fragments of IP (<c>ofp_config_flags</c>, OpenFlow 1.3.5 §7.3.2).</summary>
[Flags]
public enum ConfigFlags : ushort
{
    /// <summary>Nothing special (OFPC_FRAG_NORMAL).</summary>
    FragNormal = 0,

    /// <summary>Fragments are dropped.</summary>
    FragDrop = 1 << 0,

    /// <summary>Fragments are reassembled, if <see cref="Capabilities.IpReasm"/> is there.</summary>
    FragReasm = 1 << 1,

    /// <summary>Packets with an invalid TTL come to the controller (1.1 and 1.2; 1.3 has an async mask for it).</summary>
    InvalidTtlToController = 1 << 2,
}
