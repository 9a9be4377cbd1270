using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol.Messages;
using RxOfctl.Sessions;

namespace RxOfctl;

/// <summary>The metrics and activities of a controller, as OBSERVABILITY.md lists them. They cost nothing while there are no
/// listeners.</summary>
internal sealed class Telemetry : IDisposable
{
    public const string Name = "RxOfctl";

    // From 100 microseconds, in which a local switch answers, to the default time limit of a request.
    private static readonly double[] BoundariesInSeconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly ILogger _logger;
    private readonly Meter _meter;
    private readonly ConcurrentDictionary<Session, bool> _sessions = new();
    private readonly Counter<long> _messages;
    private readonly Counter<long> _decodeErrors;
    private readonly Counter<long> _droppedPacketIns;
    private readonly Counter<long> _lateReplies;
    private readonly Histogram<double> _echoRoundTrip;
    private readonly Histogram<double> _requestDuration;
    private bool _hasThrown;

    /// <summary>Creates the meter of a controller.</summary>
    /// <param name="controller">The scope of the meter, which distinguishes the meters of several controllers.</param>
    /// <param name="logger">Where an exception of a listener is logged, once.</param>
    public Telemetry(object controller, ILogger logger)
    {
        _logger = logger;
        _meter = new(Name, typeof(Telemetry).Assembly.GetName().Version?.ToString(), tags: null, scope: controller);
        _messages = _meter.CreateCounter<long>("rxofctl.messages", "{message}", "Messages by type and direction.");
        _decodeErrors = _meter.CreateCounter<long>("rxofctl.decode_errors", "{message}", "Messages that are malformed.");
        _droppedPacketIns = _meter.CreateCounter<long>(
            "rxofctl.packet_ins.dropped", "{message}", "Packet-ins dropped because the app is slow.");
        _lateReplies = _meter.CreateCounter<long>("rxofctl.replies.late", "{message}", "Replies to requests that have ended.");
        _echoRoundTrip = Durations("rxofctl.echo.round_trip", "From an echo request to its reply.");
        _requestDuration = Durations("rxofctl.request.duration", "From sending a request to its end.");
        _meter.CreateObservableUpDownCounter("rxofctl.connections", () => _sessions.Count, "{connection}", "Connections in any state.");
        _meter.CreateObservableUpDownCounter(
            "rxofctl.requests.pending", () => _sessions.Keys.Sum(session => session.Requests.Count), "{request}", "Requests in flight.");
        _meter.CreateObservableUpDownCounter(
            "rxofctl.queue.depth", () => _sessions.Keys.Sum(session => session.QueueDepth), "{message}", "Messages that wait for the app.");
    }

    /// <summary>The source of an activity for each request.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Whether a listener measures how long requests take.</summary>
    public bool MeasuresRequests => _requestDuration.Enabled;

    public void Opened(Session session) => _sessions[session] = true;

    public void Closed(Session session) => _sessions.TryRemove(session, out _);

    public void Received(OpenFlowMessage message)
    {
        if (_messages.Enabled)
            Count(message.GetType(), "received");
    }

    public void Sent(OpenFlowMessage message)
    {
        if (_messages.Enabled)
            Count(message.GetType(), "sent");
    }

    public void Malformed() => Guard(this, static telemetry => telemetry._decodeErrors.Add(1));

    public void Dropped(long packetIns) =>
        Guard((This: this, Count: packetIns), static state => state.This._droppedPacketIns.Add(state.Count));

    public void Late(OpenFlowMessage reply)
    {
        if (!_lateReplies.Enabled)
            return;
        Guard(
            (This: this, Name: reply.GetType().Name),
            static state => state.This._lateReplies.Add(1, new KeyValuePair<string, object?>("openflow.message", state.Name)));
    }

    public void EchoReturned(TimeSpan roundTrip) =>
        Guard((This: this, Seconds: roundTrip.TotalSeconds), static state => state.This._echoRoundTrip.Record(state.Seconds));

    /// <summary>A request ended.</summary>
    /// <param name="message">The type of its message.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="errorType">The type of the error that it failed with; null if it succeeded.</param>
    public void RequestEnded(string message, TimeSpan duration, string? errorType) => Guard(
        (This: this, Message: message, Seconds: duration.TotalSeconds, ErrorType: errorType),
        static state =>
        {
            var tags = new TagList { { "openflow.message", state.Message } };
            if (state.ErrorType is not null)
                tags.Add("error.type", state.ErrorType);
            state.This._requestDuration.Record(state.Seconds, tags);
        });

    /// <summary>
    /// Calls an action that calls listeners of meters or activities. What a listener throws is logged, the first time, and affects nothing
    /// else.
    /// </summary>
    public void Guard<TState>(TState state, Action<TState> measure)
    {
        try
        {
            measure(state);
        }
#pragma warning disable CA1031 // An exception of a listener must not end a connection.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (!Interlocked.Exchange(ref _hasThrown, true))
                Log.ListenerThrew(_logger, error);
        }
    }

    public void Dispose() => Guard(_meter, static meter => meter.Dispose());

    // Without this advice exporters use boundaries for milliseconds, and all durations in seconds fall into the first bucket.
    private Histogram<double> Durations(string name, string description) => _meter.CreateHistogram(
        name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = BoundariesInSeconds });

    private void Count(Type message, string direction) => Guard(
        (This: this, Message: message.Name, Direction: direction),
        static state => state.This._messages.Add(
            1, new("openflow.message", state.Message), new KeyValuePair<string, object?>("direction", state.Direction)));
}
