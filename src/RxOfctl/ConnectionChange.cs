using RxOfctl.Protocol;

namespace RxOfctl;

/// <summary>A connection has come to another state.</summary>
/// <param name="Peer">What the peer is called: its address, as a rule.</param>
/// <param name="State">The state.</param>
/// <param name="DatapathId">Who the datapath is; null before it has said so.</param>
/// <param name="Reason">Why the connection is closed; null in any other state.</param>
/// <param name="At">When, by the clock of the controller's scheduler.</param>
public sealed record ConnectionChange(string Peer, ConnectionState State, DatapathId? DatapathId, string? Reason, DateTimeOffset At);
