using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RxOfctl.Flows;

/// <content>What is sent, and what came of it.</content>
internal sealed partial class RuleBook<TKey, TRule>
{
    public void Take(Batch batch, in RuleDialect dialect, bool deletes, int max)
    {
        var first = _inFlight.Count;
        _inFlightKeys = null;
        if (deletes)
        {
            foreach (var (key, held) in _stale.Take(max))
                _inFlight.Add((key, null, held));
        }
        else
        {
            FailInvalid();
            foreach (var (key, held) in _pending.Take(max))
                _inFlight.Add((key, _entries[key].Rule, held));
        }

        if (_order is not null)
            _inFlight.Sort(first, _inFlight.Count - first, Comparer<(TKey Key, TRule? Sent, TRule? Held)>.Create(Compare));
        for (var index = first; index < _inFlight.Count; index++)
        {
            var (key, sent, held) = _inFlight[index];
            if (sent is null)
            {
                _stale.Remove(key);
                batch.Add(this, index, held!.ToDelete(dialect), ChangeReason.Remove);
                continue;
            }

            _pending.Remove(key);
            // What was changed to and fro, or came as it should be, needs no message.
            if (held is null)
                batch.Add(this, index, sent.ToAdd(dialect), ChangeReason.Add);
            else if (!sent.IsHeldAs(held, dialect))
                batch.Add(this, index, sent.ToModify(held, dialect), ChangeReason.Update);
        }
    }

    /// <summary>Whether a message for a key was sent and is not confirmed yet.</summary>
    public bool IsInFlight(TKey key) =>
        _inFlight.Count > 0 && (_inFlightKeys ??= [.. _inFlight.Select(static each => each.Key)]).Contains(key);

    public void Complete(IReadOnlyDictionary<int, RuleFailure>? failures)
    {
        for (var index = 0; index < _inFlight.Count; index++)
        {
            var (key, sent, held) = _inFlight[index];
            RuleFailure? failure = failures is not null && failures.TryGetValue(index, out var found) ? found : null;
            Complete(key, failure is null ? sent : held, failure, sent);
        }

        ClearInFlight();
    }

    public void TakeBack(IReadOnlyDictionary<int, RuleFailure>? failures)
    {
        for (var index = 0; index < _inFlight.Count; index++)
        {
            var (key, sent, held) = _inFlight[index];
            if (failures is not null && failures.TryGetValue(index, out var failure))
            {
                Complete(key, held, failure, sent);
                continue;
            }

            SetPending(key, held);
        }

        ClearInFlight();
    }

    /// <summary>Gives back the memory of what was pending.</summary>
    public void Compact()
    {
        const int Kept = 1024;
        if (_pending.Count == 0 && _pending.Capacity > Kept)
            _pending.TrimExcess();
        if (_stale.Count == 0 && _stale.Capacity > Kept)
            _stale.TrimExcess();
        if (_inFlight.Count == 0 && _inFlight.Capacity > Kept)
            _inFlight.Capacity = 0;
    }

    private void ClearInFlight()
    {
        _inFlight.Clear();
        _inFlightKeys = null;
    }

    private int Compare((TKey Key, TRule? Sent, TRule? Held) one, (TKey Key, TRule? Sent, TRule? Held) other) =>
        one.Sent is null ? _order!.Compare(other.Held, one.Held) : _order!.Compare(one.Sent, other.Sent);

    private void FailInvalid()
    {
        if (_validate is null)
            return;
        List<(TKey Key, Exception Error)> invalid = [];
        foreach (var key in _pending.Keys)
        {
            if (_validate(_entries[key].Rule) is { } error)
                invalid.Add((key, error));
        }

        foreach (var (key, error) in invalid)
            Fail(key, error, FailureKind.Refused);
    }

    // The datapath holds something now. If the rule changed while it was on its way, that is what the change starts from.
    private void Complete(TKey key, TRule? actual, RuleFailure? failure, TRule? sent)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        if (Unsafe.IsNullRef(ref entry))
        {
            // What could not be deleted is found by the next comparison.
            if (sent is not null && actual is not null)
                _stale[key] = actual;
            return;
        }

        if (!ReferenceEquals(entry.Rule, sent) || _pending.ContainsKey(key))
        {
            _pending[key] = actual;
            return;
        }

        if (failure is { } known)
            _failures[key] = known with { Held = actual };
        else if (_images.TryGetValue(key, out var image))
            _images[key] = image with { IsConfirmed = true };
        SetState(ref entry, failure is null ? RuleState.Installed : RuleState.Failed);
        _changed?.Add(key);
    }

    private void SetPending(TKey key, TRule? held)
    {
        if (_entries.ContainsKey(key))
            _pending[key] = held;
        else if (held is not null)
            _stale[key] = held;
    }
}
