using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Makes other items of the items.</summary>
public static class TransformOperators
{
    /// <summary>Makes another item of each item, under the same key: one at each Add and Update. A Remove, and the Previous of an Update,
    /// have the one that was made before; a Refresh passes with it. What the selector throws ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TResult">The type of the items made.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="selector">Makes the item.</param>
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
    /// <param name="selector">Makes the item, and gets the key too.</param>
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

    /// <summary>Makes any number of items of each item, under keys of their own. When an item is replaced, those that are made of the new
    /// one and not of the old one are added, those of both are updated, and those of the old one alone are removed. A Refresh makes them
    /// anew. What a selector throws ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TResult">The type of the items made.</typeparam>
    /// <typeparam name="TResultKey">The type of their keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="manySelector">Makes the items.</param>
    /// <param name="keySelector">Gives the key of an item made; no two items may make items of one key.</param>
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
