using System.Reactive.Concurrency;

namespace RxOfctl.Datapaths;

/// <summary>
/// One at a time, without a thread that waits: whoever finds another at it is called when its turn comes. A lock would keep a thread for
/// each that waits, until none is left to read what the one who has the turn may be waiting for.
/// </summary>
internal sealed class Turns(IScheduler scheduler)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = new();
    private bool _taken;

    /// <summary>Takes the turn if nobody has it.</summary>
    /// <param name="whenFree">Called on the scheduler, with the turn taken, if somebody has it now.</param>
    public bool TryTake(Action whenFree)
    {
        lock (_gate)
        {
            if (_taken)
                _waiting.Enqueue(whenFree);
            return !_taken && (_taken = true);
        }
    }

    /// <summary>Gives the turn to whoever has waited longest.</summary>
    public void Pass()
    {
        Action? next;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next))
                _taken = false;
        }

        if (next is not null)
            scheduler.Schedule(next);
    }
}
