namespace RxOfctl.Protocol.Multipart;

/// <summary>What is done with a flow monitor (<c>ofp_flow_monitor_command</c>, OpenFlow 1.4.1).</summary>
public enum FlowMonitorCommand : byte
{
    /// <summary>Makes one (OFPFMC_ADD).</summary>
    Add = 0,

    /// <summary>Changes one (OFPFMC_MODIFY).</summary>
    Modify = 1,

    /// <summary>Ends one (OFPFMC_DELETE).</summary>
    Delete = 2,
}
