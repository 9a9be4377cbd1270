using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Does nothing in Open vSwitch but to be accepted: flow statistics tell ages where they can (NXT_FLOW_AGE).</summary>
[NiciraCode(18)]
public sealed partial record NiciraFlowAge : OpenFlowMessage, IOpenFlowCommand;
