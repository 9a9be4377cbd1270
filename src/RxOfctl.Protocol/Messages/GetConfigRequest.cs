using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Asks the datapath for its configuration (OFPT_GET_CONFIG_REQUEST, OpenFlow 1.3.5 §7.3.2).</summary>
[WireCode(7)]
public sealed partial record GetConfigRequest : OpenFlowMessage, IOpenFlowRequest<GetConfigReply>;
