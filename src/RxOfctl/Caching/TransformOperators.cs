using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Maps items to other items.</summary>
public static class TransformOperators
{
    /// <summary>Maps each item to another, under the same key, at each Add and Update. A Remove, a Refresh and the Previous of an Update
    /// have the result that was made before. An exception of the selector ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="selector">Maps an item.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TResult, TKey>> Transform<TObject, TKey, TResult>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, TResult> selector)
        where TObject : notnull
        where TKey : notnull
        where TResult : notnull
    {
        ArgumentNullException.ThrowIfNull(selector);
        return source.Transform((item, _) => selector(item));
    }

    /// <inheritdoc cref="Transform{TObject, TKey, TResult}(IObservable{IChangeSet{TObject, TKey}}, Func{TObject, TResult})"/>
    /// <param name="source">The changes.</param>
    /// <param name="selector">Maps an item and its key.</param>
    public static IObservable<IChangeSet<TResult, TKey>> Transform<TObject, TKey, TResult>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, TKey, TResult> selector)
        where TObject : notnull
        where TKey : notnull
        where TResult : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return Observable.Defer(() =>
        {
            var transformed = new TrackedItems<TResult, TKey>();
            return source.Select(IChangeSet<TResult, TKey> (changes) =>
            {
                foreach (var change in changes)
                {
                    switch (change.Reason)
                    {
                        case ChangeReason.Remove:
                            transformed.Remove(change.Key);
                            break;
                        case ChangeReason.Refresh:
                            transformed.Refresh(change.Key);
                            break;
                        default:
                            transformed.AddOrUpdate(change.Key, selector(change.Current, change.Key));
                            break;
                    }
                }

                return transformed.TakeChanges();
            });
        });
    }

    /// <summary>Maps each item to any number of results, under other keys. When an item is replaced, results of the new one alone are
    /// added, those of both are updated, and those of the old one alone are removed; likewise at a Refresh, which maps the item again. An
    /// exception of a selector ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    /// <typeparam name="TResultKey">The type of their keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="manySelector">Maps an item.</param>
    /// <param name="keySelector">Returns the key of a result; no two items may have results of the same key.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TResult, TResultKey>> TransformMany<TObject, TKey, TResult, TResultKey>(
        this IObservable<IChangeSet<TObject, TKey>> source,
        Func<TObject, IEnumerable<TResult>> manySelector,
        Func<TResult, TResultKey> keySelector)
        where TObject : notnull
        where TKey : notnull
        where TResult : notnull
        where TResultKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(manySelector);
        ArgumentNullException.ThrowIfNull(keySelector);
        return Observable.Defer(() =>
        {
            var made = new TrackedItems<TResult, TResultKey>();
            var keysOf = new Dictionary<TKey, HashSet<TResultKey>>();
            return source.Select(IChangeSet<TResult, TResultKey> (changes) =>
            {
                foreach (var change in changes)
                {
                    TResult[] results = change.Reason == ChangeReason.Remove ? [] : [.. manySelector(change.Current)];
                    HashSet<TResultKey> keys = [.. results.Select(keySelector)];
                    foreach (var old in keysOf.GetValueOrDefault(change.Key, []).Where(key => !keys.Contains(key)))
                        made.Remove(old);
                    foreach (var result in results)
                        made.AddOrUpdate(keySelector(result), result);
                    if (change.Reason == ChangeReason.Remove)
                        keysOf.Remove(change.Key);
                    else
                        keysOf[change.Key] = keys;
                }

                return made.TakeChanges();
            }).Where(changes => changes.Count > 0);
        });
    }
}
