using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Makes another item of each item.</summary>
public static class TransformOperator
{
    /// <summary>Makes another item of each item, under the same key: one at each Add and Update. A Remove, and the Previous of an Update, tell
    /// the one that was made before; a Refresh passes with it. What the selector throws ends the stream.</summary>
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
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return Observable.Defer(() =>
        {
            var transformed = new TrackedItems<TResult, TKey>();
            return source.Select(IChangeSet<TResult, TKey> (changes) => Apply(transformed, changes, selector));
        });
    }

    private static ChangeSet<TResult, TKey> Apply<TObject, TKey, TResult>(
        TrackedItems<TResult, TKey> transformed, IChangeSet<TObject, TKey> changes, Func<TObject, TResult> selector)
        where TObject : notnull
        where TKey : notnull
        where TResult : notnull
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
                    transformed.AddOrUpdate(change.Key, selector(change.Current));
                    break;
            }
        }

        return transformed.TakeChanges();
    }
}
