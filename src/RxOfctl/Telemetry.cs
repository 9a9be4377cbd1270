using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using RxOfctl.Protocol.Messages;
using RxOfctl.Sessions;

namespace RxOfctl;

/// <summary>What a controller measures, as OBSERVABILITY.md lists it. Nothing is done while nobody listens.</summary>
internal sealed class Telemetry : IDisposable
{
    public const string Name = "RxOfctl";

    // From 100 microseconds, a local switch's answer, to the default time limit of a request.
    private static readonly double[] BoundariesInSeconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly Meter _meter;
    private readonly ConcurrentDictionary<Session, bool> _sessions = new();
    private readonly Counter<long> _messages;
    private readonly Counter<long> _decodeErrors;
    private readonly Counter<long> _droppedPacketIns;
    private readonly Counter<long> _lateReplies;
    private readonly Histogram<double> _echoRoundTrip;

    /// <summary>The measures of a controller.</summary>
    /// <param name="controller">Tells those of several controllers apart, as the scope of the meter.</param>
    public Telemetry(object controller)
    {
        _meter = new(Name, typeof(Telemetry).Assembly.GetName().Version?.ToString(), tags: null, scope: controller);
        _messages = _meter.CreateCounter<long>("rxofctl.messages", "{message}", "Messages by type and direction.");
        _decodeErrors = _meter.CreateCounter<long>("rxofctl.decode_errors", "{message}", "Messages that are malformed.");
        _droppedPacketIns = _meter.CreateCounter<long>("rxofctl.packet_ins.dropped", "{message}", "Packet-ins dropped because the app is slow.");
        _lateReplies = _meter.CreateCounter<long>("rxofctl.replies.late", "{message}", "Replies to requests that have ended.");
        _echoRoundTrip = Durations("rxofctl.echo.round_trip", "From an echo request to its reply.");
        RequestDuration = Durations("rxofctl.request.duration", "From sending a request to its end.");
        _meter.CreateObservableUpDownCounter("rxofctl.connections", () => _sessions.Count, "{connection}", "Connections in any state.");
        _meter.CreateObservableUpDownCounter(
            "rxofctl.requests.pending", () => _sessions.Keys.Sum(session => session.Requests.Count), "{request}", "Requests in flight.");
        _meter.CreateObservableUpDownCounter(
            "rxofctl.queue.depth", () => _sessions.Keys.Sum(session => session.QueueDepth), "{message}", "Messages that wait for the app.");
    }

    /// <summary>The source of an activity for each request.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    public Histogram<double> RequestDuration { get; }

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

    public void Sent(Type message)
    {
        if (_messages.Enabled)
            Count(message, "sent");
    }

    public void Malformed() => _decodeErrors.Add(1);

    public void Dropped(long packetIns) => _droppedPacketIns.Add(packetIns);

    public void Late(OpenFlowMessage reply)
    {
        if (_lateReplies.Enabled)
            _lateReplies.Add(1, new KeyValuePair<string, object?>("openflow.message", reply.GetType().Name));
    }

    public void EchoReturned(TimeSpan roundTrip) => _echoRoundTrip.Record(roundTrip.TotalSeconds);

    public void Dispose() => _meter.Dispose();

    // Without advice, exporters take boundaries for milliseconds, and all durations in seconds fall into the first bucket.
    private Histogram<double> Durations(string name, string description) => _meter.CreateHistogram(
        name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = BoundariesInSeconds });

    private void Count(Type message, string direction) =>
        _messages.Add(1, new("openflow.message", message.Name), new KeyValuePair<string, object?>("direction", direction));
}
