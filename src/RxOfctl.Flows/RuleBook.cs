using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RxOfctl.Flows;

/// <summary>
/// The rules of one kind for one datapath: which are wanted, which keys may differ on the datapath, and what is known of those. What
/// differs costs memory; what is as it should be costs an entry with the app's rule and a byte of state. Not thread-safe.
/// </summary>
/// <remarks>
/// Nothing is kept encoded: rules are compared with what a datapath reports by content, and each is encoded when it is sent.
/// </remarks>
/// <typeparam name="TKey">What identifies a rule on a datapath.</typeparam>
/// <typeparam name="TRule">The type of rules.</typeparam>
internal sealed partial class RuleBook<TKey, TRule> : IRuleBook
    where TKey : notnull
    where TRule : DesiredRule
{
    private const int States = (int)RuleState.Failed + 1;

    private readonly Dictionary<TKey, Entry> _entries = [];

    // Wanted rules that may differ, each with what the datapath holds; null where it holds nothing.
    private readonly Dictionary<TKey, TRule?> _pending = [];

    // What the datapath holds and is not wanted.
    private readonly Dictionary<TKey, TRule> _stale = [];
    private readonly List<(TKey Key, TRule? Sent, TRule? Held)> _inFlight = [];
    private readonly Dictionary<TKey, RuleFailure> _failures = [];
    private readonly Dictionary<TKey, List<TRule>> _shadowed = [];

    // What a datapath reported in place of a rule. If it reports that once more after it confirmed the rule anew, it is how it holds the
    // rule.
    private readonly Dictionary<TKey, (TRule Held, bool IsConfirmed)> _images = [];
    private readonly DriftLog<TKey> _drifts = new();
    private readonly int[] _counts = new int[States];
    private readonly IComparer<TRule>? _order;
    private readonly Func<TRule, Exception?>? _validate;
    private HashSet<TKey>? _changed;

    // Made when a key is looked for, which is seldom.
    private HashSet<TKey>? _inFlightKeys;
    private bool _epoch;

    /// <param name="order">The order in which rules are added, and in reverse deleted; null if it does not count.</param>
    /// <param name="validate">Gives why a rule cannot be sent; null if it can.</param>
    public RuleBook(IComparer<TRule>? order = null, Func<TRule, Exception?>? validate = null) => (_order, _validate) = (order, validate);

    /// <summary>A rule that is wanted.</summary>
    internal struct Entry
    {
        public TRule Rule;
        public RuleState State;
        public bool Epoch;
    }

    public int Count => _entries.Count;

    public int this[RuleState state] => _counts[(int)state];

    public int PendingCount => _pending.Count;

    public int StaleCount => _stale.Count;

    /// <summary>The rules that are wanted.</summary>
    public IEnumerable<TRule> Rules => _entries.Values.Select(entry => entry.Rule);

    /// <summary>What the datapath holds and is not wanted.</summary>
    public IEnumerable<TRule> StaleRules => _stale.Values;

    /// <summary>Begins to note which keys have another status.</summary>
    public void ReportChanges() => _changed ??= [.. _entries.Keys];

    /// <summary>The keys whose status may be another since the last call.</summary>
    public IReadOnlyCollection<TKey> TakeChanged()
    {
        if (_changed is not { Count: > 0 } changed)
            return [];
        _changed = [];
        return changed;
    }

    /// <summary>How it stands with a rule.</summary>
    public bool TryGetStatus(
        TKey key, [NotNullWhen(true)] out TRule? rule, out RuleState state, out Exception? error, out int drifts, out int shadowed)
    {
        var isWanted = _entries.TryGetValue(key, out var entry);
        (rule, state) = (entry.Rule, entry.State);
        error = state == RuleState.Failed && _failures.TryGetValue(key, out var failure) ? failure.Error : null;
        drifts = _drifts.CountOf(key);
        shadowed = _shadowed.TryGetValue(key, out var others) ? others.Count : 0;
        return isWanted;
    }

    public bool TryGetRule(TKey key, [NotNullWhen(true)] out TRule? rule, out RuleState state)
    {
        var isWanted = _entries.TryGetValue(key, out var entry);
        (rule, state) = (entry.Rule, entry.State);
        return isWanted;
    }

    /// <summary>The entry of a rule that is wanted, valid until rules are added or removed; a null reference if there is none.</summary>
    public ref Entry Find(TKey key) => ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);

    /// <summary>A rule that is wanted, or is to be deleted.</summary>
    public TRule? RuleOf(TKey key) => _entries.TryGetValue(key, out var entry) ? entry.Rule : _stale.GetValueOrDefault(key);

    /// <summary>Wants a rule. One of the same key that is for other datapaths, and was there first, goes before it.</summary>
    public void Want(TKey key, TRule rule)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out var exists);
        if (!exists)
        {
            _counts[(int)RuleState.Pending]++;
            entry = new() { Rule = rule, Epoch = _epoch };
            _stale.Remove(key, out var held);
            _pending.Add(key, held);
        }
        else if (entry.Rule.Datapaths != rule.Datapaths)
        {
            Shadow(key, rule);
            _changed?.Add(key);
            return;
        }
        else
        {
            _pending.TryAdd(key, HeldBy(key, entry));
            entry.Rule = rule;
            SetState(ref entry, RuleState.Pending);
        }

        _images.Remove(key);
        _failures.Remove(key);
        _drifts.Forget(key);
        _changed?.Add(key);
    }

    /// <summary>Ceases to want a rule.</summary>
    public void Unwant(TKey key, TRule rule)
    {
        _changed?.Add(key);
        if (!_entries.TryGetValue(key, out var entry))
            return;
        if (entry.Rule.Datapaths != rule.Datapaths)
        {
            Unshadow(key, rule.Datapaths);
            return;
        }

        if (!_pending.Remove(key, out var held))
            held = HeldBy(key, entry);
        _entries.Remove(key);
        _counts[(int)entry.State]--;
        _failures.Remove(key);
        _images.Remove(key);
        _drifts.Forget(key);
        if (held is not null)
            _stale[key] = held;
        if (_shadowed.TryGetValue(key, out var others))
        {
            var next = others[0];
            Unshadow(key, next.Datapaths);
            Want(key, next);
        }
    }

    /// <summary>Fails a rule, until it changes or the datapath is connected anew.</summary>
    public void Fail(TKey key, Exception error, FailureKind kind)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        if (Unsafe.IsNullRef(ref entry))
            return;
        _pending.Remove(key, out var held);
        _failures[key] = new(error, kind, kind == FailureKind.Foreign ? null : held);
        SetState(ref entry, RuleState.Failed);
        _changed?.Add(key);
    }

    /// <summary>Marks a rule as expired, or to be installed again if it is to be renewed.</summary>
    public void Expire(TKey key, bool renew)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        if (Unsafe.IsNullRef(ref entry) || _pending.ContainsKey(key))
            return;
        if (renew)
            _pending.Add(key, null);
        SetState(ref entry, renew ? RuleState.Pending : RuleState.Expired);
        _changed?.Add(key);
    }

    /// <summary>A rule that was installed is not there any more, or is there in another form, and is to be repaired.</summary>
    /// <returns>False if it drifted before and waits.</returns>
    public bool Drift(TKey key, TRule? held, DateTimeOffset now)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        if (Unsafe.IsNullRef(ref entry))
            return true;
        if (entry.State is RuleState.Installed or RuleState.Normalized or RuleState.Drifted)
        {
            SetState(ref entry, RuleState.Drifted);
            _changed?.Add(key);
            if (_drifts.Note(key, now) > now)
            {
                // Kept as a failure that ends by itself, so that what is held is known if the rule goes meanwhile.
                _failures[key] = new(null, FailureKind.HeldBack, held);
                return false;
            }
        }
        else if (entry.State != RuleState.Pending)
        {
            _failures.Remove(key);
            SetState(ref entry, RuleState.Pending);
            _changed?.Add(key);
        }

        _pending[key] = held;
        return true;
    }

    /// <summary>When the next rule that flaps is to be repaired; null if none waits.</summary>
    public DateTimeOffset? NextRepair => _drifts.NextRepair;

    /// <summary>Lets rules be repaired whose pause has passed.</summary>
    public void Release(DateTimeOffset now)
    {
        foreach (var key in _drifts.TakeDue(now))
        {
            if (_failures.TryGetValue(key, out var failure) && failure.Kind == FailureKind.HeldBack)
            {
                _failures.Remove(key);
                _pending.TryAdd(key, (TRule?)failure.Held);
            }
        }
    }

    /// <summary>Sends rules that failed for want of room once more.</summary>
    /// <returns>Whether there are any.</returns>
    public bool RetryFull()
    {
        List<TKey> full = [.. _failures.Where(pair => pair.Value.Kind == FailureKind.Full).Select(pair => pair.Key)];
        foreach (var key in full)
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
            _failures.Remove(key, out var failure);
            _pending.TryAdd(key, (TRule?)failure.Held);
            SetState(ref entry, RuleState.Pending);
            _changed?.Add(key);
        }

        return full.Count > 0;
    }

    /// <summary>Forgets what the datapath holds, because it has been disconnected.</summary>
    public void Forget()
    {
        _pending.Clear();
        _stale.Clear();
        ClearInFlight();
        _failures.Clear();
        foreach (var key in _images.Keys.Where(key => _entries[key].State != RuleState.Normalized).ToList())
            _images.Remove(key);
        foreach (var (key, known) in _entries)
        {
            // Looking an entry up computes the hash of a match, and at a connection nothing is known yet.
            if (known.State is RuleState.Expired or RuleState.Pending)
                continue;
            SetState(ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key), RuleState.Pending);
            _changed?.Add(key);
        }
    }

    // What the datapath holds for a rule that is not pending.
    private TRule? HeldBy(TKey key, in Entry entry) => entry.State switch
    {
        RuleState.Installed => entry.Rule,
        RuleState.Normalized => _images.GetValueOrDefault(key).Held,
        RuleState.Failed or RuleState.Drifted => _failures.TryGetValue(key, out var failure) ? (TRule?)failure.Held : null,
        _ => null,
    };

    private void SetState(ref Entry entry, RuleState state)
    {
        _counts[(int)entry.State]--;
        _counts[(int)state]++;
        entry.State = state;
    }

    private void Shadow(TKey key, TRule rule)
    {
        ref var others = ref CollectionsMarshal.GetValueRefOrAddDefault(_shadowed, key, out _);
        others ??= [];
        others.RemoveAll(each => each.Datapaths == rule.Datapaths);
        others.Add(rule);
    }

    private void Unshadow(TKey key, DatapathTarget datapaths)
    {
        if (_shadowed.TryGetValue(key, out var others) && others.RemoveAll(each => each.Datapaths == datapaths) > 0 && others.Count == 0)
            _shadowed.Remove(key);
    }
}
