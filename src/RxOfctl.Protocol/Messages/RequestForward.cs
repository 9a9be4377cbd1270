using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Another controller changed groups or meters (OFPT_REQUESTFORWARD; <c>ofp_requestforward_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.
/// </summary>
[WireCode(32, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record RequestForward : OpenFlowMessage
{
    /// <summary>The transaction id that the request had.</summary>
    public uint RequestXid { get; init; }

    /// <summary>The request: a <see cref="GroupMod"/> or a <see cref="MeterMod"/>.</summary>
    public OpenFlowMessage Request { get; init; } = new GroupMod();

    internal static RequestForward ReadBody(ref WireReader reader)
    {
        var request = reader.ReadMessage(out var xid);
        return new() { RequestXid = xid, Request = request };
    }

    internal override void WriteBody(ref WireWriter writer) => writer.WriteInnerMessage(Request, RequestXid);
}
