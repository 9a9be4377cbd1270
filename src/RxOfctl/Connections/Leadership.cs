using System.Diagnostics.CodeAnalysis;
using System.Reactive.Concurrency;
using System.Runtime.ExceptionServices;

namespace RxOfctl.Connections;

/// <summary>
/// The reading of one connection, done by one thread at a time. What comes of the messages that it read, the thread does itself before it
/// reads again: it leads, since to wake another costs more than most of what there is to do. While it leads, the reading can be taken from
/// it: by itself before it blocks (<see cref="GiveUp"/>), or by <see cref="Leaders"/> if it takes its time. Another thread goes on reading
/// then, and what the first had not begun is left to others. So no handler keeps an answer from being read.
/// </summary>
/// <param name="leaders">All who lead at a time.</param>
/// <param name="scheduler">Where everything else is done.</param>
internal sealed class Leadership(Leaders leaders, IScheduler scheduler)
{
    // How often a connection whose handlers took their time is read without being led. One that blocks where nobody sees it would otherwise
    // stop its connection for some milliseconds each time.
    private const int ReadsAfterDelay = 256;

    [ThreadStatic]
    private static Leadership? _current;

    private readonly Lock _gate = new();
    private readonly Queue<Action> _work = new();
    private FrameWriter? _writer;
    private Poller? _poller;
    private Action? _goOn;
    private int _thread;
    private int _place;
    private int _readsToGo;
    private bool _isCorked;
    private bool _leads;

    /// <summary>The thread that calls is about to block: if it leads, another goes on reading.</summary>
    public static void GiveUp()
    {
        if (_current is not { } current)
            return;
        _current = null;
        current.TakeFrom(Environment.CurrentManagedThreadId, readsToGo: 0);
    }

    /// <summary>Begins to read.</summary>
    /// <param name="writer">Writes to the connection. What the one who reads writes goes out when he has done all there was to do.</param>
    /// <param name="goOn">Reads until the end, or until <see cref="Lead"/> says that another goes on.</param>
    public void Start(FrameWriter writer, Action goOn)
    {
        (_writer, _goOn) = (writer, goOn);
        scheduler.Schedule(goOn);
    }

    /// <summary>The thread that calls has read messages. What it schedules from now on is its own to do.</summary>
    public void Begin()
    {
        _isCorked = _writer!.TryCork();
        _poller = Poller.OfThread;
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
    }

    /// <summary>Does something on the scheduler; but if he who calls is the one who reads, when he has read.</summary>
    public void Schedule(Action work)
    {
        if (!TryKeep(work))
            scheduler.Schedule(work);
    }

    /// <summary>Does what was scheduled since <see cref="Begin"/>, or leaves it to others if so many lead already.</summary>
    /// <returns>False if another thread goes on reading.</returns>
    public bool Lead()
    {
        if (_work.Count == 0 || !TryEnter())
        {
            End();
            return true;
        }

        // What a handler leaves in the context of its thread is not for the reading.
        var context = ExecutionContext.Capture();
        _current = this;
        _leads = true;
        bool isTaken;
        while (TryNext(out var work, out isTaken))
            Do(work);
        _current = null;
        if (context is not null)
            ExecutionContext.Restore(context);
        if (isTaken)
            return false;
        leaders.Leave(_place);
        // To wake one peer costs more than to send to several: what this thread answers to others may go out together with it.
        if (_isCorked && _poller is not null)
            _poller.UncorkLater(_writer!);
        else
            Uncork();
        return true;
    }

    /// <summary>Leaves to others what was scheduled since <see cref="Begin"/>.</summary>
    public void End()
    {
        Volatile.Write(ref _thread, 0);
        while (_work.TryDequeue(out var work))
            scheduler.Schedule(work);
        Uncork();
    }

    /// <summary>Takes the reading from a thread that has led for too long.</summary>
    public void Take() => TakeFrom(null, ReadsAfterDelay);

    // Keeps something for the one who reads, if it is he who calls.
    private bool TryKeep(Action work)
    {
        if (Volatile.Read(ref _thread) != Environment.CurrentManagedThreadId)
            return false;
        lock (_gate)
        {
            if (_thread != Environment.CurrentManagedThreadId)
                return false;
            _work.Enqueue(work);
            return true;
        }
    }

    private bool TryEnter()
    {
        if (_readsToGo > 0)
        {
            _readsToGo--;
            return false;
        }

        _place = leaders.Enter(this);
        return _place >= 0;
    }

    private bool TryNext([NotNullWhen(true)] out Action? work, out bool isTaken)
    {
        lock (_gate)
        {
            work = null;
            // Whoever took the reading from this thread may lead himself by now.
            isTaken = _thread != Environment.CurrentManagedThreadId;
            if (isTaken || _work.TryDequeue(out work))
                return !isTaken;
            _leads = false;
            _thread = 0;
            return false;
        }
    }

    private void Do(Action work)
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // It fails where it would if it had been scheduled, and the reading goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            scheduler.Schedule(() => ExceptionDispatchInfo.Throw(error));
        }
    }

    private void TakeFrom(int? thread, int readsToGo)
    {
        Action[] left;
        lock (_gate)
        {
            if (!_leads || (thread ?? _thread) != _thread)
                return;
            _leads = false;
            _thread = 0;
            _readsToGo = readsToGo;
            left = [.. _work];
            _work.Clear();
            // Before the thread can see that the reading is no longer its own: it does not poll any more when it does.
            _poller?.Pass();
        }

        leaders.Leave(_place);
        Uncork();
        // Reading comes first: what is left may block.
        scheduler.Schedule(_goOn!);
        foreach (var work in left)
            scheduler.Schedule(work);
    }

    private void Uncork()
    {
        if (_isCorked)
            _writer!.Uncork();
    }
}
