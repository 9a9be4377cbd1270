namespace RxOfctl.Recording.Replays;

/// <summary>What a datapath did on its own: it connected, sent a message, or disconnected.</summary>
/// <param name="Time">When it is replayed.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Kind">What it did.</param>
/// <param name="Frame">The message.</param>
internal readonly record struct ReplayEvent(DateTimeOffset Time, ReplayedConnection Connection, ReplayEventKind Kind, RecordedFrame? Frame = null)
{
    /// <summary>Makes the connections and the events of a recording.</summary>
    /// <returns>The time of the end: that of the recording, or of the last event if it is later.</returns>
    public static DateTimeOffset Prepare(Replay replay, List<ReplayedConnection> connections, List<ReplayEvent> events)
    {
        var exchanges = replay.Recording.Connections.ToDictionary(connection => connection, _ => new RecordedExchange());
        var frames = new List<(RecordedFrame Frame, bool IsEvent)>(replay.Recording.Frames.Count);
        foreach (var frame in replay.Recording.Frames)
            frames.Add((frame, exchanges[frame.Connection].Add(frame)));
        var replayed = new Dictionary<RecordedConnection, ReplayedConnection>();
        foreach (var (connection, exchange) in exchanges)
        {
            if (exchange.Features is not null && connection.Version is not null)
                replayed[connection] = new(replay, connection, exchange);
        }

        connections.AddRange(replayed.Values);
        // In the order of time; at one time connections begin first and end last.
        var changes = connections.Select(connection => new ReplayEvent(connection.Recorded.OpenedAt, connection, ReplayEventKind.Open))
            .Concat(connections.Where(connection => connection.Recorded.ClosedAt is not null)
                .Select(connection => new ReplayEvent(connection.Recorded.ClosedAt!.Value, connection, ReplayEventKind.Close)))
            .OrderBy(change => change.Time)
            .ThenBy(change => change.Kind)
            .ToList();
        var (last, isReaction, next) = (DateTimeOffset.MinValue, false, 0);
        foreach (var (frame, isEvent) in frames)
        {
            while (next < changes.Count && (changes[next].Time < frame.Timestamp
                || (changes[next].Time == frame.Timestamp && changes[next].Kind == ReplayEventKind.Open)))
                Add(changes[next++]);
            if (!isEvent)
                isReaction = true;
            else if (replayed.TryGetValue(frame.Connection, out var connection))
                Add(new(frame.Timestamp, connection, ReplayEventKind.Message, frame));
        }

        while (next < changes.Count)
            Add(changes[next++]);
        // Later by a tick, since a scheduler does nothing that is due when its clock need not move.
        return (last > replay.Recording.End ? last : replay.Recording.End).AddTicks(1);

        // What follows a reaction of the app follows it in the replay too, although virtual time stands still meanwhile.
        void Add(ReplayEvent added)
        {
            var time = isReaction ? last.AddTicks(1) : last;
            last = added.Time > time ? added.Time : time;
            isReaction = false;
            events.Add(added with { Time = last });
        }
    }

    /// <summary>Has the datapath do it.</summary>
    public void Run()
    {
        if (Kind == ReplayEventKind.Open)
            Connection.Open();
        else if (Kind == ReplayEventKind.Message)
            Connection.Send(Frame!);
        else
            Connection.Close();
    }
}

/// <summary>The kind of a <see cref="ReplayEvent"/>.</summary>
internal enum ReplayEventKind
{
    Open,
    Message,
    Close,
}
