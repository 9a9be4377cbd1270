namespace RxOfctl.Recording.Replays;

/// <summary>A recording, of which connections and events can be left out.</summary>
internal sealed class RecordingReduction
{
    private readonly Recording _recording;
    private readonly HashSet<RecordedFrame> _events = new(ReferenceEqualityComparer.Instance);

    public RecordingReduction(Recording recording)
    {
        _recording = recording;
        var exchanges = recording.Connections.ToDictionary(connection => connection, _ => new RecordedExchange());
        foreach (var frame in recording.Frames)
        {
            if (exchanges[frame.Connection].Add(frame))
                _events.Add(frame);
        }

        Events = [.. recording.Frames.Where(_events.Contains)];
    }

    /// <summary>All connections.</summary>
    public IReadOnlyList<RecordedConnection> Connections => _recording.Connections;

    /// <summary>The messages that datapaths sent on their own, in order.</summary>
    public IReadOnlyList<RecordedFrame> Events { get; }

    /// <summary>The recording with some connections and events only. Messages of the controller and replies to them stay.</summary>
    public Recording Keep(IReadOnlyList<RecordedConnection> connections, IReadOnlyList<RecordedFrame> events)
    {
        var keptConnections = connections.ToHashSet();
        var keptEvents = new HashSet<RecordedFrame>(events, ReferenceEqualityComparer.Instance);
        return new(
            [.. _recording.Connections.Where(keptConnections.Contains)],
            [.. _recording.Frames.Where(frame => keptConnections.Contains(frame.Connection) && (keptEvents.Contains(frame) || !_events.Contains(frame)))],
            _recording.Problems,
            _recording.End,
            _recording.IsTruncated,
            _recording.Dropped);
    }
}
