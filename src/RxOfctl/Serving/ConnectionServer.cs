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
    private readonly Lock _tapGate = new();
    private readonly Dictionary<TappedConnection, Connection> _served = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IFrameTap? _tap;
    private int _count;
    private long _lastId;

    // How much work runs; one more until the controller stops.
    private int _running = 1;
    private int _isStopped;

    /// <summary>How many connections of sockets there are, in whatever state.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Canceled when the controller stops.</summary>
    public CancellationToken Stopping => _stop.Token;

    private string ReasonToStop => _stop.IsCancellationRequested ? "the controller is stopping" : "it is not wanted any more";

    /// <summary>Attaches a tap to all connections, those that there are and those that begin later.</summary>
    /// <returns>False if there is a tap already.</returns>
    public bool TryAddTap(IFrameTap tap)
    {
        lock (_tapGate)
        {
            if (_tap is not null)
                return false;
            Volatile.Write(ref _tap, tap);
            foreach (var (tapped, connection) in _served)
                Attach(tap, tapped, connection);
        }

        return true;
    }

    /// <summary>Removes a tap: it sees no more messages.</summary>
    public void RemoveTap(IFrameTap tap)
    {
        lock (_tapGate)
        {
            if (_tap != tap)
                return;
            Volatile.Write(ref _tap, null);
            foreach (var connection in _served.Values)
                connection.Tap = null;
        }
    }

    /// <summary>Counts a socket that is connected, and is served next.</summary>
    public void CountConnected() => Interlocked.Increment(ref _count);

    /// <summary>
    /// Runs work on the thread pool, and counts it until it ends. The caller does not run it: a socket on which there are always bytes to
    /// read may never return the thread that begins to read it.
    /// </summary>
    /// <param name="name">The name of the work in the log, if it fails with an exception.</param>
    /// <param name="work">The work.</param>
    public void Run(string name, Func<Task> work)
    {
        Interlocked.Increment(ref _running);
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
                OnEnded();
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
        var session = new Session(connection, setup.Peer, setup.Versions, options, owner, logger, observerErrors)
        {
            Identity = identity,
            Handshake = setup.Handshake,
        };
        var tapped = AddServed(setup.Peer, connection, session);
        using var stopping = _stop.Token.UnsafeRegister(_ => session.Close(ReasonToStop), null);
        using var cancelling = stop == _stop.Token ? default : stop.UnsafeRegister(_ => session.Close(ReasonToStop), null);
        setup.Handshake?.WhenEvicted(() => session.Close(Evicted));
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
            var isClosedByPeer = !session.IsClosed;
            session.OnClosed(reason);
            RemoveServed(tapped, isClosedByPeer);
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
                var timeout = setup.IsEvicted ? TimeSpan.Zero : options.CloseTimeout;
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
    public void Stop()
    {
        _stop.Cancel();
        if (Interlocked.Exchange(ref _isStopped, 1) == 0)
            OnEnded();
    }

    /// <summary>Completes when the controller has stopped and all work has ended.</summary>
    public Task WhenEndedAsync() => _ended.Task;

    private void OnEnded()
    {
        if (Interlocked.Decrement(ref _running) == 0)
            _ended.TrySetResult();
    }

    private async Task<bool> SecureAsync(SocketConnection connection, TlsLayer tls, ConnectionSetup setup, CancellationToken stop)
    {
        string reason;
        try
        {
            var timeout = options.HandshakeTimeout == Timeout.InfiniteTimeSpan
                ? options.HandshakeTimeout
                : setup.ConnectedAt + options.HandshakeTimeout - options.Scheduler.Now;
            using var limit = new TimeLimit(options.Scheduler, timeout, stop);
            setup.Handshake?.WhenEvicted(limit.Cancel);
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

            reason = setup.IsEvicted ? Evicted : $"it took longer than {options.HandshakeTimeout}";
        }

        if (owner.LogLimit.TryBegin(nameof(Log.TlsFailed), PeerText.AddressOf(setup.Peer), out var leftOut))
            Log.TlsFailed(logger, setup.Peer, reason, leftOut);
        owner.ReportState(setup.Peer, ConnectionState.Closed, reason: $"TLS negotiation failed: {reason}");
        return false;
    }

    private TappedConnection AddServed(string peer, Connection connection, Session session)
    {
        lock (_tapGate)
        {
            var tapped = new TappedConnection(++_lastId, peer, session);
            _served.Add(tapped, connection);
            if (_tap is { } tap)
                Attach(tap, tapped, connection);
            return tapped;
        }
    }

    private void RemoveServed(TappedConnection tapped, bool isClosedByPeer)
    {
        lock (_tapGate)
        {
            _served.Remove(tapped);
            if (_tap is not { } tap)
                return;
            try
            {
                tap.OnClosed(tapped, isClosedByPeer, options.Scheduler.Now);
            }
#pragma warning disable CA1031 // An observer that throws has ended, which is reported.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                OnTapThrew(tap, thrown);
            }
        }
    }

    // Called with the gate held.
    private void Attach(IFrameTap tap, TappedConnection tapped, Connection connection)
    {
        try
        {
            tap.OnOpened(tapped, options.Scheduler.Now);
        }
#pragma warning disable CA1031 // An observer that throws has ended, which is reported.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            OnTapThrew(tap, thrown);
            return;
        }

        connection.Tap = (isSent, frame) =>
        {
            if (Volatile.Read(ref _tap) != tap)
                return;
            try
            {
                tap.OnFrame(tapped, isSent, options.Scheduler.Now, frame);
            }
#pragma warning disable CA1031 // An observer that throws has ended, which is reported.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                OnTapThrew(tap, thrown);
            }
        };
    }

    // Called with an outbox's gate held or not, so without this one's. The connections keep the delegate, which passes nothing on.
    private void OnTapThrew(IFrameTap tap, Exception thrown)
    {
        Interlocked.CompareExchange(ref _tap, null, tap);
        observerErrors.Report(ObserverErrorKind.Ended, "frames (Tap)", thrown);
    }
}

/// <summary>A connection to serve.</summary>
/// <param name="Peer">The name of the peer in logs and in <see cref="Datapath.RemoteEndPoint"/>.</param>
/// <param name="Versions">The versions to offer.</param>
/// <param name="ConnectedAt">When the time limit of the handshake started.</param>
/// <param name="Tls">The side of TLS to negotiate; null without TLS.</param>
/// <param name="Handshake">Its place among the connections that are at their handshakes; null for one that was not accepted.</param>
internal sealed record ConnectionSetup(
    string Peer,
    IReadOnlyList<OpenFlowVersion> Versions,
    DateTimeOffset ConnectedAt,
    TlsLayer? Tls = null,
    HandshakeLimit.Place? Handshake = null)
{
    /// <summary>Whether the connection has to give way to another.</summary>
    public bool IsEvicted => Handshake is { IsEvicted: true };
}
