using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>Listens at one address.</summary>
internal sealed class SocketListener : IDisposable
{
    // As many connections as may come at once: the system drops the others, and their peers try again after seconds. It has a limit of its
    // own (net.core.somaxconn).
    private const int Backlog = 4096;

    private readonly Socket _socket;

    /// <param name="endPoint">The address.</param>
    /// <param name="defaultTls">The TLS options of an address that has none.</param>
    /// <exception cref="IOException">
    /// Listening at the address failed: it is in use, it is not of this machine, its name is not known, or it is not permitted.
    /// </exception>
    /// <exception cref="ArgumentException">TLS has no certificate.</exception>
    public SocketListener(EndPoint endPoint, TlsOptions? defaultTls)
    {
        EndPoint = endPoint;
        var address = endPoint;
        if (endPoint is TlsEndPoint tls)
        {
            address = tls.EndPoint;
            Tls = TlsLayer.ForListening(tls.Options ?? defaultTls);
        }

        try
        {
            // Sockets connect to names, but are bound only to addresses.
            _socket = Listen(address is DnsEndPoint name ? new IPEndPoint(Dns.GetHostAddresses(name.Host)[0], name.Port) : address);
        }
        catch (SocketException error)
        {
            throw new IOException($"Cannot listen at {EndPointText.Format(endPoint)}: {error.Message}.", error);
        }

        var local = _socket.LocalEndPoint!;
        LocalEndPoint = endPoint is TlsEndPoint { Options: var options } ? new TlsEndPoint(local, options) : local;
    }

    /// <summary>The end point that was given.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>The end point that it listens at, with the actual port.</summary>
    public EndPoint LocalEndPoint { get; }

    /// <summary>The server side of TLS; null without TLS.</summary>
    public TlsLayer? Tls { get; }

    /// <summary>Creates a socket for an address.</summary>
    public static Socket SocketOf(EndPoint endPoint) => endPoint switch
    {
        UnixDomainSocketEndPoint => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
        DnsEndPoint => new(SocketType.Stream, ProtocolType.Tcp),
        _ => new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp),
    };

    public ValueTask<Socket> AcceptAsync(CancellationToken cancellationToken) => _socket.AcceptAsync(cancellationToken);

    /// <summary>Returns the name of a peer that connected.</summary>
    public string NameOf(Socket accepted)
    {
        // A peer of a Unix socket has no address.
        if (accepted.AddressFamily == AddressFamily.Unix || accepted.RemoteEndPoint is not { } remote)
            return EndPointText.Format(LocalEndPoint);
        return EndPointText.Format(Tls is null ? remote : new TlsEndPoint(remote));
    }

    /// <summary>Stops listening, and deletes the file of a Unix socket.</summary>
    public void Dispose() => _socket.Dispose();

    private static Socket Listen(EndPoint address)
    {
        var socket = SocketOf(address);
        try
        {
            try
            {
                socket.Bind(address);
            }
            catch (SocketException error) when (
                error.SocketErrorCode == SocketError.AddressAlreadyInUse && address is UnixDomainSocketEndPoint)
            {
                var path = address.ToString()!;
                if (!IsLeftBehind(path))
                    throw;
                File.Delete(path);
                socket.Bind(address);
            }

            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Whether a path is a Unix socket of a process that has ended: connections are refused, and it is no other kind of file.
    private static bool IsLeftBehind(string path)
    {
        using var probe = SocketOf(new UnixDomainSocketEndPoint(path));
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException error)
        {
            if (error.SocketErrorCode != SocketError.ConnectionRefused)
                return false;
        }

        try
        {
            // A socket is the only kind of file that cannot be opened.
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
