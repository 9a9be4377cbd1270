using RxOfctl.Caching;
using RxOfctl.Protocol;

namespace RxOfctl.Flows;

/// <summary>The statuses of the rules of a kind, once they are asked for.</summary>
/// <param name="keySelector">The key of a status.</param>
internal sealed class StatusCache<TRule, TKey>(Func<RuleStatus<TRule>, TKey> keySelector) : IDisposable
    where TRule : DesiredRule
    where TKey : notnull
{
    private readonly SourceCache<RuleStatus<TRule>, TKey> _cache = new(keySelector);
    private int _isReported;

    public IObservableCache<RuleStatus<TRule>, TKey> Cache => _cache.AsObservableCache();

    public bool IsReported => Volatile.Read(ref _isReported) != 0;

    /// <summary>Notes that statuses are asked for.</summary>
    /// <returns>True for the first time.</returns>
    public bool Begin() => Interlocked.Exchange(ref _isReported, 1) == 0;

    /// <summary>Publishes what changed on a datapath.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="book">Its rules.</param>
    /// <param name="keyOf">The key of the status of a rule.</param>
    public void Publish<TBookKey>(DatapathId datapathId, RuleBook<TBookKey, TRule> book, Func<TBookKey, TKey> keyOf)
        where TBookKey : notnull
    {
        var changed = book.TakeChanged();
        if (changed.Count == 0)
            return;
        _cache.Edit(updater =>
        {
            foreach (var key in changed)
            {
                if (!book.TryGetStatus(key, out var rule, out var state, out var error, out var drifts, out var shadowed))
                    updater.Remove(keyOf(key));
                else if (new RuleStatus<TRule>(datapathId, rule, state, error, drifts, shadowed) is var status
                    && (!updater.TryLookup(keyOf(key), out var known) || known != status))
                    updater.AddOrUpdate(status);
            }
        });
    }

    public void Dispose() => _cache.Dispose();
}
