using RxOfctl.Protocol;

namespace RxOfctl;

/// <summary>The state of a connection has changed.</summary>
/// <param name="Peer">The name of the peer: its address, as a rule.</param>
/// <param name="State">The state.</param>
/// <param name="DatapathId">The datapath; null before its features are known.</param>
/// <param name="Reason">Why the connection is closed; null in any other state.</param>
/// <param name="At">When, by the clock of the controller's scheduler.</param>
public sealed record ConnectionChange(string Peer, ConnectionState State, DatapathId? DatapathId, string? Reason, DateTimeOffset At);

/// <summary>The state of a connection.</summary>
public enum ConnectionState
{
    /// <summary>It is being dialed, or TLS is being negotiated. An accepted connection without TLS starts with
    /// <see cref="Handshake"/>.</summary>
    Connecting,

    /// <summary>It is connected: HELLO, features and ports are being exchanged.</summary>
    Handshake,

    /// <summary>The handshake is complete: its datapath is present, or about to be.</summary>
    Ready,

    /// <summary>The connection has ended, or could not be made.</summary>
    Closed,
}
