namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Asks the datapath to finish all that was sent before, and then to answer (OFPT_BARRIER_REQUEST, OpenFlow 1.0.2 §5.3.7, 1.3.5 §7.3.8).
/// </summary>
[WireCode(18, To = OpenFlowVersion.OpenFlow10)]
[WireCode(20, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record BarrierRequest : OpenFlowMessage, IOpenFlowRequest<BarrierReply>;

/// <summary>All that was sent before the barrier request is done (OFPT_BARRIER_REPLY, OpenFlow 1.0.2 §5.3.7, 1.3.5 §7.3.8).</summary>
[WireCode(19, To = OpenFlowVersion.OpenFlow10)]
[WireCode(21, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record BarrierReply : OpenFlowMessage;
