namespace RxOfctl;

/// <summary>The changes of one edit of an observable cache, in the order in which they were made. It is immutable.</summary>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public interface IChangeSet<TObject, TKey> : IReadOnlyCollection<Change<TObject, TKey>>
    where TObject : notnull
    where TKey : notnull
{
    /// <summary>How many of the changes are <see cref="ChangeReason.Add"/>.</summary>
    int Adds { get; }

    /// <summary>How many of the changes are <see cref="ChangeReason.Update"/>.</summary>
    int Updates { get; }

    /// <summary>How many of the changes are <see cref="ChangeReason.Remove"/>.</summary>
    int Removes { get; }

    /// <summary>How many of the changes are <see cref="ChangeReason.Refresh"/>.</summary>
    int Refreshes { get; }
}
