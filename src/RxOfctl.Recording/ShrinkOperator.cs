using RxOfctl.Recording.Replays;

namespace RxOfctl.Recording;

/// <summary>Reduces recordings to the events that matter.</summary>
public static class ShrinkOperator
{
    /// <summary>
    /// Removes events from a recording while something holds of it, by delta debugging: messages that datapaths sent on their own, and
    /// whole connections. In the result, no single event can be removed.
    /// </summary>
    /// <param name="recording">The recording.</param>
    /// <param name="fails">
    /// What holds of the recording, and is to hold of the result. What the app sent in a reduced recording is what it sent in the whole
    /// one: if the condition compares it, use <see cref="Rerun"/> first, or
    /// <see cref="Shrink(Recording, Action{OpenFlowController}, Action{OpenFlowController}, ReplayOptions?)"/>.
    /// </param>
    /// <returns>The smallest recording found. The same each time, if the condition is deterministic.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The condition does not hold of the recording.</exception>
    public static Recording Shrink(this Recording recording, Func<Recording, bool> fails)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(fails);
        if (!fails(recording))
            throw new ArgumentException("The condition does not hold of the recording: there is nothing to shrink to.", nameof(fails));
        var reduction = new RecordingReduction(recording);
        var connections = DeltaDebugging.Reduce(reduction.Connections, kept => fails(reduction.Keep(kept, reduction.Events)));
        var events = DeltaDebugging.Reduce(
            [.. reduction.Events.Where(each => connections.Contains(each.Connection))], kept => fails(reduction.Keep(connections, kept)));
        // Without their events, more connections may not be needed.
        connections = DeltaDebugging.Reduce(connections, kept => fails(reduction.Keep(kept, events)));
        return reduction.Keep(connections, events);
    }

    /// <summary>
    /// Reduces a recording to the events for which an app sends other messages than a reference does: a version of the app that is right,
    /// as a rule the one before a change.
    /// </summary>
    /// <param name="recording">The recording.</param>
    /// <param name="reference">Starts the reference on a controller.</param>
    /// <param name="app">Starts the app on a controller.</param>
    /// <param name="options">The options of the replays.</param>
    /// <returns>The smallest recording found, with the messages of the reference.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">App and reference send the same messages.</exception>
    /// <exception cref="ReplayNondeterministicException">One of them sends messages on another thread.</exception>
    public static Recording Shrink(
        this Recording recording, Action<OpenFlowController> reference, Action<OpenFlowController> app, ReplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(app);
        return recording.Shrink(Differs).Rerun(reference, options);

        bool Differs(Recording candidate)
        {
            using var replay = new Replay(candidate.Rerun(reference, options), options);
            app(replay.Controller);
            replay.Run();
            return replay.Found.Count > 0;
        }
    }

    /// <summary>Replays a recording with an app, and records what the app sends instead of what was sent when the recording was made. Echo
    /// is left out.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="app">Starts the app on a controller.</param>
    /// <param name="options">The options of the replay.</param>
    /// <returns>The recording of the replay.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ReplayNondeterministicException">The app sends messages on another thread.</exception>
    public static Recording Rerun(this Recording recording, Action<OpenFlowController> app, ReplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(app);
        var log = new ReplayLog();
        using var replay = new Replay(recording, options, log);
        app(replay.Controller);
        replay.Run();
        return log.Complete(replay.Scheduler.Now);
    }
}
