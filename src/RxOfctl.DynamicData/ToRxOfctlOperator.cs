using System.Reactive.Linq;
using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Converts change sets of DynamicData to those of RxOfctl.</summary>
public static class ToRxOfctlOperator
{
    /// <summary>
    /// Converts each change set to one of RxOfctl. Changes of position (<c>Moved</c>) are left out, since RxOfctl's caches have no order; a
    /// change set with no other changes becomes an empty one.
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
