namespace RxOfctl.Delivery;

/// <summary>Something that a <see cref="Watchdog"/> looks at while it is at work.</summary>
internal interface IWatched
{
    /// <summary>Called from time to time: takes the work from a thread that is still at the step that it was at before.</summary>
    /// <param name="step">What the last call returned; 0 at first.</param>
    /// <returns>The number of the step that is being done; 0 if none is that may be taken.</returns>
    long TakeFromDelayed(long step);
}

/// <summary>
/// A thread that looks every few milliseconds at what threads are doing, so that none which computes for long, or blocks without saying so,
/// keeps others waiting. It sleeps while nothing is done. It is a thread of its own because the thread pool may have none left when it is
/// needed.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    // A thread that takes longer at one step, up to twice as long, loses the rest of its work.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    // More threads than these seldom work at once, since those that block lose their work; what finds no slot is not watched.
    private const int Slots = 64;

    private readonly IWatched?[] _slots = new IWatched?[Slots];
    private readonly (IWatched? Watched, long Step)[] _seen = new (IWatched?, long)[Slots];
    private readonly ManualResetEventSlim _isAtWork = new();
    private volatile bool _isDisposed;
    private int _isStarted;

    /// <summary>Begins to watch.</summary>
    /// <returns>The slot to <see cref="Leave"/> it by.</returns>
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

    /// <summary>Ends watching.</summary>
    public void Leave(int slot)
    {
        if (slot >= 0)
            Volatile.Write(ref _slots[slot], null);
    }

    public void Dispose()
    {
        _isDisposed = true;
        _isAtWork.Set();
    }

    private void WakeUp()
    {
        _isAtWork.Set();
        if (_isStarted == 0 && Interlocked.Exchange(ref _isStarted, 1) == 0)
            new Thread(Watch) { IsBackground = true, Name = "OpenFlow watchdog" }.UnsafeStart();
    }

    private void Watch()
    {
        while (!_isDisposed)
        {
            _isAtWork.Wait();
            Thread.Sleep(Patience);
            // Before it looks, so that what enters meanwhile wakes it.
            _isAtWork.Reset();
            for (var slot = 0; slot < Slots; slot++)
            {
                if (LookAt(slot))
                    _isAtWork.Set();
            }
        }
    }

    // A method of its own, so that this thread holds nothing while it sleeps.
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
