using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>The datapath's configuration (OFPT_GET_CONFIG_REPLY; <c>ofp_switch_config</c>, OpenFlow 1.3.5 §7.3.2).</summary>
[WireCode(8)]
public sealed partial record GetConfigReply : OpenFlowMessage
{
    /// <summary>How fragments of IP are handled.</summary>
    [Field]
    public ConfigFlags Flags { get; init; }

    /// <summary>How many bytes of a packet a packet-in brings at most; 0xffff (OFPCML_NO_BUFFER) is all of it, unbuffered.</summary>
    [Field]
    public ushort MissSendLen { get; init; }
}
