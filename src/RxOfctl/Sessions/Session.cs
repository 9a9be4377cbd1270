using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Microsoft.Extensions.Logging;
using RxOfctl.Connections;
using RxOfctl.Datapaths;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Requests;

namespace RxOfctl.Sessions;

/// <summary>
/// The protocol on one connection: the handshake, signs of life, transaction ids and requests. It takes messages and writes messages, and
/// has no I/O, thread or clock of its own. What is for the app goes into a queue; everything else is done at once, where messages are read.
/// </summary>
internal sealed partial class Session : IFrameHandler, IMessageTarget
{
    private readonly Connection _connection;
    private readonly ISessionOwner _owner;
    private readonly ILogger _logger;
    private readonly Action<Action> _schedule;
    private readonly MessageQueue _queue;
    private readonly SerialDisposable _timer = new();
    private readonly SerialDisposable _pausedTimer = new();
    private readonly Lock _gate = new();
    private readonly WaitingRequests _waiting;
    private readonly IReadOnlyList<OpenFlowVersion> _versions;
    private Datapath? _datapath;
    private Phase _phase = Phase.AwaitingHello;
    private long _lastReceivedTicks;
    private string? _closeReason;
    private bool _barrierRefused;
    private uint _lastBundleId;
    private PeerFeatures? _peerFeatures;
    private volatile bool _hasFlowModTableId;

    public Session(
        Connection connection,
        string peer,
        IReadOnlyList<OpenFlowVersion> versions,
        ControllerOptions options,
        ISessionOwner owner,
        ILogger logger,
        ObserverErrors observerErrors)
    {
        _connection = connection;
        _owner = owner;
        _logger = logger;
        ObserverErrors = observerErrors;
        Peer = peer;
        Options = options;
        Scheduler = options.Scheduler;
        _versions = versions;
        _malformed = new(options.MaxMalformed, MalformedPerSecond);
        Version = _versions.Max();
        _schedule = Schedule;
        _queue = new(owner.Messages, _schedule, this);
        if (options.PacketInRate is { } rate)
            _packetIns = new(rate.Burst, rate.PerSecond);
        if (options.EchoInterval > TimeSpan.Zero && options.EchoTimeout > TimeSpan.Zero)
            connection.Outbox.WatchForStall(Scheduler, options.EchoInterval + options.EchoTimeout, OnStalled);
        _lastReceivedTicks = Scheduler.Now.UtcTicks;
        Requests = new(owner.FirstXid(), Scheduler, Expire);
        _waiting = new(connection, WriteWaiting);
    }

    private enum Phase
    {
        AwaitingHello,
        AwaitingFeatures,
        AwaitingPorts,
        Ready,
    }

    public ControllerOptions Options { get; }

    public IScheduler Scheduler { get; }

    /// <summary>Its place among the connections that are at their handshakes, if there are only so many of them.</summary>
    public HandshakeLimit.Place? Handshake { private get; init; }

    /// <summary>Whom the certificate is for that the peer showed; null if it showed none.</summary>
    public string? Identity { get; init; }

    public RequestTable Requests { get; }

    /// <summary>The version that is spoken, from the peer's HELLO on.</summary>
    public OpenFlowVersion Version { get; private set; }

    public string Peer { get; }

    public bool IsClosed => Volatile.Read(ref _closeReason) is not null;

    /// <summary>What the datapath understands; null while it is not known.</summary>
    public PeerFeatures? PeerFeatures
    {
        get => Options.PeerFeatures ?? Volatile.Read(ref _peerFeatures);
        set => Volatile.Write(ref _peerFeatures, value);
    }

    /// <summary>What messages to it may make use of beyond the specification.</summary>
    public EncodeOptions EncodeOptions =>
        (PeerFeatures is { Nicira: true } ? EncodeOptions.NiciraFlowMod : EncodeOptions.None)
        | (_hasFlowModTableId ? EncodeOptions.FlowModTableId : EncodeOptions.None);

    /// <summary>How many messages wait for the app.</summary>
    public int QueueDepth => _queue.Count;

    public Telemetry Telemetry => _owner.Telemetry;

    private DateTimeOffset LastReceived
    {
        get => new(Volatile.Read(ref _lastReceivedTicks), TimeSpan.Zero);
        set => Volatile.Write(ref _lastReceivedTicks, value.UtcTicks);
    }

    /// <summary>Who the datapath is; 0 before it has said so.</summary>
    public DatapathId DatapathId => _datapath?.Id ?? default;

    /// <summary>Sends HELLO, unless that of the peer is awaited. To be called once, before the first message is handed over.</summary>
    /// <param name="connectedAt">From when on the time of the handshake counts.</param>
    public void Start(DateTimeOffset connectedAt)
    {
        Telemetry.Opened(this);
        // If it was closed before it began, it was not counted yet.
        if (IsClosed)
            Telemetry.Closed(this);
        Tell(ConnectionState.Handshake);
        if (!Options.WaitForHello)
            Write(Hello.Of(_versions), Requests.NextXid());
        if (Options.HandshakeTimeout == Timeout.InfiniteTimeSpan)
            return;
        _timer.Disposable = Scheduler.Schedule(
            connectedAt + Options.HandshakeTimeout - Scheduler.Now, () => Close($"it did not complete its handshake within {Options.HandshakeTimeout}: {MissingStep}"));
    }

    /// <summary>An id that no other bundle of the connection has.</summary>
    public uint NextBundleId() => Interlocked.Increment(ref _lastBundleId);

    /// <summary>Sends a request and a barrier after it, as soon as there is room.</summary>
    /// <returns>Forgets the request.</returns>
    public IDisposable Start(PendingRequest request)
    {
        request.Trace = RequestTrace.Begin(Telemetry, this, request);
        if (!Requests.TryAdd(request, out var reason))
        {
            request.Lose(DatapathId, reason);
            return request;
        }

        request.Trace?.Registered(request.Xid);

        // Its answer must be read, however much waits for the app.
        _queue.StopWaiting();
        if (!_waiting.TryAdd(request))
            Send(request);
        return request;
    }

    /// <summary>Forgets a request that has ended, wherever it is.</summary>
    public void Drop(PendingRequest request)
    {
        _waiting.Remove(request);
        Requests.Remove(request);
    }

    /// <summary>Throws if the calling thread must not wait for an answer.</summary>
    /// <exception cref="InvalidOperationException">It runs the controller's scheduler of virtual time.</exception>
    public void ThrowIfWaitWouldNotEnd() => _owner.VirtualTime?.ThrowIfRunningHere();

    /// <summary>Runs an action that calls an observer of replies, or completes a task, where the app's code runs.</summary>
    public void ScheduleReply(Action action) => _schedule(action);

    /// <summary>Gets what observers throw.</summary>
    public ObserverErrors ObserverErrors { get; }

    /// <summary>Closes the connection.</summary>
    public void Close(string reason)
    {
        OnClosed(reason);
        _connection.Abort();
    }

    /// <summary>The connection is closed: requests end, and the datapath is gone.</summary>
    public void OnClosed(string reason)
    {
        lock (_gate)
        {
            if (_closeReason is not null)
                return;
            Volatile.Write(ref _closeReason, reason);
            _owner.Tell(Peer, ConnectionState.Closed, _datapath?.Id, reason);
        }

        _timer.Dispose();
        _pausedTimer.Dispose();
        Telemetry.Closed(this);
        ReturnHandshakeBytes();
        if (_malformedLog.LeftOut > 0)
            Log.MalformedLeftOut(_logger, Peer, _malformedLog.LeftOut);
        if (_datapath is { } known)
            Log.Closed(_logger, $"Datapath {known.Id} at {Peer}", reason);
        else if (_owner.LogLimit.TryBegin(nameof(Log.ClosedEarly), PeerText.AddressOf(Peer), out var leftOut))
            Log.ClosedEarly(_logger, Peer, reason, leftOut);
        Requests.Close(DatapathId, reason);
        if (_datapath is not { } datapath)
            return;
        Scheduler.Schedule(() => _owner.Leave(this, datapath));
        _queue.End();
    }

    // On the event loop's thread after the messages that were read, if that is what calls; else on the scheduler.
    private void Schedule(Action action)
    {
        if (_connection.TryPost(action))
            return;
        Scheduler.Schedule((_owner.VirtualTime, Action: action), static (_, state) =>
        {
            state.VirtualTime?.NoteThread();
            state.Action();
            return Disposable.Empty;
        });
    }

    // One who waits for one answer has it sooner if it is sent at once; where there are many, they are sent together.
    private bool Write(PendingRequest request)
    {
        if (Requests.Count > 1 || !_connection.TryCork())
            return request.Write(_connection, Version);
        try
        {
            return request.Write(_connection, Version);
        }
        finally
        {
            _connection.Uncork();
        }
    }

    private bool Write(OpenFlowMessage message, uint xid)
    {
        _connection.Outbox.EncodeOptions = EncodeOptions;
        if (!_connection.Write(message, Version, xid))
            return false;
        NoteFlowModTableId(message);
        Telemetry.Sent(message);
        return true;
    }

    // A connection that is closed is never in another state again, however its reading and its closing race.
    private void Tell(ConnectionState state)
    {
        lock (_gate)
        {
            if (_closeReason is null)
                _owner.Tell(Peer, state, _datapath?.Id);
        }
    }

    // There is room for a request that waited, or the connection has ended and with it the request.
    private void WriteWaiting(PendingRequest request)
    {
        if (request.IsInFlight)
            Send(request);
    }

    private void Send(PendingRequest request)
    {
        try
        {
            _connection.Outbox.EncodeOptions = EncodeOptions;
            if (Write(request))
                OnSent(request);
            else
                request.Lose(DatapathId, _closeReason ?? "its connection ended");
        }
        catch (OpenFlowEncodeException error)
        {
            request.Refuse(error);
        }
#pragma warning disable CA1031 // A null where none may be: the caller gets it as any other failure of a request.
        catch (Exception error)
#pragma warning restore CA1031
        {
            request.Fail(error);
        }
    }

    private void OnSent(PendingRequest request)
    {
        NoteFlowModTableId(request.Message);
        request.CountSent();
    }

    // What follows the message on the connection is read accordingly.
    private void NoteFlowModTableId(OpenFlowMessage message)
    {
        if (message is NiciraFlowModTableId tableId)
            _hasFlowModTableId = tableId.Set != 0;
    }

    private void Expire(PendingRequest request) => request.Expire(isSent: request.Place is null);
}
