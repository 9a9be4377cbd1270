using System.Diagnostics.CodeAnalysis;

namespace RxOfctl;

/// <summary>
/// A set of items by key whose changes can be observed. The contract is that of DynamicData's <c>IObservableCache</c>, except for
/// <see cref="TryLookup"/>, where DynamicData returns an <c>Optional</c>.
/// </summary>
/// <remarks>
/// <para>
/// Every observable here obeys the Rx grammar: one notification at a time to each observer, none after the end. No lock is held while an
/// observer runs, and each observer has its own queue. So an observer may edit the cache, subscribe to it, or block: edits made meanwhile
/// wait for that observer in order, and are delivered to the other observers.
/// </para>
/// <para>
/// The queue of an observer of a <see cref="Caching.SourceCache{TObject, TKey}"/> holds 1,024 edits. An edit that fills it blocks until the
/// observer has taken half of them, unless the editing thread is itself running an observer of a cache: two caches whose observers edit
/// each other would deadlock. An edit of the controller's own caches never blocks.
/// </para>
/// <para>
/// Changes are delivered on a thread that edits, though not always on the one that made them. An observer that throws is unsubscribed, and
/// the exception is reported to the error handler that the cache was created with; other observers and editors are not affected.
/// </para>
/// <para>
/// <see cref="IDisposable.Dispose"/> completes every observable of the cache, without removals. The items can still be read, and an
/// observer that connects later gets them and then the completion.
/// </para>
/// </remarks>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public interface IObservableCache<TObject, TKey> : IDisposable
    where TObject : notnull
    where TKey : notnull
{
    /// <summary>The number of items.</summary>
    int Count { get; }

    /// <summary>Emits the number of items at once, and after each edit that changes it.</summary>
    IObservable<int> CountChanged { get; }

    /// <summary>The present items, a copy.</summary>
    IReadOnlyList<TObject> Items { get; }

    /// <summary>The present keys, a copy.</summary>
    IReadOnlyList<TKey> Keys { get; }

    /// <summary>The present keys and items, a copy.</summary>
    IReadOnlyDictionary<TKey, TObject> KeyValues { get; }

    /// <summary>
    /// The present items as one change set of <see cref="ChangeReason.Add"/>, then each edit as one change set. Between the two nothing is
    /// lost or emitted twice. An edit that changes nothing emits nothing.
    /// </summary>
    /// <param name="predicate">Which items to observe; null for all. An item that starts to pass is an Add, one that stops passing a
    /// Remove, whatever its change was in the cache. An exception of the predicate ends this subscription with that error.</param>
    /// <param name="suppressEmptyChangeSets">Whether to suppress change sets that are empty because there are no items yet, or because none
    /// of their changes pass the predicate.</param>
    IObservable<IChangeSet<TObject, TKey>> Connect(Func<TObject, bool>? predicate = null, bool suppressEmptyChangeSets = true);

    /// <summary>
    /// Each edit as one change set, emitted on the editing thread before the cache is changed; the present items are not emitted. All
    /// editing waits for the observer, and an observer that edits the cache gets an <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <param name="predicate">Which items to observe; null for all, as in <see cref="Connect"/>.</param>
    IObservable<IChangeSet<TObject, TKey>> Preview(Func<TObject, bool>? predicate = null);

    /// <summary>The changes of one key, starting with an <see cref="ChangeReason.Add"/> if it is present. A removal does not end the
    /// stream.</summary>
    /// <param name="key">The key, present or not.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    IObservable<Change<TObject, TKey>> Watch(TKey key);

    /// <summary>Gets the item of a key, if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="item">The item, or the default of its type.</param>
    /// <returns>Whether the key is present.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    bool TryLookup(TKey key, [MaybeNullWhen(false)] out TObject item);
}
