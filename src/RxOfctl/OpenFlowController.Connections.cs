using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Security.Authentication;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Sessions;

namespace RxOfctl;

/// <content>How connections come and go.</content>
public sealed partial class OpenFlowController
{
    private static readonly TimeSpan PauseAfterFailedAccept = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<SocketListener> _listeners = [];
    private readonly ConcurrentDictionary<Task, string> _tasks = new();
    private readonly HandshakeLimit _handshakes;
    private int _connectionCount;
    private int _maxConnections;
    private volatile bool _isFull;

    private string ReasonToStop => _stop.IsCancellationRequested ? "the controller is stopping" : "it is not wanted any more";

    /// <summary>
    /// Dials a datapath that waits for controllers, and again whenever it is not connected, until disposed of. Each connection counts from
    /// the dialing on for <see cref="ControllerOptions.HandshakeTimeout"/>.
    /// </summary>
    /// <param name="endPoint">Its address. A name is looked up each time.</param>
    /// <returns>Ends the connection, and dials no more.</returns>
    /// <exception cref="ArgumentException">A certificate for TLS has no private key.</exception>
    /// <exception cref="ObjectDisposedException">The controller was disposed of.</exception>
    public IDisposable Connect(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        var (address, tls) = endPoint is TlsEndPoint secured
            ? (secured.EndPoint, TlsLayer.ForDialing(secured.Options ?? _options.Tls, secured.EndPoint))
            : (endPoint, null);
        var peer = EndPointText.Format(endPoint);
        // Without a timer or a parent there is nothing in it to dispose of, and it may be canceled at any time.
        var stop = new CancellationTokenSource();
        Track(peer, () => DialAsync(address, VersionsAt(endPoint), tls, peer, stop));
        return Disposable.Create(stop.Cancel);
    }

    /// <summary>Dials a datapath that waits for controllers, and again whenever it is not connected, until disposed of.</summary>
    /// <param name="address">Its address, as <see cref="EndPointText.ParseToDial"/> reads it: <c>tcp:127.0.0.1:6654</c>.</param>
    /// <exception cref="FormatException">The text is no address.</exception>
    /// <inheritdoc cref="Connect(EndPoint)"/>
    public IDisposable Connect(string address) => Connect(EndPointText.ParseToDial(address));

    /// <summary>Serves a datapath on a connection that was made by other means.</summary>
    /// <param name="transport">Carries the bytes. It is completed when the connection ends.</param>
    /// <param name="peer">What the peer is called in logs and in <see cref="Datapath.RemoteEndPoint"/>.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <returns>Completes when the connection has ended, for whatever reason.</returns>
    public Task ServeAsync(IDuplexPipe transport, string peer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentException.ThrowIfNullOrEmpty(peer);
        return ServeAsync(new Connection(transport), peer, _options.Versions, identity: null, _options.Scheduler.Now, handshake: null, cancellationToken);
    }

    private async Task ServeAsync(
        Connection connection,
        string peer,
        IReadOnlyList<OpenFlowVersion> versions,
        string? identity,
        DateTimeOffset connectedAt,
        HandshakeLimit.Place? handshake,
        CancellationToken cancellationToken)
    {
        var session = new Session(connection, peer, versions, _options, _owner, _logger, ObserverErrors) { Identity = identity, Handshake = handshake };
        if (handshake is not null)
            handshake.Evict = () => session.Close("it had sent nothing, and others wait to connect");
        if (_tap is not null)
            connection.Tap = (isSent, frame) => _tap?.OnFrame(peer, isSent, Scheduler.Now, frame);
        using var stopping = _stop.Token.UnsafeRegister(_ => session.Close(ReasonToStop), null);
        using var cancelling = cancellationToken.UnsafeRegister(_ => session.Close(ReasonToStop), null);
        Log.Connected(_logger, peer);
        var reason = "its connection failed";
        try
        {
            session.Start(connectedAt);
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

    /// <summary>
    /// Begins to listen at <see cref="ControllerOptions.EndPoints"/>, for a controller that was made by its constructor, so that what observes
    /// it can subscribe before the first datapath connects.
    /// </summary>
    /// <exception cref="InvalidOperationException">The controller listens already.</exception>
    /// <exception cref="ArgumentException">An end point is a name, or TLS lacks a certificate or whom to trust.</exception>
    /// <exception cref="IOException">An end point cannot be listened at; none is.</exception>
    /// <exception cref="ObjectDisposedException">The controller was disposed of.</exception>
    public void StartListening()
    {
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        if (_listeners.Count > 0)
            throw new InvalidOperationException("The controller listens already.");
        _maxConnections = Math.Min(_options.MaxConnections, DescriptorLimit.MostConnections() ?? int.MaxValue);
        if (_maxConnections < _options.MaxConnections)
            Log.FewDescriptors(_logger, _maxConnections, _options.MaxConnections);
        try
        {
            foreach (var endPoint in _options.EndPoints)
                _listeners.Add(new(endPoint, _options.Tls));
        }
        catch
        {
            _listeners.ForEach(listener => listener.Dispose());
            _listeners.Clear();
            throw;
        }

        foreach (var listener in _listeners)
        {
            var address = EndPointText.Format(listener.LocalEndPoint);
            Log.Listening(_logger, address);
            Track(address, () => AcceptAsync(listener));
        }
    }

    private async Task AcceptAsync(SocketListener listener)
    {
        try
        {
            while (true)
            {
                try
                {
                    Accept(listener, await listener.AcceptAsync(_stop.Token).ConfigureAwait(false));
                }
#pragma warning disable CA1031 // Whatever goes wrong with one connection must not end accepting.
                catch (Exception error) when (!_stop.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    // Most often there are too many open files, and there will be until some connection ends.
                    Log.NotAccepted(_logger, error.Message);
                    await DelayAsync(PauseAfterFailedAccept, _stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (_stop.IsCancellationRequested && error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The controller stops.
        }
    }

    private void Accept(SocketListener listener, Socket socket)
    {
        var peer = listener.NameOf(socket);
        if (_connectionCount >= _maxConnections)
        {
            socket.Dispose();
            // Once, until there is room again.
            if (!_isFull)
                Log.TooMany(_logger, peer, _maxConnections);
            _isFull = true;
            return;
        }

        _isFull = false;
        if (_handshakes.TryTake((socket.RemoteEndPoint as IPEndPoint)?.Address) is not { } handshake)
        {
            socket.Dispose();
            Log.TooManyHandshakes(_logger, peer, _handshakes.Limit);
            return;
        }

        Interlocked.Increment(ref _connectionCount);
        var connectedAt = _options.Scheduler.Now;
        if (listener.Tls is not null)
            _owner.ReportState(peer, ConnectionState.Connecting);
        Track(peer, () => ServeAsync(socket, VersionsAt(listener.EndPoint), listener.Tls, peer, connectedAt, handshake, _stop.Token));
    }

    private IReadOnlyList<OpenFlowVersion> VersionsAt(EndPoint endPoint) => _options.EndPointVersions.GetValueOrDefault(endPoint, _options.Versions);

    private async Task DialAsync(EndPoint address, IReadOnlyList<OpenFlowVersion> versions, TlsLayer? tls, string peer, CancellationTokenSource stop)
    {
        using var stopping = _stop.Token.UnsafeRegister(_ => stop.Cancel(), null);
        var interval = _options.RedialInterval;
        try
        {
            while (true)
            {
                stop.Token.ThrowIfCancellationRequested();
                var connectedAt = _options.Scheduler.Now;
                _owner.ReportState(peer, ConnectionState.Connecting);
                if (await DialOnceAsync(address, peer, stop.Token).ConfigureAwait(false) is { } socket
                    && await ServeAsync(socket, versions, tls, peer, connectedAt, handshake: null, stop.Token).ConfigureAwait(false))
                    interval = _options.RedialInterval;
                await DelayAsync(interval, stop.Token).ConfigureAwait(false);
                interval = 2 * interval < _options.MaxRedialInterval ? 2 * interval : Max(interval, _options.MaxRedialInterval);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody wants the datapath any more.
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
            using var limit = new TimeLimit(_options.Scheduler, _options.HandshakeTimeout, stop);
            await socket.ConnectAsync(address, limit.Token).ConfigureAwait(false);
            Interlocked.Increment(ref _connectionCount);
            return socket;
        }
        catch (SocketException error)
        {
            reason = error.Message;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            reason = $"It did not answer within {_options.HandshakeTimeout}.";
        }
        catch
        {
            socket?.Dispose();
            _owner.ReportState(peer, ConnectionState.Closed, reason: "it is not wanted any more");
            throw;
        }

        socket?.Dispose();
        Log.Unreachable(_logger, peer, reason);
        _owner.ReportState(peer, ConnectionState.Closed, reason: reason);
        return null;
    }

    // Serves a connected socket to its end, and gives whether there was a connection at all: one whose TLS is not agreed on is none.
    private async Task<bool> ServeAsync(
        Socket socket,
        IReadOnlyList<OpenFlowVersion> versions,
        TlsLayer? tls,
        string peer,
        DateTimeOffset connectedAt,
        HandshakeLimit.Place? handshake,
        CancellationToken stop)
    {
        try
        {
            using var connection = new SocketConnection(socket);
            try
            {
                if (tls is not null && !await SecureAsync(connection, tls, peer, connectedAt, stop).ConfigureAwait(false))
                    return false;
                await ServeAsync(connection.Start(_loops?.Next()), peer, versions, connection.PeerIdentity, connectedAt, handshake, stop).ConfigureAwait(false);
                return true;
            }
            finally
            {
                if (await connection.EndAsync(_options.Scheduler, _options.CloseTimeout).ConfigureAwait(false) is { } problem)
                    Log.Unsent(_logger, peer, problem);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _connectionCount);
            handshake?.Dispose();
        }
    }

    private async Task<bool> SecureAsync(
        SocketConnection connection, TlsLayer tls, string peer, DateTimeOffset connectedAt, CancellationToken stop)
    {
        string reason;
        try
        {
            var timeout = _options.HandshakeTimeout == Timeout.InfiniteTimeSpan
                ? _options.HandshakeTimeout
                : connectedAt + _options.HandshakeTimeout - _options.Scheduler.Now;
            using var limit = new TimeLimit(_options.Scheduler, timeout, stop);
            await connection.SecureAsync(tls, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            // It may quote the certificate of a peer that is not trusted.
            reason = PeerText.Escape(error.Message);
        }
        catch (OperationCanceledException)
        {
            if (stop.IsCancellationRequested)
            {
                Log.Closed(_logger, peer, ReasonToStop);
                _owner.ReportState(peer, ConnectionState.Closed, reason: ReasonToStop);
                return false;
            }

            reason = $"it took longer than {_options.HandshakeTimeout}";
        }

        Log.TlsFailed(_logger, peer, reason);
        _owner.ReportState(peer, ConnectionState.Closed, reason: $"TLS negotiation failed: {reason}");
        return false;
    }

    private static TimeSpan Max(TimeSpan first, TimeSpan second) => first > second ? first : second;

    private async Task DelayAsync(TimeSpan time, CancellationToken stop)
    {
        var passed = new TaskCompletionSource();
        using var timer = _options.Scheduler.Schedule(time, () => passed.TrySetResult());
        using var stopping = stop.UnsafeRegister(_ => passed.TrySetCanceled(stop), null);
        await passed.Task.ConfigureAwait(false);
    }

    private async Task StopAsync()
    {
        _stop.Cancel();
        foreach (var listener in _listeners)
            listener.Dispose();
        // A listener that is about to end may have accepted one more.
        while (!_tasks.IsEmpty)
            await Task.WhenAll(_tasks.Keys).ConfigureAwait(false);
    }

    // Does work on a thread of the pool, since a socket on which there is always something may never let go of the thread that began to
    // read it. Keeps the work until it ends, and says so if it fails in a way that it does not handle itself.
    private void Track(string peer, Func<Task> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _tasks[ended.Task] = peer;
        _ = Task.Run(async () =>
        {
            try
            {
                await work().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The last resort: one connection's failure is reported, and ends no other.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Log.Failed(_logger, peer, error);
            }
            finally
            {
                _tasks.TryRemove(ended.Task, out _);
                ended.SetResult();
            }
        });
    }
}
