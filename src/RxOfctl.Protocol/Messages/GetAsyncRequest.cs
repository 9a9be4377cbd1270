using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Asks what the datapath sends of its own accord (OFPT_GET_ASYNC_REQUEST, OpenFlow 1.3.5 §7.3.10). OpenFlow 1.3 and later.</summary>
[WireCode(26, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record GetAsyncRequest : OpenFlowMessage, IOpenFlowRequest<GetAsyncReply>;
