namespace RxOfctl.Protocol.Messages;

/// <summary>
/// How a flow is added and kept (<c>ofp_flow_mod_flags</c>, OpenFlow 1.0.2 §5.3.3, 1.3.5 §7.3.4.1). OpenFlow 1.0 has its emergency flag where
/// later versions have <see cref="ResetCounts"/>.
/// </summary>
[Flags]
public enum FlowModFlags : uint
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The datapath sends a flow-removed when the flow goes (OFPFF_SEND_FLOW_REM).</summary>
    SendFlowRem = 1 << 0,

    /// <summary>A flow of the same priority that overlaps is an error (OFPFF_CHECK_OVERLAP).</summary>
    CheckOverlap = 1 << 1,

    /// <summary>The counters start anew (OFPFF_RESET_COUNTS). OpenFlow 1.2 and later.</summary>
    ResetCounts = 1 << 2,

    /// <summary>Packets need not be counted (OFPFF_NO_PKT_COUNTS). OpenFlow 1.3 and later.</summary>
    NoPktCounts = 1 << 3,

    /// <summary>Bytes need not be counted (OFPFF_NO_BYT_COUNTS). OpenFlow 1.3 and later.</summary>
    NoBytCounts = 1 << 4,

    /// <summary>The flow is for when there is no connection to a controller (OFPFF_EMERG). OpenFlow 1.0.</summary>
    Emerg = 1 << 16,
}
