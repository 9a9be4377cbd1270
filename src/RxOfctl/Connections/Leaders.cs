using System.Reactive.Concurrency;

namespace RxOfctl.Connections;

/// <summary>
/// The connections that are led at a time: as many as may be watched at little cost. Whoever leads for longer than <see cref="Patience"/>
/// loses the reading of his connection: his handler computes, or waits in a way that is not seen.
/// </summary>
internal sealed class Leaders(IScheduler scheduler)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    // More threads than these seldom run at once.
    private readonly Leadership?[] _places = new Leadership?[2 * Environment.ProcessorCount];

    // How often each place was taken, and how often it had been when it was last looked at.
    private readonly int[] _turns = new int[2 * Environment.ProcessorCount];
    private readonly int[] _turnsSeen = new int[2 * Environment.ProcessorCount];
    private int _watching;

    /// <summary>Those of a scheduler that is the thread pool by one of its names; null for others, on which all is done that is scheduled there.</summary>
    public static Leaders? On(IScheduler scheduler) =>
        scheduler == TaskPoolScheduler.Default || scheduler == ThreadPoolScheduler.Instance || scheduler == DefaultScheduler.Instance
            ? new(scheduler)
            : null;

    /// <summary>Takes a place.</summary>
    /// <returns>Which; -1 if none is free.</returns>
    public int Enter(Leadership leadership)
    {
        var first = Environment.CurrentManagedThreadId % _places.Length;
        for (var count = 0; count < _places.Length; count++)
        {
            var place = (first + count) % _places.Length;
            if (_places[place] is not null || Interlocked.CompareExchange(ref _places[place], leadership, null) is not null)
                continue;
            _turns[place]++;
            if (Volatile.Read(ref _watching) == 0 && Interlocked.Exchange(ref _watching, 1) == 0)
                WatchLater();
            return place;
        }

        return -1;
    }

    /// <summary>Gives a place up.</summary>
    public void Leave(int place) => Volatile.Write(ref _places[place], null);

    private void WatchLater() => scheduler.Schedule(Patience, Watch);

    private void Watch()
    {
        var someLed = false;
        for (var place = 0; place < _places.Length; place++)
        {
            var turns = Volatile.Read(ref _turns[place]);
            someLed |= turns != _turnsSeen[place];
            if (turns == _turnsSeen[place])
                Volatile.Read(ref _places[place])?.Take();
            _turnsSeen[place] = turns;
        }

        if (someLed)
        {
            WatchLater();
            return;
        }

        // Nobody has led for a while: whoever does next begins to watch again, unless he came while nobody looked.
        Interlocked.Exchange(ref _watching, 0);
        if (Array.Exists(_places, place => place is not null) && Interlocked.Exchange(ref _watching, 1) == 0)
            WatchLater();
    }
}
