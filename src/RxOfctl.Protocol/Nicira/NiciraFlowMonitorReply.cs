using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Tells of changes of flows (NXST_FLOW_MONITOR; in OpenFlow 1.3 ONFST_FLOW_MONITOR). OpenFlow 1.0 to 1.3.</summary>
public sealed record NiciraFlowMonitorReply : MultipartReply<NiciraFlowUpdate>
{
    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.CodeTo13(version);

    internal static NiciraFlowMonitorReply ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<NiciraFlowUpdate>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, NiciraFlowMonitorRequest.Subtype);
        writer.WriteList(Body);
    }
}
