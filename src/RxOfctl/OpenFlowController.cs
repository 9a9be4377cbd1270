using System.Net;
using System.Reactive.Concurrency;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RxOfctl.Connections;
using RxOfctl.Datapaths;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Serving;
using RxOfctl.Sessions;

namespace RxOfctl;

/// <summary>
/// A controller: it accepts connections of datapaths, or dials them, and offers their presence as an observable cache, their messages as
/// hot observables, and requests to them as cold observables.
/// </summary>
public sealed partial class OpenFlowController : IAsyncDisposable, IDisposable
{
    private readonly ControllerOptions _options;
    private readonly LogQueue _logger;
    private readonly Presence _presence;
    private readonly Watchdog? _watchdog;
    private readonly MessageHub _messages;
    private readonly Broadcast<ConnectionChange> _connections;
    private readonly Owner _owner;
    private readonly Telemetry _telemetry;
    private readonly VirtualTime? _virtualTime;
    private readonly Random _random;
    private readonly EventLoops? _loops;
    private readonly ConnectionServer _server;
    private readonly Acceptor _acceptor;
    private readonly Dialer _dialer;
    private int _isDisposed;

    /// <summary>Creates a controller that does not listen yet: datapaths connect by <see cref="Connect(EndPoint)"/>,
    /// <see cref="ServeAsync(System.IO.Pipelines.IDuplexPipe, string, CancellationToken)"/>, or after
    /// <see cref="StartListening"/>.</summary>
    /// <param name="options">The options. <see cref="StartListening"/> uses their end points.</param>
    /// <exception cref="ArgumentException">The options offer no version.</exception>
    public OpenFlowController(ControllerOptions? options = null)
    {
        _options = options ?? new();
        if (_options.Versions.Count == 0 || _options.EndPointVersions.Values.Any(versions => versions.Count == 0))
            throw new ArgumentException("A controller offers at least one version of OpenFlow.", nameof(options));
        _logger = new(_options.LoggerFactory.CreateLogger("RxOfctl"), _options.Scheduler);
        ObserverErrors = new(_options, _logger);
        _presence = new(_options, _logger, ObserverErrors);
        _fleet = new(Datapaths, ObserverErrors);
        _virtualTime = VirtualTime.Of(_options.Scheduler);
        _watchdog = _virtualTime is null ? new() : null;
        _messages = new(_options, _watchdog, thrown => ObserverErrors.Report(ObserverErrorKind.Ended, "Messages", thrown));
        _loops = _watchdog is null ? null : EventLoops.On(_options.Scheduler, _watchdog);
        _random = new(_options.Seed ?? (_virtualTime is null ? Random.Shared.Next() : 0));
        _telemetry = new(this, _logger);
        _connections = new(
            (kind, thrown) => ObserverErrors.Report(kind, "Connections", thrown), action => _options.Scheduler.Schedule(action));
        _owner = new(this);
        _server = new(_options, _owner, _logger, ObserverErrors, _loops);
        _acceptor = new(_options, _server, _owner, _logger);
        _dialer = new(_options, _server, _owner, _logger);
    }

    /// <summary>The datapaths that are present: from the end of their handshake to their disconnection.</summary>
    /// <remarks>No message of a datapath is delivered before all observers have got its presence, so an observer that blocks delays the
    /// messages of datapaths that connect meanwhile. Requests to them are not delayed.</remarks>
    public IObservableCache<Datapath, DatapathId> Datapaths => _presence.Datapaths;

    /// <summary>
    /// The messages of all datapaths that answer no request, in the order of each datapath, from subscription on. A disconnection does not
    /// end the stream; disposing the controller completes it. A handler may block, and may send requests; further messages wait for it.
    /// </summary>
    public IObservable<Envelope<OpenFlowMessage>> Messages => _messages.Messages;

    /// <summary>
    /// The changes of state of all connections, from subscription on: also of those that never become a datapath, with the reason. The
    /// order is kept within one connection. Completes after the last change when the controller is disposed. A handler may block.
    /// </summary>
    public IObservable<ConnectionChange> Connections => _connections;

    /// <summary>
    /// The exceptions that observers of the controller throw, from subscription on, on the thread that was delivering. Completes when the
    /// controller is disposed. <see cref="ControllerOptions.OnObserverError"/> is called with them too.
    /// </summary>
    public IObservable<ObserverError> ThrownExceptions => ObserverErrors.Thrown;

    internal ObserverErrors ObserverErrors { get; }

    /// <summary>The clock of all time limits, and where messages and replies are delivered. Code that builds on the controller should use
    /// it too.</summary>
    public IScheduler Scheduler => _options.Scheduler;

    /// <summary>Where the controller logs (<see cref="ControllerOptions.LoggerFactory"/>). Code that builds on the controller should use it
    /// too.</summary>
    public ILoggerFactory LoggerFactory => _options.LoggerFactory;

    /// <summary>The end points that the controller listens at, with the actual port where port 0 was given.</summary>
    public IReadOnlyList<EndPoint> LocalEndPoints => _acceptor.LocalEndPoints;

    /// <summary>The number of socket connections, accepted or dialed, in any state.</summary>
    public int ConnectionCount => _server.Count;

    /// <summary>Creates a controller that listens for datapaths.</summary>
    /// <param name="options">The options, with at least one end point.</param>
    /// <exception cref="ArgumentException">
    /// The options have no end point, or a host name as one; they offer no version; or TLS has no certificate or no trusted authorities.
    /// </exception>
    /// <exception cref="IOException">Listening at an end point failed; the controller listens at none.</exception>
    // Preferred where the argument is a target-typed new(), which also fits a string.
    [OverloadResolutionPriority(1)]
    public static OpenFlowController Listen(ControllerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.EndPoints.Count == 0)
            throw new ArgumentException("The options have no end point to listen at.", nameof(options));
        var controller = new OpenFlowController(options);
        controller.StartListening();
        return controller;
    }

    /// <summary>Creates a controller that listens for datapaths at an address.</summary>
    /// <param name="address">
    /// The address, as <see cref="EndPointText.Parse"/> reads it: <c>0.0.0.0:6653</c>, <c>ptcp:6653</c> or <c>punix:/run/openflow.sock</c>.
    /// </param>
    /// <exception cref="FormatException">The text is not an address.</exception>
    /// <exception cref="ArgumentException">The address is for TLS, which requires <see cref="ControllerOptions.Tls"/>.</exception>
    /// <exception cref="IOException">Listening at the address failed.</exception>
    public static OpenFlowController Listen(string address) => Listen(new ControllerOptions { EndPoint = EndPointText.Parse(address) });

    /// <summary>
    /// Stops listening and ends all connections. <see cref="Datapaths"/>, <see cref="Messages"/> and <see cref="Connections"/> complete;
    /// requests in flight fail. Messages sent before are still transmitted, unless a peer takes longer than
    /// <see cref="ControllerOptions.CloseTimeout"/> to read them and to close its side.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        // It waits for the end of reading, which may be a task of this very thread.
        MessageQueue.HandOver();
        EventLoop.HandOver();
        _presence.Dispose();
        _fleet.Dispose();
        _server.Stop();
        _acceptor.Dispose();
        await _server.WhenEndedAsync().ConfigureAwait(false);
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _loops?.Dispose();
        _connections.OnCompleted();
        _telemetry.Dispose();
        // After the messages that are being delivered. It is not awaited, because a handler may be disposing the controller.
        _messages.Complete(ObserverErrors.Complete);
        _watchdog?.Dispose();
        await FlushLogAsync().ConfigureAwait(false);
    }

    // Log entries are written before disposal completes, unless the logger takes too long.
    private async Task FlushLogAsync()
    {
        var limit = new TaskCompletionSource();
        using var timer = TimeLimit.Schedule(_options.Scheduler, _options.CloseTimeout, limit.SetResult);
        await Task.WhenAny(_logger.WhenEmpty(), limit.Task).ConfigureAwait(false);
    }

    /// <summary>
    /// Does what <see cref="DisposeAsync"/> does, and blocks until that is done. With a virtual-time scheduler that the calling thread
    /// advances, use <see cref="DisposeAsync"/>.
    /// </summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The controller as sessions use it, which is not public.</summary>
    private sealed class Owner(OpenFlowController controller) : ISessionOwner
    {
        public Telemetry Telemetry => controller._telemetry;

        public VirtualTime? VirtualTime => controller._virtualTime;

        public LogLimit LogLimit { get; } = new(controller._options.Scheduler);

        public ByteBudget HandshakeBytes { get; } = new(controller._options.MaxHandshakeBytesInAll);

        public ByteBudget PortBytes { get; } = new(controller._options.MaxPortBytesInAll);

        public ByteBudget ReplyBytes { get; } = new(controller._options.ReplyLimitInAll);

        public ByteBudget SendBytes { get; } = new(controller._options.TotalSendByteLimit);

        public uint FirstXid()
        {
            if (controller._options.FirstXid is { } given)
                return given;
            lock (controller._random)
                return (uint)controller._random.NextInt64(1, 1L << 32);
        }

        public string? Claim(Session session, FeaturesReply features) => controller._presence.Claim(session, features.DatapathId);

        public void Join(Datapath datapath, Action whenDelivered) => controller._presence.Join(datapath, whenDelivered);

        public MessageHub Messages => controller._messages;

        public void ReportState(string peer, ConnectionState state, DatapathId? datapathId = null, string? reason = null)
        {
            if (controller._connections.HasObservers)
                controller._connections.OnNext(new(peer, state, datapathId, reason, controller.Scheduler.Now));
        }

        public void Leave(Session session, Datapath datapath) => controller._presence.Leave(session, datapath);
    }
}
