using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Asks the datapath who it is and what it can do (OFPT_FEATURES_REQUEST, OpenFlow 1.3.5 §7.3.1).</summary>
[WireCode(5)]
public sealed partial record FeaturesRequest : OpenFlowMessage, IOpenFlowRequest<FeaturesReply>;
