namespace RxOfctl.Delivery;

/// <summary>
/// Delivers the items of a queue one at a time, whichever threads add them: a thread that finds the queue idle delivers its items,
/// and others leave theirs to that thread. No lock is held while an item is delivered, so the receiver may add items, or block.
/// </summary>
/// <remarks>
/// A derived class holds the items: it adds one under its own lock, and then <see cref="Drain"/> or <see cref="Schedule"/> is called.
/// A thread is not captured: after a number of items it hands the queue over, if other threads continue to add to it. Items that a single
/// thread adds, as on a virtual-time scheduler, are delivered by that thread.
/// </remarks>
/// <param name="turn">How many items one thread delivers before it hands over.</param>
internal abstract class SerialQueue(int turn = 64)
{
    private const int Idle = 0;
    private const int Scheduled = 1; // Handed over, and not started.
    private const int Running = 2;
    private const int Signaled = 3; // Running, and items were added meanwhile.

    private Action? _continue;
    private int _state;
    private int _thread;
    private volatile bool _othersAdd;

    /// <summary>Whether a thread is delivering.</summary>
    protected bool IsRunning => Volatile.Read(ref _state) >= Running;

    /// <summary>Delivers the items on this thread, unless another thread is delivering, or this one further up its
    /// stack.</summary>
    public void Drain()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state < Running ? TryRun(state) : TrySignal(state))
                return;
        }
    }

    /// <summary>Delivers the items on another thread, unless one is delivering.</summary>
    public void Schedule()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == Scheduled || (state >= Running && TrySignal(state)))
                return;
            if (state == Idle && Interlocked.CompareExchange(ref _state, Scheduled, Idle) == Idle)
            {
                if (!TryContinueElsewhere(_continue ??= Continue))
                    TryRun(Scheduled);
                return;
            }
        }
    }

    /// <summary>Runs an action as if it were the next item, if the queue is idle.</summary>
    /// <returns>False if the queue is not idle: the action did not run.</returns>
    protected bool TryRun(Action action)
    {
        if (Interlocked.CompareExchange(ref _state, Running, Idle) != Idle)
            return false;
        Begin();
        try
        {
            action();
        }
        finally
        {
            if (!TryEnd() && !TryHandOver())
                DeliverAll();
        }

        return true;
    }

    /// <summary>Takes the next item and delivers it.</summary>
    /// <returns>False if there is none.</returns>
    /// <remarks>An exception is thrown by <see cref="Drain"/>, and the next call delivers the remaining items.</remarks>
    protected abstract bool DeliverNext();

    /// <summary>Hands the queue over.</summary>
    /// <param name="resume">Continues the delivery; so does <see cref="Drain"/>.</param>
    /// <returns>Whether another thread will call one of the two. If not, this thread continues.</returns>
    protected abstract bool TryContinueElsewhere(Action resume);

    private void Continue() => TryRun(Scheduled);

    private bool TryRun(int state)
    {
        if (Interlocked.CompareExchange(ref _state, Running, state) != state)
            return false;
        Begin();
        DeliverAll();
        return true;
    }

    private void Begin()
    {
        _thread = Environment.CurrentManagedThreadId;
        _othersAdd = false;
    }

    private void DeliverAll()
    {
        var delivered = 0;
        while (true)
        {
            bool isDelivered;
            try
            {
                isDelivered = DeliverNext();
            }
            catch
            {
                Volatile.Write(ref _state, Idle);
                throw;
            }

            if (isDelivered ? ++delivered >= turn && _othersAdd && TryHandOver() : TryEnd())
                return;
        }
    }

    private bool TryEnd()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
            return true;
        Volatile.Write(ref _state, Running);
        return false;
    }

    private bool TryHandOver()
    {
        Volatile.Write(ref _state, Scheduled);
        // If no thread takes it, this thread continues, unless another has started by itself.
        return TryContinueElsewhere(_continue ??= Continue) || Interlocked.CompareExchange(ref _state, Running, Scheduled) != Scheduled;
    }

    private bool TrySignal(int state)
    {
        if (_thread != Environment.CurrentManagedThreadId)
            _othersAdd = true;
        return Interlocked.CompareExchange(ref _state, Signaled, state) == state;
    }
}
