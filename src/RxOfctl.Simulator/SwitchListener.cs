using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator;

/// <summary>Takes connections of controllers that dial to a simulated switch, until it is disposed; then their connections end too.</summary>
public sealed class SwitchListener : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, string, CancellationToken, Task> _serve;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Action<Exception> _report;
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    internal SwitchListener(
        EndPoint endPoint,
        SslServerAuthenticationOptions? tls,
        Func<Stream, string, CancellationToken, Task> serve,
        Action<Exception> report)
    {
        (_serve, _tls, _report) = (serve, tls, report);
        _socket = endPoint is UnixDomainSocketEndPoint
            ? new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endPoint);
            _socket.Listen();
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        LocalEndPoint = _socket.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens; with the port that was chosen if port 0 was asked for.</summary>
    public EndPoint LocalEndPoint { get; }

    /// <summary>Takes no more connections, and ends those that there are. A file of a Unix socket is deleted.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections).ConfigureAwait(false);
        if (LocalEndPoint is UnixDomainSocketEndPoint unix)
            File.Delete(unix.ToString());
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _socket.AcceptAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException && _stop.IsCancellationRequested)
            {
                return;
            }

            _connections.RemoveAll(connection => connection.IsCompleted);
            _connections.Add(ServeAsync(client));
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var from = client.RemoteEndPoint?.ToString();
        Stream stream = new NetworkStream(client, ownsSocket: true);
        try
        {
            if (_tls is not null)
            {
                var secured = new SslStream(stream);
                stream = secured;
                await secured.AuthenticateAsServerAsync(_tls, _stop.Token).ConfigureAwait(false);
            }

            await _serve(stream, string.IsNullOrEmpty(from) ? "unix" : from, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or AuthenticationException or OpenFlowDecodeException or OperationCanceledException)
        {
            // The controller broke the connection off, or was not let in.
        }
#pragma warning disable CA1031 // It is reported, not swallowed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _report(error);
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
