using System.Net;

namespace RxOfctl.Capture.Tcp;

/// <summary>A TCP connection of a capture.</summary>
public sealed class TcpConnection
{
    internal TcpConnection(IPEndPoint client, IPEndPoint server, bool hasHandshake) => (Client, Server, HasHandshake) = (client, server, hasHandshake);

    /// <summary>The end that opened it.</summary>
    public IPEndPoint Client { get; }

    /// <summary>The end that accepted it.</summary>
    public IPEndPoint Server { get; }

    /// <summary>
    /// Whether the capture has its SYN. If not, bytes before the first segment are unknown, and the end with the lower port is taken for
    /// the server.
    /// </summary>
    public bool HasHandshake { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Client} -> {Server}";
}

/// <summary>The kind of a <see cref="TcpEvent"/>.</summary>
public enum TcpEventKind
{
    /// <summary>The connection begins.</summary>
    Opened,

    /// <summary>The next bytes of one direction.</summary>
    Data,

    /// <summary>Bytes of one direction are missing in the capture and are not retransmitted.</summary>
    Gap,

    /// <summary>The connection ended, by FIN of both ends, by RST, or with the capture.</summary>
    Closed,
}

/// <summary>An event of a connection: see <see cref="TcpReassembler"/>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Timestamp">The time of the packet that caused it.</param>
/// <param name="FromClient">For data and gaps, whether the client sent the bytes.</param>
/// <param name="Data">For data, the bytes, which stay valid.</param>
/// <param name="MissingBytes">For gaps, how many bytes are missing.</param>
public readonly record struct TcpEvent(
    TcpEventKind Kind, TcpConnection Connection, DateTimeOffset Timestamp, bool FromClient = false, ReadOnlyMemory<byte> Data = default, long MissingBytes = 0);
