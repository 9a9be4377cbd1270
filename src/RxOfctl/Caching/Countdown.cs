namespace RxOfctl.Caching;

/// <summary>Calls an action when its count reaches zero, on the thread of the last signal. It starts with a count of one.</summary>
internal sealed class Countdown(Action last)
{
    private int _count = 1;

    /// <summary>Increments the count.</summary>
    public void Add() => Interlocked.Increment(ref _count);

    /// <summary>Decrements the count.</summary>
    public void Signal()
    {
        if (Interlocked.Decrement(ref _count) == 0)
            last();
    }
}
