namespace RxOfctl.Protocol.Nicira;

/// <summary>How a flow is learned (<c>nx_learn_flags</c>).</summary>
[Flags]
public enum LearnFlags : ushort
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The learned flow sends a flow-removed when it goes (NX_LEARN_F_SEND_FLOW_REM).</summary>
    SendFlowRem = 1 << 0,

    /// <summary>The learned flows go when the flow that learned them goes (NX_LEARN_F_DELETE_LEARNED).</summary>
    DeleteLearned = 1 << 1,
}
