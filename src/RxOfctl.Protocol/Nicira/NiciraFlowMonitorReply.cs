using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Tells of changes of flows (NXST_FLOW_MONITOR; in OpenFlow 1.3 ONFST_FLOW_MONITOR). OpenFlow 1.0 to 1.3.</summary>
[NiciraCode(2, To = OpenFlowVersion.OpenFlow12)]
[OnfCode(1870, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record NiciraFlowMonitorReply : MultipartReply<NiciraFlowUpdate>
{
    internal static NiciraFlowMonitorReply ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<NiciraFlowUpdate>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        writer.WriteList(Body);
    }
}
