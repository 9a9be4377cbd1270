using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using RxOfctl.Connections;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Sessions;

namespace RxOfctl.Serving;

/// <summary>Serves each connection from its beginning, TLS included, to its end, and ends all of them with the controller.</summary>
internal sealed class ConnectionServer(
    ControllerOptions options, ISessionOwner owner, ILogger logger, ObserverErrors observerErrors, EventLoops? loops)
{
    private const string Evicted = "it had not completed its handshake, and others wait to connect";

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, string> _tasks = new();
    private IFrameTap? _tap;
    private int _count;

    /// <summary>How many connections of sockets there are, in whatever state.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Canceled when the controller stops.</summary>
    public CancellationToken Stopping => _stop.Token;

    private string ReasonToStop => _stop.IsCancellationRequested ? "the controller is stopping" : "it is not wanted any more";

    /// <summary>Installs a tap for the messages of connections that begin from now on.</summary>
    /// <returns>False if there is a tap already.</returns>
    public bool TryAddTap(IFrameTap tap) => Interlocked.CompareExchange(ref _tap, tap, null) is null;

    /// <summary>Removes a tap.</summary>
    public void RemoveTap(IFrameTap tap) => Interlocked.CompareExchange(ref _tap, null, tap);

    /// <summary>Counts a socket that is connected, and is served next.</summary>
    public void CountConnected() => Interlocked.Increment(ref _count);

    /// <summary>
    /// Runs work on the thread pool, and keeps it until it ends. The caller does not run it: a socket on which there are always bytes to read may
    /// never return the thread that begins to read it.
    /// </summary>
    /// <param name="name">The name of the work in the log, if it fails with an exception.</param>
    /// <param name="work">The work.</param>
    public void Run(string name, Func<Task> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _tasks[ended.Task] = name;
        _ = Task.Run(async () =>
        {
            try
            {
                await work().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The failure of one connection is reported, and ends no other.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Log.Failed(logger, name, error);
            }
            finally
            {
                _tasks.TryRemove(ended.Task, out _);
                ended.SetResult();
            }
        });
    }

    /// <summary>Serves a connection until it ends.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="setup">The peer, and what was agreed with it so far.</param>
    /// <param name="identity">The issuer and subject of the peer's certificate; null if it presented none.</param>
    /// <param name="stop">Ends the connection.</param>
    public async Task ServeAsync(Connection connection, ConnectionSetup setup, string? identity, CancellationToken stop)
    {
        var session = new Session(connection, setup.Peer, setup.Versions, options, owner, logger, observerErrors) { Identity = identity, Handshake = setup.Handshake };
        connection.Tap = TapOf(setup.Peer);
        using var stopping = _stop.Token.UnsafeRegister(_ => session.Close(ReasonToStop), null);
        using var cancelling = stop == _stop.Token ? default : stop.UnsafeRegister(_ => session.Close(ReasonToStop), null);
        using var evicting = setup.Evicted.UnsafeRegister(_ => session.Close(Evicted), null);
        Log.Connected(logger, setup.Peer);
        var reason = "its connection failed";
        try
        {
            session.Start(setup.ConnectedAt);
            await connection.ReadAsync(session).ConfigureAwait(false);
            reason = "it closed the connection";
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            reason = broken.Message;
        }
        catch (OpenFlowDecodeException malformed)
        {
            reason = malformed.Message;
        }
        finally
        {
            session.OnClosed(reason);
        }
    }

    /// <summary>Serves a connected socket, which was counted, until it ends.</summary>
    /// <returns>Whether there was a connection: false if TLS negotiation failed.</returns>
    /// <inheritdoc cref="ServeAsync(Connection, ConnectionSetup, string?, CancellationToken)" path="/param"/>
    public async Task<bool> ServeAsync(Socket socket, ConnectionSetup setup, CancellationToken stop)
    {
        try
        {
            using var connection = new SocketConnection(socket);
            try
            {
                if (setup.Tls is { } tls && !await SecureAsync(connection, tls, setup, stop).ConfigureAwait(false))
                    return false;
                await ServeAsync(connection.Start(loops?.Next()), setup, connection.PeerIdentity, stop).ConfigureAwait(false);
                return true;
            }
            finally
            {
                // A connection that gives way to another releases its descriptor at once.
                var timeout = setup.Evicted.IsCancellationRequested ? TimeSpan.Zero : options.CloseTimeout;
                if (await connection.EndAsync(options.Scheduler, timeout).ConfigureAwait(false) is { } problem)
                    Log.Unsent(logger, setup.Peer, problem);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _count);
            setup.Handshake?.Dispose();
        }
    }

    /// <summary>Ends all connections and other work.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Completes when all work has ended.</summary>
    public async Task WhenEndedAsync()
    {
        // Work may have started other work just before its end.
        while (!_tasks.IsEmpty)
            await Task.WhenAll(_tasks.Keys).ConfigureAwait(false);
    }

    private async Task<bool> SecureAsync(SocketConnection connection, TlsLayer tls, ConnectionSetup setup, CancellationToken stop)
    {
        string reason;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, setup.Evicted);
        try
        {
            var timeout = options.HandshakeTimeout == Timeout.InfiniteTimeSpan
                ? options.HandshakeTimeout
                : setup.ConnectedAt + options.HandshakeTimeout - options.Scheduler.Now;
            using var limit = new TimeLimit(options.Scheduler, timeout, either.Token);
            if (setup.Handshake is { } handshake)
            {
                // TLS reads what arrives at once, so that it is not found in the socket.
                await connection.WaitForBytesAsync(limit.Token).ConfigureAwait(false);
                handshake.HasSent = true;
            }

            await connection.SecureAsync(tls, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is AuthenticationException or IOException or SocketException)
        {
            // The text may quote the certificate of a peer that is not trusted.
            reason = PeerText.Escape(error.Message);
        }
        catch (OperationCanceledException)
        {
            if (stop.IsCancellationRequested)
            {
                Log.Closed(logger, setup.Peer, ReasonToStop);
                owner.ReportState(setup.Peer, ConnectionState.Closed, reason: ReasonToStop);
                return false;
            }

            reason = setup.Evicted.IsCancellationRequested ? Evicted : $"it took longer than {options.HandshakeTimeout}";
        }

        if (owner.LogLimit.TryBegin(nameof(Log.TlsFailed), PeerText.AddressOf(setup.Peer), out var leftOut))
            Log.TlsFailed(logger, setup.Peer, reason, leftOut);
        owner.ReportState(setup.Peer, ConnectionState.Closed, reason: $"TLS negotiation failed: {reason}");
        return false;
    }

    // Passes the messages of a connection to the tap that is installed when it begins; null without a tap.
    private FrameTap? TapOf(string peer)
    {
        if (Volatile.Read(ref _tap) is not { } tap)
            return null;
        return (isSent, frame) =>
        {
            if (Volatile.Read(ref _tap) != tap)
                return;
            try
            {
                tap.OnFrame(peer, isSent, options.Scheduler.Now, frame);
            }
#pragma warning disable CA1031 // An observer that throws has ended, which is reported.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                RemoveTap(tap);
                observerErrors.Report(ObserverErrorKind.Ended, "frames (Tap)", thrown);
            }
        };
    }
}

/// <summary>A connection to serve.</summary>
/// <param name="Peer">The name of the peer in logs and in <see cref="Datapath.RemoteEndPoint"/>.</param>
/// <param name="Versions">The versions to offer.</param>
/// <param name="ConnectedAt">When the time limit of the handshake started.</param>
/// <param name="Tls">The side of TLS to negotiate; null without TLS.</param>
/// <param name="Handshake">Its place among the connections that are at their handshakes; null for one that was not accepted.</param>
internal sealed record ConnectionSetup(
    string Peer, IReadOnlyList<OpenFlowVersion> Versions, DateTimeOffset ConnectedAt, TlsLayer? Tls = null, HandshakeLimit.Place? Handshake = null)
{
    /// <summary>Canceled when the connection has to give way to another.</summary>
    public CancellationToken Evicted => Handshake?.Evicted ?? CancellationToken.None;
}
