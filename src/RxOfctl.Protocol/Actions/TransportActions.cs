using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Sets the source port of TCP, UDP or SCTP, whichever it is (OFPAT_SET_TP_SRC; <c>ofp_action_tp_port</c>, OpenFlow 1.0.2 §5.2.4). OpenFlow 1.0
/// and 1.1; later versions set the field of the protocol.
/// </summary>
[WireCode(9, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetTpSrcAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetTpSrcAction()
    {
    }

    /// <summary>Sets the source port.</summary>
    public SetTpSrcAction(ushort tpPort) => TpPort = tpPort;

    /// <summary>The port.</summary>
    [Field(PadAfter = 2)]
    public ushort TpPort { get; init; }
}

/// <summary>
/// Sets the destination port of TCP, UDP or SCTP, whichever it is (OFPAT_SET_TP_DST; <c>ofp_action_tp_port</c>, OpenFlow 1.0.2 §5.2.4).
/// OpenFlow 1.0 and 1.1; later versions set the field of the protocol.
/// </summary>
[WireCode(10, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetTpDstAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetTpDstAction()
    {
    }

    /// <summary>Sets the destination port.</summary>
    public SetTpDstAction(ushort tpPort) => TpPort = tpPort;

    /// <summary>The port.</summary>
    [Field(PadAfter = 2)]
    public ushort TpPort { get; init; }
}
