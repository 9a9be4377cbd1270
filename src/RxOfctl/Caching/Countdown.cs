namespace RxOfctl.Caching;

/// <summary>Calls when the last of a number of others has signaled, where that one does.</summary>
internal sealed class Countdown(int count, Action last)
{
    private int _count = count;

    public void Signal()
    {
        if (Interlocked.Decrement(ref _count) == 0)
            last();
    }
}
