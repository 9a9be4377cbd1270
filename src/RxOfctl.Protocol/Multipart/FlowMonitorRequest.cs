using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Has the datapath tell what changes in its flow tables (OFPMP_FLOW_MONITOR, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record FlowMonitorRequest : MultipartRequest, IMultiRequest<FlowUpdate>
{
    /// <summary>The monitors to be made, changed or ended.</summary>
    [Field]
    public ValueList<FlowMonitor> Body { get; init; }
}
