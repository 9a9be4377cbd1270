using System.Reactive.Linq;
using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Converts change sets of RxOfctl to those of DynamicData.</summary>
public static class ToDynamicDataOperator
{
    /// <summary>Converts each change set to one of DynamicData.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<DD.IChangeSet<TObject, TKey>> ToDynamicData<TObject, TKey>(this IObservable<IChangeSet<TObject, TKey>> source)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Select(DD.IChangeSet<TObject, TKey> (changes) => new DD.ChangeSet<TObject, TKey>(changes.Select(Translation.Translate)));
    }
}
