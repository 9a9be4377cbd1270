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
        while (TryTake(out var item))
        {
            try
            {
                handler(item);
            }
            finally
            {
                lock (_gate)
                    _isBusy = false;
            }
        }
    }

    private bool TryTake(out T item)
    {
        lock (_gate)
        {
            item = default!;
            if (_isBusy || !_items.TryDequeue(out item!))
                return false;
            return _isBusy = true;
        }
    }
}
