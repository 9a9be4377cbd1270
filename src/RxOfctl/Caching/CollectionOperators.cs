using System.Collections.Immutable;
using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>A change set, and all items in order after it.</summary>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public interface ISortedChangeSet<TObject, TKey> : IChangeSet<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    /// <summary>All items in order, a copy.</summary>
    IReadOnlyList<KeyValuePair<TKey, TObject>> SortedItems { get; }
}

/// <summary>All items after each change set.</summary>
public static class CollectionOperators
{
    /// <summary>Emits all items after each change set: a copy, in no particular order.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<IReadOnlyCollection<TObject>> ToCollection<TObject, TKey>(this IObservable<IChangeSet<TObject, TKey>> source)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        return Observable.Defer(() =>
        {
            var items = new Dictionary<TKey, TObject>();
            return source.Select(IReadOnlyCollection<TObject> (changes) =>
            {
                items.Apply(changes);
                return items.Values.ToArray();
            });
        });
    }

    /// <summary>Emits all items by key after each change set. The dictionaries are immutable and share what did not change, so that a
    /// change costs little however many items there are.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<IReadOnlyDictionary<TKey, TObject>> QueryWhenChanged<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Scan(ImmutableDictionary<TKey, TObject>.Empty, static (items, changes) =>
        {
            var builder = items.ToBuilder();
            builder.Apply(changes);
            return builder.ToImmutable();
        });
    }

    /// <summary>Emits the result of a query over all items by key after each change set.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="query">The query. An exception of it ends the stream.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<TResult> QueryWhenChanged<TObject, TKey, TResult>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<IReadOnlyDictionary<TKey, TObject>, TResult> query)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(query);
        return source.QueryWhenChanged().Select(query);
    }

    /// <summary>Adds all items in order to each change set. Items that compare equal are in the order in which they were added. Each change
    /// set costs a sort of all items.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="comparer">The order. An exception of it ends the stream.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<ISortedChangeSet<TObject, TKey>> Sort<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, IComparer<TObject> comparer)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(comparer);
        return Observable.Defer(() =>
        {
            // Unlike a Dictionary, it keeps the order of insertion when items are removed.
            var items = new OrderedDictionary<TKey, TObject>();
            return source.Select(ISortedChangeSet<TObject, TKey> (changes) =>
            {
                items.Apply(changes);
                return new SortedChangeSet<TObject, TKey>(changes, [.. items.OrderBy(pair => pair.Value, comparer)]);
            });
        });
    }

    /// <summary>Applies the changes of a change set.</summary>
    internal static void Apply<TObject, TKey>(this IDictionary<TKey, TObject> items, IChangeSet<TObject, TKey> changes)
        where TObject : notnull
        where TKey : notnull
    {
        foreach (var change in changes)
        {
            if (change.Reason == ChangeReason.Remove)
                items.Remove(change.Key);
            else
                items[change.Key] = change.Current;
        }
    }

    private sealed class SortedChangeSet<TObject, TKey>(
        IChangeSet<TObject, TKey> changes, IReadOnlyList<KeyValuePair<TKey, TObject>> sortedItems)
        : ISortedChangeSet<TObject, TKey>
        where TObject : notnull
        where TKey : notnull
    {
        public IReadOnlyList<KeyValuePair<TKey, TObject>> SortedItems => sortedItems;

        public int Adds => changes.Adds;

        public int Updates => changes.Updates;

        public int Removes => changes.Removes;

        public int Refreshes => changes.Refreshes;

        public int Count => changes.Count;

        public IEnumerator<Change<TObject, TKey>> GetEnumerator() => changes.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
