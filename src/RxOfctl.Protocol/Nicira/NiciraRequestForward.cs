using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Another controller's request that changed a group or a meter (NXT_REQUESTFORWARD). OpenFlow 1.0 to 1.2.</summary>
[WireCode(132, To = OpenFlowVersion.OpenFlow12)]
public sealed partial record NiciraRequestForward : NiciraMessage
{
    /// <summary>The request with its header.</summary>
    [Field]
    public ByteString Request { get; init; }

    /// <summary>Reads the request.</summary>
    /// <param name="xid">Its transaction id.</param>
    /// <exception cref="OpenFlowDecodeException">It is no valid message.</exception>
    public OpenFlowMessage Read(out uint xid) => OpenFlowCodec.Decode(Request.Span, out xid);
}
