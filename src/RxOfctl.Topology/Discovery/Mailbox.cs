using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Topology.Discovery;

/// <summary>
/// Passes items to a handler one at a time and in order, whichever threads add them: the thread that finds it idle passes on what is there,
/// without a lock held.
/// </summary>
internal sealed class Mailbox<T>(Action<T> handler)
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _items = new();
    private bool _isBusy;

    /// <summary>Adds an item. <see cref="Drain"/> passes it on.</summary>
    public void Add(T item)
    {
        lock (_gate)
            _items.Enqueue(item);
    }

    /// <summary>Passes the items to the handler, unless another thread is doing so.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            if (_isBusy || _items.Count == 0)
                return;
            _isBusy = true;
        }

        try
        {
            while (TryTake(out var item))
                handler(item);
        }
        catch
        {
            lock (_gate)
                _isBusy = false;
            throw;
        }
    }

    private bool TryTake([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
            return _isBusy = _items.TryDequeue(out item);
    }
}
