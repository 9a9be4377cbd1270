using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Answers an echo request (OFPT_ECHO_REPLY, OpenFlow 1.3.5 §7.5.3).</summary>
[WireCode(3)]
public sealed partial record EchoReply : OpenFlowMessage
{
    /// <summary>The bytes of the request.</summary>
    [Field]
    public ByteString Data { get; init; }
}
