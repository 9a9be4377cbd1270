using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Does something for each item that comes.</summary>
public static class OnItemAddedOperator
{
    /// <summary>Calls an action for each Add, before the change set is passed on. An Update is not an Add. What the action throws ends the
    /// stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="added">Gets the item.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> OnItemAdded<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Action<TObject> added)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(added);
        return source.Do(changes =>
        {
            foreach (var change in changes)
            {
                if (change.Reason == ChangeReason.Add)
                    added(change.Current);
            }
        });
    }
}
