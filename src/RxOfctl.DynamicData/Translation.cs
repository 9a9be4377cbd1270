using DynamicData.Kernel;
using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Converts single changes.</summary>
internal static class Translation
{
    public static DD.Change<TObject, TKey> Translate<TObject, TKey>(Change<TObject, TKey> change)
        where TObject : notnull
        where TKey : notnull => change.Reason switch
        {
            ChangeReason.Add => new(DD.ChangeReason.Add, change.Key, change.Current),
            ChangeReason.Update => new(DD.ChangeReason.Update, change.Key, change.Current, Optional<TObject>.Create(change.Previous)),
            ChangeReason.Remove => new(DD.ChangeReason.Remove, change.Key, change.Current),
            _ => new(DD.ChangeReason.Refresh, change.Key, change.Current),
        };

    /// <param name="change">Any change but one of position.</param>
    public static Change<TObject, TKey> Translate<TObject, TKey>(DD.Change<TObject, TKey> change)
        where TObject : notnull
        where TKey : notnull => change.Reason switch
        {
            DD.ChangeReason.Add => Change.Add(change.Key, change.Current),
            DD.ChangeReason.Update => Change.Update(change.Key, change.Current, change.Previous.Value),
            DD.ChangeReason.Remove => Change.Remove(change.Key, change.Current),
            _ => Change.Refresh(change.Key, change.Current),
        };
}
