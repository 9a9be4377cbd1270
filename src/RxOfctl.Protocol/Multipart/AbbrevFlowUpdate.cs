using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>This controller changed flows (OFPFME_ABBREV; <c>ofp_flow_update_abbrev</c>, OpenFlow 1.4.1).</summary>
[WireCode(4, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record AbbrevFlowUpdate : FlowUpdate
{
    /// <summary>The transaction id of the message that changed them.</summary>
    [Field]
    public uint Xid { get; init; }
}
