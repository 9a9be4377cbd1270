namespace RxOfctl.Caching;

/// <summary>Calls an action when all that was counted has signaled, on the thread of the last signal. Begins with a count of one.</summary>
internal sealed class Countdown(Action last)
{
    private int _count = 1;

    /// <summary>Counts one more.</summary>
    public void Add() => Interlocked.Increment(ref _count);

    /// <summary>One of those counted is done.</summary>
    public void Signal()
    {
        if (Interlocked.Decrement(ref _count) == 0)
            last();
    }
}
