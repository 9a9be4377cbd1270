using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Recording.Files;
using RxOfctl.Recording.Replays;

namespace RxOfctl.Recording;

/// <summary>
/// Replays a recording in virtual time: the datapaths send what they sent, at the same times, to a controller on which an app runs, and
/// what the app sends is compared with what was recorded.
/// </summary>
/// <remarks>
/// <para>
/// Messages of the app are matched by content, whatever their transaction ids and times. A request that was recorded gets the recorded
/// replies, after the same delay. The order of messages counts only where a barrier separated them.
/// </para>
/// <para>
/// HELLO, echo and the rest of the handshake belong to the controller and are not compared. Connections whose handshake is not in the
/// recording are not replayed (<see cref="Skipped"/>). Events that the recording has at one time, with messages of the app between them,
/// are 100 ns apart in the replay.
/// </para>
/// </remarks>
public sealed class Replay : IDisposable
{
    private readonly List<ReplayedConnection> _connections = [];
    private readonly List<ReplayEvent> _events = [];
    private readonly List<ReplayDifference> _found = [];
    private readonly Subject<ReplayDifference> _differences = new();
    private readonly ReplayTap _tap;
    private readonly IDisposable _tapping;
    private readonly DateTimeOffset _end;
    private IDisposable? _playing;
    private bool _isComplete;
    private Exception? _failure;

    /// <summary>Prepares a replay. Nothing happens before <see cref="Run"/>: subscribe the app to <see cref="Controller"/> first.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="recording"/> is null.</exception>
    public Replay(Recording recording, ReplayOptions? options = null)
        : this(recording, options, log: null)
    {
    }

    internal Replay(Recording recording, ReplayOptions? options, ReplayLog? log)
    {
        ArgumentNullException.ThrowIfNull(recording);
        (Recording, Options) = (recording, options ?? new());
        Scheduler = recording.CreateScheduler();
        Controller = new(Options.Controller with { Scheduler = Scheduler });
        _tap = new(log);
        _tapping = Controller.Tap(_tap);
        _end = ReplayEvent.Prepare(this, _connections, _events);
        Skipped = [.. recording.Connections.Except(_connections.Select(connection => connection.Recorded))];
    }

    /// <summary>The recording.</summary>
    public Recording Recording { get; }

    /// <summary>The controller that the app under test uses.</summary>
    public OpenFlowController Controller { get; }

    /// <summary>The scheduler of virtual time, which is the controller's.</summary>
    public HistoricalScheduler Scheduler { get; }

    /// <summary>The connections that are not replayed, because the recording does not have their features reply.</summary>
    public IReadOnlyList<RecordedConnection> Skipped { get; }

    /// <summary>
    /// The differences from subscription on: what is extra or in another order when it is sent, what is missing at the end. Completes at
    /// the end of the recording.
    /// </summary>
    public IObservable<ReplayDifference> Differences => _differences.AsObservable();

    /// <summary>The differences so far.</summary>
    public IReadOnlyList<ReplayDifference> Found => _found;

    internal ReplayOptions Options { get; }

    /// <summary>Replays to the end of the recording, on the calling thread.</summary>
    /// <exception cref="ReplayNondeterministicException">The app sent a message on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The replay was disposed of.</exception>
    public void Run()
    {
        RunTo(_end);
        if (_isComplete)
            return;
        _isComplete = true;
        foreach (var connection in _connections)
            connection.Complete();
        _differences.OnCompleted();
    }

    /// <summary>Replays to a time, on the calling thread.</summary>
    /// <param name="time">The time. Nothing happens if it is past.</param>
    /// <inheritdoc cref="Run" path="/exception"/>
    public void RunTo(DateTimeOffset time)
    {
        ObjectDisposedException.ThrowIf(_differences.IsDisposed, this);
        _tap.Begin();
        _playing ??= Player.Play(Scheduler, _events, 0, each => each.Time, each => each.Run(), () => { });
        try
        {
            if (time >= Scheduler.Now)
                Scheduler.AdvanceTo(time < _end ? time : _end);
        }
        finally
        {
            _tap.End();
        }

        ThrowIfFailed();
    }

    /// <summary>Replays to the end, and throws if the app has sent other messages than were recorded.</summary>
    /// <exception cref="ReplayDifferenceException">The app has sent other messages.</exception>
    /// <inheritdoc cref="Run" path="/exception"/>
    public void AssertSame()
    {
        Run();
        if (_found.Count > 0)
            throw new ReplayDifferenceException([.. _found]);
    }

    /// <summary>Ends the replay: the controller stops.</summary>
    public void Dispose()
    {
        _tapping.Dispose();
        _playing?.Dispose();
        foreach (var connection in _connections)
            connection.Close();
        // It completes when the connections have ended, which happens on the scheduler.
        var stopping = Controller.DisposeAsync().AsTask();
        Scheduler.AdvanceBy(TimeSpan.FromTicks(1));
        Watch(stopping);
        _differences.Dispose();
    }

    internal void Report(ReplayDifference difference)
    {
        if (difference.At > Recording.End - Options.Tail && Options.Tail > TimeSpan.Zero)
            return;
        _found.Add(difference);
        _differences.OnNext(difference);
    }

    /// <summary>Keeps the failure of a connection's task, which means that the controller sent what is not OpenFlow.</summary>
    internal void Watch(Task task) => _ = task.ContinueWith(
        failed => _failure ??= failed.Exception!.InnerException,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private void ThrowIfFailed()
    {
        _tap.ThrowIfNondeterministic();
        if (_failure is { } failure)
            throw new InvalidOperationException($"The replay failed: {failure.Message}", failure);
    }
}
