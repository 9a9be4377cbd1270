using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Caching;

/// <summary>
/// Makes the changes of one <see cref="SourceCache{TObject, TKey}.Edit"/>. Its reads include the changes made so far, which are visible to
/// others only when the edit ends. It is usable only inside that edit.
/// </summary>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public interface ISourceUpdater<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    /// <summary>How many items there are.</summary>
    int Count { get; }

    /// <summary>The items, a copy.</summary>
    IReadOnlyList<TObject> Items { get; }

    /// <summary>The keys, a copy.</summary>
    IReadOnlyList<TKey> Keys { get; }

    /// <summary>Gets the item of a key, if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="item">The item, or the default of its type.</param>
    /// <returns>Whether the key is present.</returns>
    bool TryLookup(TKey key, [MaybeNullWhen(false)] out TObject item);

    /// <summary>Adds an item, or replaces the one that has its key. Replacing an item by itself or by an equal one is an update
    /// too.</summary>
    /// <param name="item">The item.</param>
    void AddOrUpdate(TObject item);

    /// <summary>Adds or replaces each of the items, in order.</summary>
    /// <param name="items">The items.</param>
    void AddOrUpdate(IEnumerable<TObject> items);

    /// <summary>Removes the item of a key. For an absent key it does nothing.</summary>
    /// <param name="key">The key.</param>
    void Remove(TKey key);

    /// <summary>Removes the item of each of the keys, in order.</summary>
    /// <param name="keys">The keys.</param>
    void Remove(IEnumerable<TKey> keys);

    /// <summary>Makes observers evaluate the item of a key again. For an absent key it does nothing.</summary>
    /// <param name="key">The key.</param>
    void Refresh(TKey key);

    /// <summary>Removes all items.</summary>
    void Clear();
}
