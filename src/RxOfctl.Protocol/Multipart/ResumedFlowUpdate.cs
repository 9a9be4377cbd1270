using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>The datapath tells updates again (OFPFME_RESUMED; <c>ofp_flow_update_paused</c>, OpenFlow 1.4.1).</summary>
[WireCode(6, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record ResumedFlowUpdate : FlowUpdate
{
    internal static ResumedFlowUpdate ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
