using System.IO.Pipelines;
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
    private PolledTransport? _polled;
    private PipeWriter? _output;
    private Task _sending = Task.CompletedTask;

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

    /// <summary>Begins to send what is written to the transport that it gives.</summary>
    /// <param name="poller">Reads the socket; null if it is read as any stream is, as it is under TLS.</param>
    public IDuplexPipe Start(Poller? poller)
    {
        if (poller is not null && _secured is null)
        {
            _polled = new(_socket, poller);
            _output = _polled.Output;
            _sending = SendAsync(_polled.Writer.Sent);
            return _polled;
        }

        var stream = new StreamTransport(_secured ?? (Stream)_plain);
        _output = stream.Output;
        _sending = SendAsync(stream.SendAsync());
        return stream;
    }

    /// <summary>
    /// Ends the connection: waits until all that was written is sent, says that no more comes, and reads what still comes until the peer
    /// says so too. A socket that is closed before that may take back what was sent last, and with it the reason of the end.
    /// </summary>
    /// <param name="scheduler">The clock.</param>
    /// <param name="linger">How long all of it may take.</param>
    /// <returns>Why not all was sent; null if it was.</returns>
    public async Task<string?> EndAsync(IScheduler scheduler, TimeSpan linger)
    {
        using var limit = scheduler.Schedule(linger, Abort);
        try
        {
            if (_output is not null)
                await _output.CompleteAsync().ConfigureAwait(false);
            await _sending.ConfigureAwait(false);
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
        _polled?.Dispose();
        _secured?.Dispose();
        _plain.Dispose();
    }

    private async Task SendAsync(Task sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch
        {
            // Nobody is to go on reading from a peer that cannot be answered. A socket that is polled must be there until that has ended.
            if (_polled is not null)
                Shutdown();
            else
                _socket.Dispose();
            throw;
        }
    }

    private void Abort()
    {
        _polled?.Dispose();
        _socket.Dispose();
        _polled?.Writer.Abandon();
    }

    private void Shutdown()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // It is not connected any more, as the one who reads learns.
        }
    }
}
