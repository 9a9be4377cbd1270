namespace RxOfctl.Delivery;

/// <summary>Work that a <see cref="Watchdog"/> observes.</summary>
internal interface IWatched
{
    /// <summary>Called periodically: takes the work from a thread that is still at the same step as before.</summary>
    /// <param name="step">The result of the last call; 0 at first.</param>
    /// <returns>The number of the present step; 0 if there is none that may be taken.</returns>
    long TakeFromDelayed(long step);
}

/// <summary>
/// A thread that observes every few milliseconds what delivering threads do, so that one that computes for long, or blocks unnoticed, does
/// not delay others. It sleeps while there is no work. It is a separate thread because the thread pool may have none left when it is
/// needed.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    // The work of a thread that takes longer at one step, up to twice as long, is taken.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    // Seldom do more threads work at once, because blocked ones lose their work; work that finds no slot is not observed.
    private const int Slots = 64;

    private readonly IWatched?[] _slots = new IWatched?[Slots];
    private readonly (IWatched? Watched, long Step)[] _seen = new (IWatched?, long)[Slots];
    private readonly ManualResetEventSlim _isAtWork = new();
    private readonly ManualResetEventSlim _isDisposed = new();
    private int _isStarted;

    /// <summary>Starts to observe work.</summary>
    /// <returns>The slot, which <see cref="Leave"/> takes.</returns>
    public int Enter(IWatched watched)
    {
        var first = Environment.CurrentManagedThreadId % Slots;
        for (var count = 0; count < Slots; count++)
        {
            var slot = (first + count) % Slots;
            if (_slots[slot] is not null || Interlocked.CompareExchange(ref _slots[slot], watched, null) is not null)
                continue;
            if (!_isAtWork.IsSet)
                WakeUp();
            return slot;
        }

        return -1;
    }

    /// <summary>Stops observing work.</summary>
    public void Leave(int slot)
    {
        if (slot >= 0)
            Volatile.Write(ref _slots[slot], null);
    }

    public void Dispose()
    {
        _isDisposed.Set();
        _isAtWork.Set();
    }

    private void WakeUp()
    {
        _isAtWork.Set();
        if (_isStarted != 0 || Interlocked.Exchange(ref _isStarted, 1) != 0)
            return;
        try
        {
            new Thread(Watch) { IsBackground = true, Name = "OpenFlow watchdog" }.UnsafeStart();
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            // The system starts no more threads. The next work tries again.
            _isAtWork.Reset();
            Volatile.Write(ref _isStarted, 0);
        }
    }

    private void Watch()
    {
        while (true)
        {
            _isAtWork.Wait();
            // It observes threads, which run in real time whatever the scheduler is: on a virtual one there is no watchdog.
            if (_isDisposed.Wait(Patience))
                return;
            // Before it observes, so that work that is entered meanwhile wakes it.
            _isAtWork.Reset();
            for (var slot = 0; slot < Slots; slot++)
            {
                if (LookAt(slot))
                    _isAtWork.Set();
            }
        }
    }

    // A separate method, so that this thread references nothing while it sleeps.
    private bool LookAt(int slot)
    {
        ref var seen = ref _seen[slot];
        if (Volatile.Read(ref _slots[slot]) is not { } watched)
        {
            seen = default;
            return false;
        }

        seen = (watched, watched.TakeFromDelayed(seen.Watched == watched ? seen.Step : 0));
        return true;
    }
}
