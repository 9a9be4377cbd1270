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
internal sealed partial class Session : IFrameHandler, IMessageTarget, IDatapathSession
{
    private readonly Connection _connection;
    private readonly ISessionOwner _owner;
    private readonly ILogger _logger;
    private readonly Action<Action> _schedule;
    private readonly MessageQueue _queue;
    private readonly SerialDisposable _timer = new();
    private readonly SerialDisposable _pausedTimer = new();
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<OpenFlowVersion> _versions;
    private Datapath? _datapath;
    private Phase _phase = Phase.AwaitingHello;
    private long _lastReceivedTicks;
    private string? _closeReason;
    private bool _barrierRefused;
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
        connection.Outbox.EncodeOptions = EncodeOptions;
        Requests = new(this, owner.FirstXid());
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

    /// <inheritdoc/>
    public RequestTable Requests { get; }

    /// <inheritdoc/>
    public Connection Connection => _connection;

    /// <summary>The version that is spoken, from the peer's HELLO on.</summary>
    public OpenFlowVersion Version { get; private set; }

    public string Peer { get; }

    public bool IsClosed => Volatile.Read(ref _closeReason) is not null;

    /// <summary>What the datapath understands; null while it is not known.</summary>
    public PeerFeatures? PeerFeatures
    {
        get => Options.PeerFeatures ?? Volatile.Read(ref _peerFeatures);
        set
        {
            Volatile.Write(ref _peerFeatures, value);
            _connection.Outbox.EncodeOptions = EncodeOptions;
        }
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

    /// <inheritdoc/>
    public void Start(PendingRequest request)
    {
        Requests.Start(request);
        // Its answer must be read, however much waits for the app.
        _queue.StopWaiting();
    }

    /// <inheritdoc/>
    public void OnSent(OpenFlowMessage message)
    {
        // The switch reads further flow-mods accordingly.
        if (message is NiciraFlowModTableId tableId)
        {
            _hasFlowModTableId = tableId.Set != 0;
            _connection.Outbox.EncodeOptions = EncodeOptions;
        }

        Telemetry.Sent(message);
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
        else if (_owner.AddressLogLimit.TryBegin(Peer, out var leftOut))
            Log.ClosedEarly(_logger, Peer, reason, leftOut);
        Requests.Close(reason);
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

    private bool Write(OpenFlowMessage message, uint xid)
    {
        if (!_connection.Write(message, Version, xid))
            return false;
        OnSent(message);
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
}
