using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>The datapath has no room for more updates and stops telling them (OFPFME_PAUSED; <c>ofp_flow_update_paused</c>, OpenFlow 1.4.1).</summary>
[WireCode(5, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record PausedFlowUpdate : FlowUpdate
{
    internal static PausedFlowUpdate ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
