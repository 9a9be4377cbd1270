using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Tells the whole instead of the changes.</summary>
public static class ToCollectionOperator
{
    /// <summary>After each change set, all items as they are then: a copy, in no particular order.</summary>
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
                foreach (var change in changes)
                {
                    if (change.Reason == ChangeReason.Remove)
                        items.Remove(change.Key);
                    else
                        items[change.Key] = change.Current;
                }

                return items.Values.ToArray();
            });
        });
    }
}
