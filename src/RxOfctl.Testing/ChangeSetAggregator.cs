namespace RxOfctl.Testing;

/// <summary>
/// Collects the change sets of an observable cache, and the items that result from them. Its members throw if a change contradicts earlier
/// ones (an Add of a present item, an Update with a wrong Previous), or if the Rx grammar was violated.
/// </summary>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public sealed class ChangeSetAggregator<TObject, TKey> : IDisposable
    where TObject : notnull
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly List<IChangeSet<TObject, TKey>> _messages = [];
    private readonly Dictionary<TKey, TObject> _data = [];
    private readonly GrammarChecker<IChangeSet<TObject, TKey>> _checker;
    private readonly IDisposable _subscription;
    private string? _misfit;
    private Exception? _error;
    private bool _isCompleted;

    internal ChangeSetAggregator(IObservable<IChangeSet<TObject, TKey>> source)
    {
        _checker = new(System.Reactive.Observer.Create<IChangeSet<TObject, TKey>>(Add, error => _error = error, () => _isCompleted = true));
        _subscription = source.Subscribe(_checker);
    }

    /// <summary>The change sets so far.</summary>
    /// <exception cref="InvalidOperationException">A change contradicts earlier ones.</exception>
    /// <exception cref="RxGrammarException">The Rx grammar was violated.</exception>
    public IReadOnlyList<IChangeSet<TObject, TKey>> Messages => Read(() => _messages.ToArray());

    /// <summary>The present items by key.</summary>
    /// <inheritdoc cref="Messages" path="/exception"/>
    public IReadOnlyDictionary<TKey, TObject> Data => Read(() => new Dictionary<TKey, TObject>(_data));

    /// <summary>The error that ended the changes, or null.</summary>
    /// <inheritdoc cref="Messages" path="/exception"/>
    public Exception? Error => Read(() => _error);

    /// <summary>Whether the changes completed.</summary>
    /// <inheritdoc cref="Messages" path="/exception"/>
    public bool IsCompleted => Read(() => _isCompleted);

    /// <summary>Unsubscribes.</summary>
    public void Dispose() => _subscription.Dispose();

    private T Read<T>(Func<T> read)
    {
        _checker.Verify();
        lock (_gate)
            return _misfit is null ? read() : throw new InvalidOperationException(_misfit);
    }

    private void Add(IChangeSet<TObject, TKey> changes)
    {
        lock (_gate)
        {
            _messages.Add(changes);
            foreach (var change in changes)
                Apply(change);
        }
    }

    private void Apply(Change<TObject, TKey> change)
    {
        var isKnown = _data.TryGetValue(change.Key, out var known);
        var fits = change.Reason switch
        {
            ChangeReason.Add => !isKnown,
            ChangeReason.Update => isKnown && Equals(known, change.Previous),
            _ => isKnown && Equals(known, change.Current),
        };
        if (!fits)
            _misfit ??= $"Change set {_messages.Count}: {change.Reason} of {change.Key} does not fit: it was {(isKnown ? known : "absent")} before.";
        if (change.Reason == ChangeReason.Remove)
            _data.Remove(change.Key);
        else
            _data[change.Key] = change.Current;
    }
}
