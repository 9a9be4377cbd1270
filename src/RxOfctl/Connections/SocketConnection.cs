using System.Net.Security;
using System.Net.Sockets;
using System.Reactive.Concurrency;

namespace RxOfctl.Connections;

/// <summary>A connected socket, with TLS over it or without, and an end that lets the last bytes arrive.</summary>
internal sealed class SocketConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _plain;
    private SslStream? _secured;
    private SocketChannel? _channel;
    private Connection? _connection;

    /// <param name="socket">The socket, which belongs to the connection from now on.</param>
    public SocketConnection(Socket socket)
    {
        _socket = socket;
        _plain = new(socket, ownsSocket: true);
        if (socket.ProtocolType != ProtocolType.Tcp)
            return;
        try
        {
            socket.NoDelay = true;
        }
        catch (SocketException)
        {
            // The peer is gone already, as whoever reads will learn.
        }
    }

    /// <summary>Puts TLS over the socket.</summary>
    /// <inheritdoc cref="TlsLayer.AuthenticateAsync" path="/exception"/>
    public async Task SecureAsync(TlsLayer tls, CancellationToken cancellationToken) =>
        _secured = await tls.AuthenticateAsync(_plain, cancellationToken).ConfigureAwait(false);

    /// <summary>Whom the certificate is for that the peer showed; null without TLS, or if it showed none.</summary>
    public string? PeerIdentity => _secured?.RemoteCertificate is { } certificate ? $"{certificate.Issuer}: {certificate.Subject}" : null;

    /// <summary>Makes a connection of it.</summary>
    /// <param name="loop">Drives the socket; null if it is read as any stream is, as it is under TLS.</param>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public Connection Start(EventLoop? loop)
    {
        _channel = loop is null || _secured is not null ? null : new(_socket, loop);
        _connection = _channel is null ? new(new StreamTransport(_secured ?? (Stream)_plain)) : new(_channel);
        return _connection;
    }

    /// <summary>
    /// Ends the connection: waits until all that was written is sent, says that no more comes, and reads what still comes until the peer
    /// says so too. A socket that is closed before that may take back what was sent last, and with it the reason of the end.
    /// </summary>
    /// <param name="scheduler">The clock.</param>
    /// <param name="timeout">How long all of it may take.</param>
    /// <returns>Why not all was sent; null if it was.</returns>
    public async Task<string?> EndAsync(IScheduler scheduler, TimeSpan timeout)
    {
        using var limit = TimeLimit.Schedule(scheduler, timeout, Abort);
        try
        {
            if (_connection is not null)
            {
                _connection.Outbox.End();
                await _connection.Outbox.Completion.ConfigureAwait(false);
            }

            if (_secured is not null)
                await _secured.ShutdownAsync().ConfigureAwait(false);
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            return error.Message;
        }

        try
        {
            var unheeded = new byte[512];
            while (await _socket.ReceiveAsync(unheeded, SocketFlags.None).ConfigureAwait(false) > 0)
            {
                // There may be more.
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The peer did not end in good order, or not in time.
        }

        return null;
    }

    public void Dispose()
    {
        _channel?.Dispose();
        _secured?.Dispose();
        _plain.Dispose();
    }

    // Closes the socket under a peer that does not read what is left, or does not close its side.
    private void Abort()
    {
        if (_channel is null)
            _socket.Dispose();
        else
            _channel.Dispose();
    }
}
