namespace RxOfctl;

/// <summary>The state of a connection.</summary>
public enum ConnectionState
{
    /// <summary>It is being dialed, or TLS is being negotiated. An accepted connection without TLS starts with <see cref="Handshake"/>.</summary>
    Connecting,

    /// <summary>It is connected: HELLO, features and ports are being exchanged.</summary>
    Handshake,

    /// <summary>The handshake is complete: its datapath is present, or about to be.</summary>
    Ready,

    /// <summary>The connection has ended, or could not be made.</summary>
    Closed,
}
