namespace RxOfctl.Protocol.Nicira;

/// <summary>What a flow monitor tells (<c>nx_flow_monitor_flags</c>).</summary>
[Flags]
public enum NiciraFlowMonitorFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The flows that are there at first (NXFMF_INITIAL).</summary>
    Initial = 1 << 0,

    /// <summary>New flows (NXFMF_ADD).</summary>
    Add = 1 << 1,

    /// <summary>Flows that go (NXFMF_DELETE).</summary>
    Delete = 1 << 2,

    /// <summary>Flows that change (NXFMF_MODIFY).</summary>
    Modify = 1 << 3,

    /// <summary>With what the flows do (NXFMF_ACTIONS).</summary>
    Actions = 1 << 4,

    /// <summary>The controller's own changes too, in full (NXFMF_OWN).</summary>
    Own = 1 << 5,
}
