using System.Buffers;

namespace RxOfctl.Datapaths;

/// <summary>
/// What one connection has for the app, delivered one at a time and in order on a scheduler, so that a handler may take its time. It is
/// filled from one thread at a time, which hands over what it adds a batch at a time (<see cref="Publish"/>).
/// </summary>
/// <typeparam name="T">What is delivered.</typeparam>
/// <param name="schedule">Has something done later.</param>
/// <param name="capacity">How many may wait.</param>
/// <param name="target">What it is delivered to.</param>
internal sealed class EventQueue<T>(Action<Action> schedule, int capacity, IEventTarget<T> target)
{
    private const int BatchLength = 64;
    private const int LeastLength = 16;

    private readonly Lock _gate = new();

    // Its length is a power of two. A connection on which nothing comes has none.
    private Entry[] _ring = [];
    private long _head;
    private long _tail;
    private long _oldestDroppable;
    private int _count;

    // How many stand behind the tail: they are there for nobody but the one who fills, and need no lock.
    private int _unpublished;
    private T[] _batch = [];
    private int _batchCount;
    private bool _ended;
    private bool _isEndTold;
    private bool _started;
    private bool _draining;
    private bool _readingWaits;

    // Made once, not at each time that something is to be delivered.
    private Action? _drain;
    private Action? _drainOn;
    private Action? _deliverToAll;
    private Action? _drainInTurn;

    /// <summary>How many were dropped so far.</summary>
    public long Dropped { get; private set; }

    /// <summary>How many wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether reading waits for room.</summary>
    public bool ReadingWaits
    {
        get
        {
            lock (_gate)
                return _readingWaits;
        }
    }

    /// <summary>Begins to deliver what waits.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _started = true;
            Schedule();
        }
    }

    /// <summary>Adds one. It is delivered after the next <see cref="Publish"/>, which follows at once if there is no room for more.</summary>
    /// <param name="item">What is to be delivered.</param>
    /// <param name="droppable">Whether it may be dropped if the queue is full.</param>
    /// <param name="mayWait">As for <see cref="Publish"/>.</param>
    /// <inheritdoc cref="Publish" path="/returns"/>
    public bool Add(T item, bool droppable, bool mayWait)
    {
        if (_tail + _unpublished - Volatile.Read(ref _head) == _ring.Length)
            MakeRoom();
        _ring[IndexOf(_tail + _unpublished)] = new(item, droppable, IsThere: true);
        _unpublished++;
        return (_unpublished < BatchLength && Count + _unpublished < capacity) || Publish(mayWait);
    }

    /// <summary>Hands over what was added.</summary>
    /// <param name="mayWait">
    /// Whether reading may wait until there is room. If not, the oldest of those that may be dropped goes when the queue is full.
    /// </param>
    /// <returns>False if reading is to wait: it is told when there is room again.</returns>
    public bool Publish(bool mayWait)
    {
        if (_unpublished == 0)
            return !Volatile.Read(ref _readingWaits);
        lock (_gate)
        {
            var added = _unpublished;
            _unpublished = 0;
            // Whoever reads the connection may just be at some more when another ends it.
            if (_ended)
                return true;
            for (; added > 0; added--)
            {
                if (_count >= capacity && !mayWait)
                    DropOldest();
                _tail++;
                _count++;
            }

            Schedule();
            _readingWaits = _count >= capacity && mayWait;
            return !_readingWaits;
        }
    }

    /// <summary>Nothing is delivered that is published later: the end is told behind what waits.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            _readingWaits = false;
            Schedule();
        }
    }

    /// <summary>Reading may not wait any longer, full or not.</summary>
    public void StopWaiting()
    {
        lock (_gate)
        {
            if (!_readingWaits)
                return;
            _readingWaits = false;
        }

        schedule(target.ResumeReading);
    }

    private int IndexOf(long place) => (int)place & (_ring.Length - 1);

    private void Schedule()
    {
        if (_draining || !_started || (_count == 0 && (!_ended || _isEndTold)))
            return;
        _draining = true;
        schedule(_drain ??= Drain);
    }

    private void Drain()
    {
        _batch = ArrayPool<T>.Shared.Rent(BatchLength);
        DrainOn();
    }

    private void DrainOn()
    {
        while (TakeBatch(out var hasRoom, out var isLast))
        {
            if (hasRoom)
                schedule(target.ResumeReading);
            target.Deliver(_batch.AsSpan(0, _batchCount));
            if (isLast)
                target.End();
            // A connection that has only come or gone need not wait for the handler of another's messages.
            if (_batchCount > 0 && target.Turns is { } turns)
            {
                if (!turns.TryRun(_deliverToAll ??= DeliverToAll, _drainInTurn ??= DrainInTurn))
                    return;
            }
        }
    }

    private void DrainInTurn()
    {
        DeliverToAll();
        // What follows is for this connection alone, and must not keep the turn.
        schedule(_drainOn ??= DrainOn);
    }

    private void DeliverToAll() => target.DeliverToAll(_batch.AsSpan(0, _batchCount));

    // Gives false if there is nothing more: whoever publishes next has it delivered.
    private bool TakeBatch(out bool hasRoom, out bool isLast)
    {
        Array.Clear(_batch, 0, _batchCount);
        lock (_gate)
        {
            var taken = 0;
            for (; taken < BatchLength && _head < _tail; _head++)
            {
                ref var entry = ref _ring[IndexOf(_head)];
                if (entry.IsThere)
                    _batch[taken++] = entry.Item;
                entry = default;
            }

            _batchCount = taken;
            _count -= taken;
            isLast = _ended && _head == _tail && !_isEndTold;
            _isEndTold |= isLast;
            _draining = taken > 0 || isLast;
            hasRoom = _readingWaits && _count <= capacity / 2;
            _readingWaits &= !hasRoom;
            if (!_draining)
                GiveBack();
            return _draining;
        }
    }

    private void GiveBack()
    {
        ArrayPool<T>.Shared.Return(_batch);
        _batch = [];
    }

    private void DropOldest()
    {
        for (_oldestDroppable = Math.Max(_oldestDroppable, _head); _oldestDroppable < _tail; _oldestDroppable++)
        {
            ref var entry = ref _ring[IndexOf(_oldestDroppable)];
            if (!entry.IsThere || !entry.Droppable)
                continue;
            entry = default;
            _count--;
            Dropped++;
            return;
        }
    }

    // What was dropped leaves gaps behind what may not be: they are closed first, and only a ring that is full of entries grows.
    private void MakeRoom()
    {
        lock (_gate)
        {
            var wanted = _count + _unpublished;
            var ring = new Entry[wanted > _ring.Length / 2 ? 2 * _ring.Length : Math.Max(LeastLength, _ring.Length)];
            var count = 0;
            for (var place = _head; place < _tail + _unpublished; place++)
            {
                var entry = _ring[IndexOf(place)];
                if (entry.IsThere)
                    ring[count++] = entry;
            }

            (_ring, _head, _tail, _oldestDroppable) = (ring, 0, count - _unpublished, 0);
        }
    }

    private readonly record struct Entry(T Item, bool Droppable, bool IsThere);
}
