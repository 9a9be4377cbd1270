using System.Net.Security;
using System.Net.Sockets;
using System.Reactive.Concurrency;

namespace RxOfctl.Connections;

/// <summary>A connected socket, with or without TLS, that is closed so that the last bytes arrive.</summary>
internal sealed class SocketConnection : IDisposable
{
    private readonly Socket _socket;
    private NetworkStream? _plain;
    private SslStream? _secured;
    private SocketChannel? _channel;
    private Connection? _connection;

    /// <param name="socket">The socket, which the connection closes.</param>
    public SocketConnection(Socket socket)
    {
        _socket = socket;
        if (socket.ProtocolType != ProtocolType.Tcp)
            return;
        try
        {
            socket.NoDelay = true;
        }
        catch (SocketException)
        {
            // The peer has disconnected already, as the first read finds.
        }
    }

    // An event loop needs no stream.
    private NetworkStream Plain => _plain ??= new(_socket, ownsSocket: true);

    /// <summary>Waits until the peer has sent something, or has closed the connection.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task WaitForBytesAsync(CancellationToken cancellationToken) =>
        await _socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);

    /// <summary>Negotiates TLS over the socket.</summary>
    /// <inheritdoc cref="TlsLayer.AuthenticateAsync" path="/exception"/>
    public async Task SecureAsync(TlsLayer tls, CancellationToken cancellationToken) =>
        _secured = await tls.AuthenticateAsync(Plain, cancellationToken).ConfigureAwait(false);

    /// <summary>The issuer and subject of the peer's certificate; null without TLS, or if it presented none.</summary>
    public string? PeerIdentity => _secured?.RemoteCertificate is { } certificate ? $"{certificate.Issuer}: {certificate.Subject}" : null;

    /// <summary>Creates the connection.</summary>
    /// <param name="loop">The loop that drives the socket; null to read it as a stream, as with TLS.</param>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public Connection Start(EventLoop? loop)
    {
        _channel = loop is null || _secured is not null ? null : new(_socket, loop);
        _connection = _channel is null ? new(new StreamTransport(_secured ?? (Stream)Plain)) : new(_channel);
        return _connection;
    }

    /// <summary>
    /// Ends the connection: waits until everything that was written is sent, shuts down sending, and reads until the peer
    /// does so too. Closing the socket before that may discard the last bytes, and with them the reason of the end.
    /// </summary>
    /// <param name="scheduler">The clock.</param>
    /// <param name="timeout">How long all of it may take.</param>
    /// <returns>Why not everything was sent; null if it was.</returns>
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
            // The peer did not end the connection orderly, or not in time.
        }

        return null;
    }

    public void Dispose()
    {
        _channel?.Dispose();
        _secured?.Dispose();
        _plain?.Dispose();
        _socket.Dispose();
    }

    // Closes the socket although the peer has not read everything, or not closed its side.
    private void Abort()
    {
        if (_channel is null)
            _socket.Dispose();
        else
            _channel.Dispose();
    }
}
