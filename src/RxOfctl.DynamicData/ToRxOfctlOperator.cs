using System.Reactive.Linq;
using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Makes change sets of RxOfctl of those of DynamicData.</summary>
public static class ToRxOfctlOperator
{
    /// <summary>
    /// The same changes as RxOfctl names them, a change set for each. There is no order here: a change of place (<c>Moved</c>) is left out, and of
    /// a change set that has no other, an empty one is left.
    /// </summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> ToRxOfctl<TObject, TKey>(this IObservable<DD.IChangeSet<TObject, TKey>> source)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Select(IChangeSet<TObject, TKey> (changes) => new ChangeSet<TObject, TKey>(
            changes.Where(change => change.Reason != DD.ChangeReason.Moved).Select(Translation.Translate)));
    }
}
