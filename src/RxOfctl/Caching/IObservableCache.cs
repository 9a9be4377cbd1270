using System.Diagnostics.CodeAnalysis;

namespace RxOfctl;

/// <summary>
/// A set of items by key that tells its changes. The contract is that of DynamicData's <c>IObservableCache</c>, but for
/// <see cref="TryLookup"/>, which stands where DynamicData returns an <c>Optional</c>.
/// </summary>
/// <remarks>
/// <para>
/// Every observable here obeys the Rx grammar: one notification at a time to each observer, none after the end. No lock is held while an
/// observer runs, and each observer has a queue of its own. So an observer may edit the cache, subscribe to it, or block: the edits made
/// meanwhile wait for that observer in order, and the other observers get theirs.
/// </para>
/// <para>
/// The queue of an observer of a <see cref="Caching.SourceCache{TObject, TKey}"/> holds 1,024 edits. An edit that fills it blocks until the
/// observer has taken half of them, unless the editing thread is itself running an observer of a cache: two caches whose observers edit
/// each other would wait for each other. An edit of the controller's own caches never blocks.
/// </para>
/// <para>
/// The changes are told on the thread of an edit, but not always the one that made them. An observer that throws is unsubscribed, and
/// the exception goes to the error handler that the cache was made with; no other observer and no editor is touched by it.
/// </para>
/// <para>
/// <see cref="IDisposable.Dispose"/> completes every observable of the cache, without telling removals. What the cache held stays readable,
/// and whoever connects later gets it, and then the completion.
/// </para>
/// </remarks>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public interface IObservableCache<TObject, TKey> : IDisposable
    where TObject : notnull
    where TKey : notnull
{
    /// <summary>How many items there are now.</summary>
    int Count { get; }

    /// <summary>The number of items: the present one at once, then each that differs from the one before, after each edit.</summary>
    IObservable<int> CountChanged { get; }

    /// <summary>The items of this moment, a copy.</summary>
    IReadOnlyList<TObject> Items { get; }

    /// <summary>The keys of this moment, a copy.</summary>
    IReadOnlyList<TKey> Keys { get; }

    /// <summary>The keys and items of this moment, a copy.</summary>
    IReadOnlyDictionary<TKey, TObject> KeyValues { get; }

    /// <summary>
    /// The present items as one change set of <see cref="ChangeReason.Add"/>, then each edit as one change set. Between the two nothing is
    /// lost or told twice. An edit that changes nothing tells nothing.
    /// </summary>
    /// <param name="predicate">Which items to tell of, or null for all. An item that begins to pass is an Add, one that ceases to is a
    /// Remove, whatever the edit called it. What it throws ends this subscription with that error.</param>
    /// <param name="suppressEmptyChangeSets">Whether to withhold a change set that is empty because there are no items yet, or because
    /// none of its changes pass the predicate.</param>
    IObservable<IChangeSet<TObject, TKey>> Connect(Func<TObject, bool>? predicate = null, bool suppressEmptyChangeSets = true);

    /// <summary>
    /// Each edit as one change set, told before the cache is changed and in the editor's turn; the present items are not told.
    /// All editing waits for an observer of this, and an observer that edits the cache gets an <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <param name="predicate">Which items to tell of, or null for all, as in <see cref="Connect"/>.</param>
    IObservable<IChangeSet<TObject, TKey>> Preview(Func<TObject, bool>? predicate = null);

    /// <summary>The changes of one key, beginning with an <see cref="ChangeReason.Add"/> if it is present. A removal does not end
    /// it.</summary>
    /// <param name="key">The key, present or not.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    IObservable<Change<TObject, TKey>> Watch(TKey key);

    /// <summary>Gets the item of a key, if there is one now.</summary>
    /// <param name="key">The key.</param>
    /// <param name="item">The item, or the default of its type.</param>
    /// <returns>Whether the key is present.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    bool TryLookup(TKey key, [MaybeNullWhen(false)] out TObject item);
}
