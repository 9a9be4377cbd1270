namespace RxOfctl.Protocol.Messages;

/// <summary>Asks the datapath for its configuration (OFPT_GET_CONFIG_REQUEST, OpenFlow 1.3.5 §7.3.2).</summary>
[WireCode(7)]
public sealed partial record GetConfigRequest : OpenFlowMessage, IOpenFlowRequest<GetConfigReply>;

/// <summary>The datapath's configuration (OFPT_GET_CONFIG_REPLY; <c>ofp_switch_config</c>, OpenFlow 1.3.5 §7.3.2).</summary>
[WireCode(8)]
public sealed partial record GetConfigReply : OpenFlowMessage
{
    /// <summary>How fragments of IP are handled.</summary>
    public ConfigFlags Flags { get; init; }

    /// <summary>How many bytes of a packet a packet-in brings at most; 0xffff (OFPCML_NO_BUFFER) is all of it, unbuffered.</summary>
    public ushort MissSendLen { get; init; }
}

/// <summary>Changes the datapath's configuration (OFPT_SET_CONFIG; <c>ofp_switch_config</c>, OpenFlow 1.3.5 §7.3.2).</summary>
[WireCode(9)]
public sealed partial record SetConfig : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>How fragments of IP are to be handled.</summary>
    public ConfigFlags Flags { get; init; }

    /// <summary>How many bytes of a packet a packet-in is to bring at most; 0xffff (OFPCML_NO_BUFFER) is all of it, unbuffered.</summary>
    public ushort MissSendLen { get; init; } = 128;
}

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
