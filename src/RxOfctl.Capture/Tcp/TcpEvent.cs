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
    /// Whether the capture has its SYN. Where it has not, bytes before the first segment are not known, and the end with the lower port is
    /// taken for the server.
    /// </summary>
    public bool HasHandshake { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Client} -> {Server}";
}

/// <summary>What became known of a connection.</summary>
public enum TcpEventKind
{
    /// <summary>It begins.</summary>
    Opened,

    /// <summary>The next bytes of one direction.</summary>
    Data,

    /// <summary>Bytes of one direction that the capture does not have, and that no retransmission will bring.</summary>
    Gap,

    /// <summary>It ended, by FIN of both ends or RST, or because the capture did.</summary>
    Closed,
}

/// <summary>Something that became known of a connection: see <see cref="TcpReassembler"/>.</summary>
/// <param name="Kind">What.</param>
/// <param name="Connection">Of which connection.</param>
/// <param name="Timestamp">The time of the packet that made it known.</param>
/// <param name="FromClient">For data and gaps, whether the client sent the bytes.</param>
/// <param name="Data">For data, the bytes, which stay valid.</param>
/// <param name="MissingBytes">For gaps, how many bytes are missing.</param>
public readonly record struct TcpEvent(
    TcpEventKind Kind, TcpConnection Connection, DateTimeOffset Timestamp, bool FromClient = false, ReadOnlyMemory<byte> Data = default, long MissingBytes = 0);
