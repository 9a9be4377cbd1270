using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Begins to tell of changes of flows (NXST_FLOW_MONITOR; in OpenFlow 1.3 ONFST_FLOW_MONITOR). OpenFlow 1.0 to 1.3; 1.4 has one of its own. Replies
/// with the transaction id 0 tell of later changes.
/// </summary>
[NiciraCode(2, To = OpenFlowVersion.OpenFlow12)]
[OnfCode(1870, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record NiciraFlowMonitorRequest : MultipartRequest, IMultiRequest<NiciraFlowUpdate>
{
    /// <summary>The monitors.</summary>
    public ValueList<NiciraFlowMonitor> Body { get; init; }

    internal static NiciraFlowMonitorRequest ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<NiciraFlowMonitor>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        writer.WriteList(Body);
    }
}
