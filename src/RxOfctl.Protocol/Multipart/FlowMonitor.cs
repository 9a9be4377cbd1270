using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>What is told of changes in the flow tables (<c>ofp_flow_monitor_request</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireStructure]
public sealed partial record FlowMonitor
{
    /// <summary>The monitor, by a number of the controller's choice.</summary>
    [Field]
    public uint MonitorId { get; init; }

    /// <summary>Only flows that output to this port, or <see cref="PortNumber.Any"/>.</summary>
    [Field]
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>Only flows that use this group, or <see cref="GroupId.Any"/>.</summary>
    [Field]
    public GroupId OutGroup { get; init; } = GroupId.Any;

    /// <summary>What is told.</summary>
    [Field]
    public FlowMonitorFlags Flags { get; init; }

    /// <summary>The table, or <see cref="TableId.All"/>.</summary>
    [Field]
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>What is done with the monitor.</summary>
    [Field]
    public FlowMonitorCommand Command { get; init; }

    /// <summary>What the flows must match, or match more closely.</summary>
    [Field]
    public Match Match { get; init; } = Match.Any;
}
