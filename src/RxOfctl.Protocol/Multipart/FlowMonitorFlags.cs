namespace RxOfctl.Protocol.Multipart;

/// <summary>What a flow monitor tells (<c>ofp_flow_monitor_flags</c>, OpenFlow 1.4.1).</summary>
[Flags]
public enum FlowMonitorFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The flows that are there when it is made (OFPFMF_INITIAL).</summary>
    Initial = 1 << 0,

    /// <summary>Flows that come (OFPFMF_ADD).</summary>
    Add = 1 << 1,

    /// <summary>Flows that go (OFPFMF_REMOVED).</summary>
    Removed = 1 << 2,

    /// <summary>Flows that change (OFPFMF_MODIFY).</summary>
    Modify = 1 << 3,

    /// <summary>With their instructions (OFPFMF_INSTRUCTIONS).</summary>
    Instructions = 1 << 4,

    /// <summary>What this controller does in full too (OFPFMF_NO_ABBREV).</summary>
    NoAbbrev = 1 << 5,

    /// <summary>What this controller does alone (OFPFMF_ONLY_OWN).</summary>
    OnlyOwn = 1 << 6,
}
