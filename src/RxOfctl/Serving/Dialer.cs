using System.Net;
using System.Net.Sockets;
using System.Reactive.Disposables;
using Microsoft.Extensions.Logging;
using RxOfctl.Connections;
using RxOfctl.Sessions;

namespace RxOfctl.Serving;

/// <summary>Dials datapaths that wait for controllers, and again whenever they are not connected.</summary>
internal sealed class Dialer(ControllerOptions options, ConnectionServer server, ISessionOwner owner, ILogger logger)
{
    /// <summary>Dials an address until it is disposed of.</summary>
    /// <inheritdoc cref="OpenFlowController.Connect(EndPoint)"/>
    public IDisposable Connect(EndPoint endPoint)
    {
        var (address, tls) = endPoint is TlsEndPoint secured
            ? (secured.EndPoint, TlsLayer.ForDialing(secured.Options ?? options.Tls, secured.EndPoint))
            : (endPoint, null);
        var setup = new ConnectionSetup(EndPointText.Format(endPoint), options.VersionsAt(endPoint), default, tls);
        // Without a timer or a parent there is nothing in it to dispose of, and it may be canceled at any time.
        var stop = new CancellationTokenSource();
        server.Run(setup.Peer, () => DialAsync(address, setup, stop));
        return Disposable.Create(stop.Cancel);
    }

    private async Task DialAsync(EndPoint address, ConnectionSetup setup, CancellationTokenSource stop)
    {
        using var stopping = server.Stopping.UnsafeRegister(_ => stop.Cancel(), null);
        var interval = options.RedialInterval;
        try
        {
            while (true)
            {
                stop.Token.ThrowIfCancellationRequested();
                setup = setup with { ConnectedAt = options.Scheduler.Now };
                owner.ReportState(setup.Peer, ConnectionState.Connecting);
                if (await DialOnceAsync(address, setup.Peer, stop.Token).ConfigureAwait(false) is { } socket
                    && await server.ServeAsync(socket, setup, stop.Token).ConfigureAwait(false))
                    interval = options.RedialInterval;
                await options.Scheduler.DelayAsync(interval, stop.Token).ConfigureAwait(false);
                interval = 2 * interval < options.MaxRedialInterval ? 2 * interval : Max(interval, options.MaxRedialInterval);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The datapath is not wanted any more.
        }
    }

    // Gives a connected socket that is counted, or null if the peer cannot be reached.
    private async Task<Socket?> DialOnceAsync(EndPoint address, string peer, CancellationToken stop)
    {
        Socket? socket = null;
        string reason;
        try
        {
            socket = SocketListener.SocketOf(address);
            using var limit = new TimeLimit(options.Scheduler, options.HandshakeTimeout, stop);
            await socket.ConnectAsync(address, limit.Token).ConfigureAwait(false);
            server.CountConnected();
            return socket;
        }
        catch (SocketException error)
        {
            reason = error.Message;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            reason = $"It did not answer within {options.HandshakeTimeout}.";
        }
        catch
        {
            socket?.Dispose();
            owner.ReportState(peer, ConnectionState.Closed, reason: "it is not wanted any more");
            throw;
        }

        socket?.Dispose();
        Log.Unreachable(logger, peer, reason);
        owner.ReportState(peer, ConnectionState.Closed, reason: reason);
        return null;
    }

    private static TimeSpan Max(TimeSpan first, TimeSpan second) => first > second ? first : second;
}
