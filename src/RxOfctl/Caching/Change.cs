namespace RxOfctl;

/// <summary>A change of one key of an observable cache.</summary>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public readonly record struct Change<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    internal Change(ChangeReason reason, TKey key, TObject current, TObject? previous = default)
    {
        Reason = reason;
        Key = key;
        Current = current;
        Previous = previous;
    }

    /// <summary>The kind of the change.</summary>
    public ChangeReason Reason { get; }

    /// <summary>The key.</summary>
    public TKey Key { get; }

    /// <summary>The item now or, for <see cref="ChangeReason.Remove"/>, the item that was removed.</summary>
    public TObject Current { get; }

    /// <summary>The item that <see cref="Current"/> replaced. Only <see cref="ChangeReason.Update"/> has one; for every other reason this
    /// is the default of its type.</summary>
    public TObject? Previous { get; }
}

/// <summary>Creates instances of <see cref="Change{TObject, TKey}"/>.</summary>
public static class Change
{
    /// <summary>An item was added.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="key">The key that was absent.</param>
    /// <param name="current">Its item.</param>
    public static Change<TObject, TKey> Add<TObject, TKey>(TKey key, TObject current)
        where TObject : notnull
        where TKey : notnull => new(ChangeReason.Add, key, current);

    /// <summary>An item was replaced.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="key">The key, present before and after.</param>
    /// <param name="current">The new item.</param>
    /// <param name="previous">The item it replaced.</param>
    public static Change<TObject, TKey> Update<TObject, TKey>(TKey key, TObject current, TObject previous)
        where TObject : notnull
        where TKey : notnull => new(ChangeReason.Update, key, current, previous);

    /// <summary>An item was removed.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="key">The key that is absent now.</param>
    /// <param name="current">The item it had.</param>
    public static Change<TObject, TKey> Remove<TObject, TKey>(TKey key, TObject current)
        where TObject : notnull
        where TKey : notnull => new(ChangeReason.Remove, key, current);

    /// <summary>An item should be evaluated again.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="key">The present key.</param>
    /// <param name="current">Its item, the same as before.</param>
    public static Change<TObject, TKey> Refresh<TObject, TKey>(TKey key, TObject current)
        where TObject : notnull
        where TKey : notnull => new(ChangeReason.Refresh, key, current);
}

/// <summary>The kinds of <see cref="Change{TObject, TKey}"/>.</summary>
public enum ChangeReason
{
    /// <summary>A key that was absent is present now.</summary>
    Add,

    /// <summary>The item of a present key was replaced by another.</summary>
    Update,

    /// <summary>A key that was present is absent now.</summary>
    Remove,

    /// <summary>The item is the same object as before, but its content may have changed: evaluate it again.</summary>
    Refresh,
}

/// <summary>The changes of one edit of an observable cache, in the order in which they were made. It is immutable.</summary>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public interface IChangeSet<TObject, TKey> : IReadOnlyCollection<Change<TObject, TKey>>
    where TObject : notnull
    where TKey : notnull
{
    /// <summary>How many of the changes are <see cref="ChangeReason.Add"/>.</summary>
    int Adds { get; }

    /// <summary>How many of the changes are <see cref="ChangeReason.Update"/>.</summary>
    int Updates { get; }

    /// <summary>How many of the changes are <see cref="ChangeReason.Remove"/>.</summary>
    int Removes { get; }

    /// <summary>How many of the changes are <see cref="ChangeReason.Refresh"/>.</summary>
    int Refreshes { get; }
}
