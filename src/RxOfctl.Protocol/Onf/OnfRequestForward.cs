using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>Another controller's request that changed a group or a meter (ONFT_REQUESTFORWARD, type 2350). OpenFlow 1.3.</summary>
[WireCode(2350, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record OnfRequestForward : OnfMessage
{
    /// <summary>The request with its header.</summary>
    [Field]
    public ByteString Request { get; init; }

    /// <summary>Reads the request.</summary>
    /// <param name="xid">Its transaction id.</param>
    /// <exception cref="OpenFlowDecodeException">It is no valid message.</exception>
    public OpenFlowMessage Read(out uint xid) => OpenFlowCodec.Decode(Request.Span, out xid);
}
