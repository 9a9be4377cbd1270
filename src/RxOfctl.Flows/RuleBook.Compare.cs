using System.Runtime.InteropServices;

namespace RxOfctl.Flows;

/// <content>The comparison with what a datapath reports.</content>
internal sealed partial class RuleBook<TKey, TRule>
{
    /// <summary>Begins a comparison with what the datapath holds.</summary>
    public void BeginDump()
    {
        _epoch = !_epoch;
        _pending.Clear();
        _stale.Clear();
    }

    /// <summary>Notes that the datapath holds a rule as it should be.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="entry">Its entry: of many rules most are so, and another look-up would compute the hash of a match again.</param>
    public void OnSame(TKey key, ref Entry entry)
    {
        entry.Epoch = _epoch;
        if (_pending.Count > 0)
            _pending.Remove(key);
        if (_images.Count > 0)
            _images.Remove(key);
        if (entry.State == RuleState.Installed)
            return;
        _failures.Remove(key);
        SetState(ref entry, RuleState.Installed);
        _changed?.Add(key);
    }

    /// <summary>Notes what the datapath holds instead of a rule.</summary>
    public void OnDifferent(TKey key, TRule held, in RuleDialect dialect, DateTimeOffset now)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        entry.Epoch = _epoch;
        if (_images.TryGetValue(key, out var image) && image.IsConfirmed && image.Held.IsHeldAs(held, dialect))
        {
            if (entry.State != RuleState.Normalized)
                _changed?.Add(key);
            SetState(ref entry, RuleState.Normalized);
            _pending.Remove(key);
            return;
        }

        if (_failures.TryGetValue(key, out var failure) && failure.Kind is FailureKind.Refused or FailureKind.HeldBack)
        {
            _failures[key] = failure with { Held = held };
            return;
        }

        if (Drift(key, held, now))
            _images[key] = (held, false);
    }

    /// <summary>Whether that is how the datapath is known to hold a rule.</summary>
    public bool IsNormalized(TKey key, TRule held, in RuleDialect dialect) =>
        _entries[key].State == RuleState.Normalized && _images.TryGetValue(key, out var image) && image.Held.IsHeldAs(held, dialect);

    /// <summary>Notes that something else changed a rule: what is reported next need not be how the datapath holds what we sent.</summary>
    public void Distrust(TKey key) => _images.Remove(key);

    /// <summary>Notes that the key of a rule has a flow of another app.</summary>
    public void OnForeign(TKey key, Exception error)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        entry.Epoch = _epoch;
        Fail(key, error, FailureKind.Foreign);
    }

    /// <summary>Notes something that the datapath holds, is the app's, and is not wanted.</summary>
    public void OnStale(TKey key, TRule held) => _stale[key] = held;

    /// <summary>Notes that something that was not wanted has gone.</summary>
    public void OnGone(TKey key) => _stale.Remove(key);

    /// <summary>Whether rules were not reported.</summary>
    public bool HasUnreported()
    {
        foreach (var entry in _entries.Values)
        {
            if (entry.Epoch != _epoch)
                return true;
        }

        return false;
    }

    /// <summary>Ends the comparison: what was not reported is not there.</summary>
    /// <param name="isCut">Whether the report was not complete, so that rules that were confirmed may be there nevertheless.</param>
    /// <param name="canExpire">Whether a rule has a timeout.</param>
    /// <param name="isRenewed">Whether a rule that expired is installed again.</param>
    /// <param name="now">The time.</param>
    public void EndDump(bool isCut, Func<TRule, bool> canExpire, Func<TRule, bool> isRenewed, DateTimeOffset now)
    {
        foreach (var (key, known) in _entries)
        {
            if (known.Epoch == _epoch)
                continue;
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
            entry.Epoch = _epoch;
            switch (entry.State)
            {
                case RuleState.Expired:
                case RuleState.Failed when _failures.TryGetValue(key, out var failure) && failure.Kind is FailureKind.Refused:
                    _pending.Remove(key);
                    break;
                case RuleState.Installed or RuleState.Normalized when isCut:
                    break;
                case RuleState.Installed or RuleState.Normalized when canExpire(entry.Rule):
                    Expire(key, isRenewed(entry.Rule));
                    break;
                case RuleState.Failed:
                    _failures.Remove(key);
                    _pending[key] = null;
                    SetState(ref entry, RuleState.Pending);
                    _changed?.Add(key);
                    break;
                case RuleState.Drifted when _failures.TryGetValue(key, out var failure) && failure.Kind is FailureKind.HeldBack:
                    break;
                default:
                    Drift(key, null, now);
                    break;
            }
        }
    }
}
