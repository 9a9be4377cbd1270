using RxOfctl.Protocol;

namespace RxOfctl.Flows;

/// <summary>
/// Brings the rules of a source to the datapaths that they are for. Only the rules that are for several are kept here: for datapaths that
/// connect later.
/// </summary>
/// <param name="want">Adds or changes a rule of a datapath.</param>
/// <param name="unwant">Removes it.</param>
internal sealed class SharedRules<TRule, TKey>(Action<RuleSet, TRule> want, Action<RuleSet, TRule> unwant)
    where TRule : DesiredRule
    where TKey : notnull
{
    private readonly Dictionary<TKey, TRule> _shared = [];

    /// <summary>Applies changes: each datapath gets its own in one action.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="find">Finds a datapath, connected or not.</param>
    /// <param name="all">All datapaths.</param>
    /// <param name="includes">Whether a rule is for a datapath.</param>
    public void Apply(
        IChangeSet<TRule, TKey> changes,
        Func<DatapathId, Reconciler> find,
        IReadOnlyCollection<Reconciler> all,
        Func<DatapathTarget, FleetDatapath, bool> includes)
    {
        var perDatapath = new Dictionary<Reconciler, List<(bool IsWanted, TRule Rule)>>();
        foreach (var change in changes)
        {
            if (change.Reason == ChangeReason.Refresh)
                continue;
            var isWanted = change.Reason != ChangeReason.Remove;
            if (change.Current.Datapaths.Id is { } id)
            {
                Add(find(id), isWanted, change.Current);
                continue;
            }

            if (isWanted)
                _shared[change.Key] = change.Current;
            else
                _shared.Remove(change.Key);
            foreach (var reconciler in all)
            {
                if (reconciler.Connection is { } datapath && includes(change.Current.Datapaths, datapath))
                    Add(reconciler, isWanted, change.Current);
            }
        }

        foreach (var (reconciler, own) in perDatapath)
        {
            reconciler.Post(rules =>
            {
                foreach (var (isWanted, rule) in own)
                    (isWanted ? want : unwant)(rules, rule);
            });
        }

        void Add(Reconciler reconciler, bool isWanted, TRule rule)
        {
            if (!perDatapath.TryGetValue(reconciler, out var own))
                perDatapath[reconciler] = own = [];
            own.Add((isWanted, rule));
        }
    }

    /// <summary>Brings the shared rules to a datapath that has connected; those that are no longer for it go.</summary>
    /// <param name="reconciler">The datapath.</param>
    /// <param name="datapath">Its connection.</param>
    /// <param name="includes">Whether a rule is for a datapath.</param>
    public void Place(Reconciler reconciler, FleetDatapath datapath, Func<DatapathTarget, FleetDatapath, bool> includes)
    {
        if (_shared.Count == 0)
            return;
        List<(bool IsWanted, TRule Rule)> placed = [.. _shared.Values.Select(rule => (includes(rule.Datapaths, datapath), rule))];
        reconciler.Post(rules =>
        {
            foreach (var (isWanted, rule) in placed)
                (isWanted ? want : unwant)(rules, rule);
        });
    }
}
