namespace RxOfctl.Topology.Discovery;

/// <summary>
/// Spreads the ports evenly over the probe interval: each has one of fifty slots, in which it is probed, and five slots (a tenth of the
/// interval) later it is checked which of its links have missed probes.
/// </summary>
internal sealed class ProbeSchedule(TimeSpan interval)
{
    public const int Slots = 50;
    public const int CheckAfter = 5;

    private readonly List<PortEntry>[] _slots = [.. Enumerable.Range(0, Slots).Select(_ => new List<PortEntry>())];
    private int _next;

    /// <summary>How long a slot is.</summary>
    public TimeSpan SlotLength { get; } = interval / Slots;

    public IReadOnlyList<PortEntry> InSlot(long slot) => _slots[(int)(slot % Slots)];

    /// <summary>The ports that were probed when it was the turn of <see cref="CheckAfter"/> slots before.</summary>
    public IReadOnlyList<PortEntry> ToCheck(long slot) => InSlot(slot + Slots - CheckAfter);

    /// <summary>The first slot after the given one in which there is something to do; null if there are no ports.</summary>
    public long? NextAfter(long slot)
    {
        for (var next = slot + 1; next <= slot + Slots; next++)
        {
            if (InSlot(next).Count > 0 || ToCheck(next).Count > 0)
                return next;
        }

        return null;
    }

    /// <summary>Gives a port a slot.</summary>
    public void Add(PortEntry port)
    {
        // Neighboring ports go to slots that are apart, so that the few ports of a small network are spread too. 7 and 50 are coprime.
        port.Slot = _next;
        _next = (_next + 7) % Slots;
        port.PlaceInSlot = _slots[port.Slot].Count;
        _slots[port.Slot].Add(port);
    }

    /// <summary>Takes the slot from a port, if it has one.</summary>
    public void Remove(PortEntry port)
    {
        if (port.Slot < 0)
            return;
        var slot = _slots[port.Slot];
        var last = slot[^1];
        slot[port.PlaceInSlot] = last;
        last.PlaceInSlot = port.PlaceInSlot;
        slot.RemoveAt(slot.Count - 1);
        port.Slot = -1;
    }
}
