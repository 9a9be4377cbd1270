using System.Collections;

namespace RxOfctl.Caching;

/// <summary>An immutable list of changes.</summary>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public sealed class ChangeSet<TObject, TKey> : IChangeSet<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    private readonly Change<TObject, TKey>[] _changes;

    /// <summary>Copies the changes.</summary>
    /// <param name="changes">The changes, in the order in which they were made.</param>
    /// <exception cref="ArgumentNullException"><paramref name="changes"/> is null.</exception>
    public ChangeSet(params IEnumerable<Change<TObject, TKey>> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        _changes = [.. changes];
        foreach (var change in _changes)
        {
            switch (change.Reason)
            {
                case ChangeReason.Add:
                    Adds++;
                    break;
                case ChangeReason.Update:
                    Updates++;
                    break;
                case ChangeReason.Remove:
                    Removes++;
                    break;
                default:
                    Refreshes++;
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public int Adds { get; }

    /// <inheritdoc/>
    public int Updates { get; }

    /// <inheritdoc/>
    public int Removes { get; }

    /// <inheritdoc/>
    public int Refreshes { get; }

    /// <inheritdoc/>
    public int Count => _changes.Length;

    /// <inheritdoc/>
    public IEnumerator<Change<TObject, TKey>> GetEnumerator() => ((IEnumerable<Change<TObject, TKey>>)_changes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
