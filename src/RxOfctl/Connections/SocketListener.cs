using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>Listens at one address.</summary>
internal sealed class SocketListener : IDisposable
{
    private readonly Socket _socket;
    private readonly string? _path;

    /// <exception cref="IOException">The address cannot be listened at: it is in use, it is not of this machine, or it is not allowed.</exception>
    public SocketListener(EndPoint endPoint)
    {
        _path = endPoint is UnixDomainSocketEndPoint ? endPoint.ToString() : null;
        Socket? socket = null;
        try
        {
            // A family of addresses that the machine does not have fails here already.
            socket = SocketOf(endPoint);
            socket.Bind(endPoint);
            socket.Listen(512);
            _socket = socket;
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            throw new IOException($"Cannot listen at {EndPointText.Format(endPoint)}: {error.Message}.", error);
        }
    }

    /// <summary>Where it listens, the port that was free included.</summary>
    public EndPoint LocalEndPoint => _socket.LocalEndPoint!;

    /// <summary>A socket that fits an address.</summary>
    public static Socket SocketOf(EndPoint endPoint) => endPoint switch
    {
        UnixDomainSocketEndPoint => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
        DnsEndPoint => new(SocketType.Stream, ProtocolType.Tcp),
        _ => new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp),
    };

    public ValueTask<Socket> AcceptAsync(CancellationToken cancellationToken) => _socket.AcceptAsync(cancellationToken);

    public void Dispose()
    {
        _socket.Dispose();
        if (_path is not null)
            File.Delete(_path);
    }
}
