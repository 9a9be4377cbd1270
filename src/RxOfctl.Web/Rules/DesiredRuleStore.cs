using RxOfctl.Caching;
using RxOfctl.Flows;

namespace RxOfctl.Web.Rules;

/// <summary>
/// The rules that users have entered, and what keeps them true on the datapaths. They are the app <c>RxOfctl.Web</c>'s among others: flows of
/// other apps are left alone.
/// </summary>
public sealed class DesiredRuleStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SourceCache<FlowRule, FlowRuleKey> _rules = new(rule => rule.Key);
    private readonly RulesFile? _file;
    private long _version;

    internal DesiredRuleStore(IFleet fleet, OpenFlowWebOptions options)
    {
        _file = options.RulesFile is { } path ? new(path) : null;
        _rules.AddOrUpdate(_file?.Read() ?? []);
        Maintained = fleet.Maintain(_rules.Connect(), new() { Lease = options.RulesLease, RequestTimeout = options.RequestTimeout });
    }

    /// <summary>The rules.</summary>
    public IObservableCache<FlowRule, FlowRuleKey> Rules => _rules;

    /// <summary>What became of the rules on each datapath.</summary>
    public MaintainedRules Maintained { get; }

    /// <summary>Identifies the store in ETags: versions begin anew after a restart.</summary>
    internal string Instance { get; } = Guid.NewGuid().ToString("n")[..8];

    /// <summary>The number of changes of the rules, from the start of the program on.</summary>
    public long Version
    {
        get
        {
            lock (_gate)
                return _version;
        }
    }

    /// <summary>Adds rules, in place of those with the same key.</summary>
    /// <param name="rules">The rules.</param>
    /// <exception cref="IOException">The rules could not be written to <see cref="OpenFlowWebOptions.RulesFile"/>; nothing is changed.
    /// </exception>
    public void AddOrUpdate(IEnumerable<FlowRule> rules) => TryChange(null, rules, []);

    /// <summary>Removes rules.</summary>
    /// <param name="keys">The keys of the rules. Those that are not there are ignored.</param>
    /// <inheritdoc cref="AddOrUpdate(IEnumerable{FlowRule})"/>
    public void Remove(IEnumerable<FlowRuleKey> keys) => TryChange(null, [], keys);

    /// <summary>Changes the rules, unless they have been changed since they were read.</summary>
    /// <param name="version">The <see cref="Version"/> that was read; null for any.</param>
    /// <param name="add">The rules to add or replace.</param>
    /// <param name="remove">The keys of the rules to remove; null for all that are not added.</param>
    /// <returns>False if the version is another; nothing is changed.</returns>
    /// <inheritdoc cref="AddOrUpdate(IEnumerable{FlowRule})"/>
    public bool TryChange(long? version, IEnumerable<FlowRule> add, IEnumerable<FlowRuleKey>? remove)
    {
        ArgumentNullException.ThrowIfNull(add);
        lock (_gate)
        {
            if (version is not null && version != _version)
                return false;
            var next = remove is null ? [] : _rules.KeyValues.ToDictionary();
            foreach (var key in remove ?? [])
                next.Remove(key);
            foreach (var rule in add)
                next[rule.Key] = rule;

            // Rules that are in force are in the file.
            _file?.Write(next.Values);
            _rules.EditDiff(next.Values);
            _version++;
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Maintained.Dispose();
        _rules.Dispose();
    }
}
