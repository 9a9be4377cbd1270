using System.Runtime.InteropServices;

namespace RxOfctl.Flows;

/// <summary>Which keys drifted, how often, and when those that drift again and again are to be repaired.</summary>
internal sealed class DriftLog<TKey>
    where TKey : notnull
{
    // Drifts further apart than this are no flapping.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(5);

    // After so many drifts, the next repair waits.
    private const int Free = 3;

    private readonly Dictionary<TKey, (int Count, DateTimeOffset Last)> _drifts = [];
    private readonly PriorityQueue<TKey, DateTimeOffset> _waiting = new();

    /// <summary>When the next key is to be repaired; null if none waits.</summary>
    public DateTimeOffset? NextRepair => _waiting.TryPeek(out _, out var due) ? due : null;

    /// <summary>How often a key drifted.</summary>
    public int CountOf(TKey key) => _drifts.TryGetValue(key, out var drift) ? drift.Count : 0;

    public void Forget(TKey key) => _drifts.Remove(key);

    /// <summary>Notes a drift.</summary>
    /// <returns>When to repair it: now, or after a pause that doubles with each drift.</returns>
    public DateTimeOffset Note(TKey key, DateTimeOffset now)
    {
        ref var drift = ref CollectionsMarshal.GetValueRefOrAddDefault(_drifts, key, out var exists);
        if (exists && now - drift.Last > Memory)
            drift.Count = 0;
        drift = (drift.Count + 1, now);
        if (drift.Count <= Free)
            return now;
        var due = now + TimeSpan.FromSeconds(Math.Min(1 << Math.Min(drift.Count - Free, 16), MaxPause.TotalSeconds));
        _waiting.Enqueue(key, due);
        return due;
    }

    /// <summary>The keys whose pause has passed.</summary>
    public IEnumerable<TKey> TakeDue(DateTimeOffset now)
    {
        while (_waiting.TryPeek(out var key, out var due) && due <= now)
        {
            _waiting.Dequeue();
            yield return key;
        }
    }
}
