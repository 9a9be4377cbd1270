using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Flows;

/// <summary>Something that happened to a flow of a simulated switch.</summary>
/// <param name="Reason">What happened.</param>
/// <param name="Flow">The flow with its counters, as it was then.</param>
/// <param name="RemovedReason">Why it was removed, if it was.</param>
public sealed record FlowChange(FlowChangeReason Reason, FlowStats Flow, FlowRemovedReason? RemovedReason = null);
