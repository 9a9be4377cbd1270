namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Another controller changed groups or meters (OFPT_REQUESTFORWARD; <c>ofp_requestforward_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and
/// later; in 1.3 the ONF's ONFT_REQUESTFORWARD, before Nicira's NXT_REQUESTFORWARD.
/// </summary>
[WireCode(32, From = OpenFlowVersion.OpenFlow14)]
[OnfCode(2350, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
[NiciraCode(132, To = OpenFlowVersion.OpenFlow12)]
public sealed partial record RequestForward : OpenFlowMessage
{
    /// <summary>The transaction id that the request had.</summary>
    public uint RequestXid { get; init; }

    /// <summary>The request: a <see cref="GroupMod"/> or a <see cref="MeterMod"/>.</summary>
    /// <exception cref="ArgumentException">The message carries one that carries another.</exception>
    public OpenFlowMessage Request
    {
        get;
        init => field = value.Bounded();
    }

    = new GroupMod();

    internal override bool MustBeOutermost => true;

    internal override OpenFlowMessage Inner => Request;

    internal static RequestForward ReadBody(ref WireReader reader)
    {
        var request = reader.ReadMessage(out var xid);
        return new() { RequestXid = xid, Request = request };
    }

    internal override void WriteBody(ref WireWriter writer) => writer.WriteInnerMessage(Request, RequestXid);
}
