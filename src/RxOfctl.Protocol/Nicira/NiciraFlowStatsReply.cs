using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Flows with matches of Nicira (NXST_FLOW). OpenFlow 1.0.</summary>
[NiciraCode(0, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraFlowStatsReply : MultipartReply<NiciraFlowStats>
{
    internal static NiciraFlowStatsReply ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<NiciraFlowStats>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        writer.WriteList(Body);
    }
}
