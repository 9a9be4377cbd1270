using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Begins to tell of changes of flows (NXST_FLOW_MONITOR; in OpenFlow 1.3 ONFST_FLOW_MONITOR). OpenFlow 1.0 to 1.3; 1.4 has one of its own. Replies
/// with the transaction id 0 tell of later changes.
/// </summary>
public sealed record NiciraFlowMonitorRequest : MultipartRequest, IMultiRequest<NiciraFlowUpdate>
{
    internal const uint Subtype = 2;

    /// <summary>The monitors.</summary>
    public ValueList<NiciraFlowMonitor> Body { get; init; }

    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.CodeTo13(version);

    internal static NiciraFlowMonitorRequest ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<NiciraFlowMonitor>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, Subtype);
        writer.WriteList(Body);
    }
}
