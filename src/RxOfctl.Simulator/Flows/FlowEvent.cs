using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Flows;

/// <summary>Something that happened to a flow.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Reason">What happened.</param>
/// <param name="RemovedReason">Why it was removed, if it was.</param>
/// <param name="Change">What it came of.</param>
internal readonly record struct FlowEvent(FlowEntry Flow, FlowChangeReason Reason, FlowRemovedReason? RemovedReason, Transaction Change);
