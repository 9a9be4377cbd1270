using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Changes the datapath's configuration (OFPT_SET_CONFIG; <c>ofp_switch_config</c>, OpenFlow 1.3.5 §7.3.2).</summary>
[WireCode(9)]
public sealed partial record SetConfig : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>How fragments of IP are to be handled.</summary>
    [Field]
    public ConfigFlags Flags { get; init; }

    /// <summary>How many bytes of a packet a packet-in is to bring at most; 0xffff (OFPCML_NO_BUFFER) is all of it, unbuffered.</summary>
    [Field]
    public ushort MissSendLen { get; init; } = 128;
}
