namespace RxOfctl;

/// <summary>How far a connection is.</summary>
public enum ConnectionState
{
    /// <summary>It is dialed, or TLS is being agreed on. A connection without either starts with <see cref="Handshake"/>.</summary>
    Connecting,

    /// <summary>There is a connection: HELLO, the features and the ports are exchanged.</summary>
    Handshake,

    /// <summary>The handshake is over: its datapath is present, or about to be.</summary>
    Ready,

    /// <summary>The connection ended, or none came about.</summary>
    Closed,
}
