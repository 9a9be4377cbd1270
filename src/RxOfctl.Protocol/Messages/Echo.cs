namespace RxOfctl.Protocol.Messages;

/// <summary>Asks the peer for a sign of life (OFPT_ECHO_REQUEST, OpenFlow 1.3.5 §7.5.2).</summary>
[WireCode(2)]
public sealed partial record EchoRequest : OpenFlowMessage, IOpenFlowRequest<EchoReply>
{
    /// <summary>Any bytes, which the reply brings back.</summary>
    public ByteString Data { get; init; }
}

/// <summary>Answers an echo request (OFPT_ECHO_REPLY, OpenFlow 1.3.5 §7.5.3).</summary>
[WireCode(3)]
public sealed partial record EchoReply : OpenFlowMessage
{
    /// <summary>The bytes of the request.</summary>
    public ByteString Data { get; init; }
}
