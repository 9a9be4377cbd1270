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
/// The protocol on one connection: handshake, keepalive, transaction ids and requests. It is called with received messages and writes
/// messages; it has no I/O, thread or clock. Messages for the app are queued; everything else is handled at once, on the thread that reads.
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
        _handshakeBytes = new(options.MaxHandshakeBytes, owner.HandshakeBytes);
        _portBytes = new(options.MaxPortBytes, owner.PortBytes);
        Version = _versions.Max();
        _schedule = Schedule;
        _queue = new(owner.Messages, _schedule, this);
        if (options.PacketInRate is { } rate)
            _packetIns = new(rate.Burst, rate.PerSecond);
        if (options.EchoInterval > TimeSpan.Zero && options.EchoTimeout > TimeSpan.Zero)
            connection.Outbox.WatchForStall(Scheduler, options.EchoInterval + options.EchoTimeout, OnStalled);
        _lastReceivedTicks = Scheduler.Now.UtcTicks;
        (connection.Outbox.Limit, connection.Outbox.Budget) = (options.SendByteLimit, owner.SendBytes);
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

    /// <summary>Its place among the connections whose handshake is not complete; null if their number is not limited.</summary>
    public HandshakeLimit.Place? Handshake { private get; init; }

    /// <inheritdoc/>
    public string? Identity { get; init; }

    /// <inheritdoc/>
    public RequestTable Requests { get; }

    /// <inheritdoc/>
    public Connection Connection => _connection;

    /// <summary>The negotiated version, after the peer's HELLO.</summary>
    public OpenFlowVersion Version { get; private set; }

    public string Peer { get; }

    public bool IsClosed => Volatile.Read(ref _closeReason) is not null;

    /// <inheritdoc/>
    public PeerFeatures? PeerFeatures
    {
        get => Options.PeerFeatures ?? Volatile.Read(ref _peerFeatures);
        set
        {
            Volatile.Write(ref _peerFeatures, value);
            _connection.Outbox.EncodeOptions = EncodeOptions;
        }
    }

    /// <inheritdoc/>
    public EncodeOptions EncodeOptions =>
        (PeerFeatures is { Nicira: true } ? EncodeOptions.NiciraFlowMod : EncodeOptions.None)
        | (_hasFlowModTableId ? EncodeOptions.FlowModTableId : EncodeOptions.None);

    /// <summary>The number of messages that wait for the app.</summary>
    public int QueueDepth => _queue.Count;

    public Telemetry Telemetry => _owner.Telemetry;

    /// <summary>The datapath, once the handshake is complete.</summary>
    public Datapath? ReadyDatapath => _phase == Phase.Ready ? _datapath : null;

    private DateTimeOffset LastReceived
    {
        get => new(Volatile.Read(ref _lastReceivedTicks), TimeSpan.Zero);
        set => Volatile.Write(ref _lastReceivedTicks, value.UtcTicks);
    }

    /// <summary>The datapath's id; 0 before its features are known.</summary>
    public DatapathId DatapathId => _datapath?.Id ?? default;

    /// <summary>Sends HELLO, unless it is to wait for that of the peer. Called once, before <see cref="OnFrame"/>.</summary>
    /// <param name="connectedAt">When the time limit of the handshake started.</param>
    public void Start(DateTimeOffset connectedAt)
    {
        Telemetry.Opened(this);
        // It may have been closed before it was counted.
        if (IsClosed)
            Telemetry.Closed(this);
        ReportState(ConnectionState.Handshake);
        if (!Options.WaitForHello)
            Write(Hello.Of(_versions), Requests.NextXid());
        if (Options.HandshakeTimeout == Timeout.InfiniteTimeSpan)
            return;
        _timer.Disposable = Scheduler.Schedule(
            connectedAt + Options.HandshakeTimeout - Scheduler.Now,
            () => Close($"it did not complete its handshake within {Options.HandshakeTimeout}: {MissingStep}"));
    }

    /// <inheritdoc/>
    public void Start(PendingRequest request)
    {
        if (!Requests.TryAdd(request))
            return;
        // Its answer must be read, however many messages wait for the app.
        _queue.StopWaiting();
        Requests.Send(request);
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

    /// <inheritdoc/>
    public void ThrowIfWaitWouldNotEnd() => _owner.VirtualTime?.ThrowIfRunningHere();

    /// <inheritdoc/>
    public void ScheduleReply(Action action) => _schedule(action);

    /// <inheritdoc/>
    public ByteBudget ReplyBytes => _owner.ReplyBytes;

    /// <inheritdoc/>
    public ObserverErrors ObserverErrors { get; }

    /// <summary>Closes the connection.</summary>
    public void Close(string reason)
    {
        OnClosed(reason);
        _connection.Abort();
    }

    /// <summary>The connection has ended: requests fail, and the datapath is no longer present.</summary>
    public void OnClosed(string reason)
    {
        lock (_gate)
        {
            if (_closeReason is not null)
                return;
            Volatile.Write(ref _closeReason, reason);
            _owner.ReportState(Peer, ConnectionState.Closed, _datapath?.Id, reason);
        }

        _timer.Dispose();
        _pausedTimer.Dispose();
        Telemetry.Closed(this);
        _handshakeBytes.Close();
        _portBytes.Close();
        if (_malformedLog.LeftOut > 0)
            Log.MalformedLeftOut(_logger, Peer, _malformedLog.LeftOut);
        if (_datapath is { } known)
            Log.Closed(_logger, $"Datapath {known.Id} at {Peer}", reason);
        else if (_owner.LogLimit.TryBegin(nameof(Log.ClosedEarly), PeerText.AddressOf(Peer), out var leftOut))
            Log.ClosedEarly(_logger, Peer, reason, leftOut);
        Requests.Close(reason);
        if (_datapath is not { } datapath)
            return;
        Scheduler.Schedule(() => _owner.Leave(this, datapath));
        _queue.End();
    }

    // Runs an action on the event loop after the messages that were read, if the loop's thread calls; else on the scheduler.
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

    // Under the lock, so that no state is reported after Closed, which another thread may cause.
    private void ReportState(ConnectionState state)
    {
        lock (_gate)
        {
            if (_closeReason is null)
                _owner.ReportState(Peer, state, _datapath?.Id);
        }
    }
}
