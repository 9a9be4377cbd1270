namespace RxOfctl.Datapaths;

/// <summary>
/// What one connection has for the app, delivered one at a time and in order on a scheduler, so that a handler may take its time. It is
/// filled from one thread at a time.
/// </summary>
/// <typeparam name="T">What is delivered.</typeparam>
/// <param name="schedule">Has something done later.</param>
/// <param name="capacity">How many may wait.</param>
/// <param name="target">What it is delivered to.</param>
internal sealed class EventQueue<T>(Action<Action> schedule, int capacity, IEventTarget<T> target)
{
    private const int BatchLength = 64;

    private readonly Lock _gate = new();
    private readonly T[] _batch = new T[BatchLength];
    private Entry[] _ring = new Entry[16];
    private long _head;
    private long _tail;
    private long _oldestDroppable;
    private int _count;
    private int _batchCount;
    private bool _ended;
    private bool _started;
    private bool _draining;
    private bool _readingWaits;

    // Made once, not at each time that something is to be delivered.
    private Action? _drain;
    private Action? _drainInTurn;
    private Turns? _turns;

    /// <summary>How many were dropped so far.</summary>
    public long Dropped { get; private set; }

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

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

    /// <summary>Adds one.</summary>
    /// <param name="item">What is to be delivered.</param>
    /// <param name="droppable">Whether it may be dropped if the queue is full.</param>
    /// <param name="mayWait">
    /// Whether reading may wait until there is room. If not, the oldest of those that may be dropped goes when the queue is full.
    /// </param>
    /// <returns>False if reading is to wait: it is told when there is room again.</returns>
    public bool Enqueue(T item, bool droppable, bool mayWait)
    {
        lock (_gate)
        {
            // Whoever reads the connection may just be at one more when another ends it.
            if (_ended)
                return true;
            if (_count >= capacity && !mayWait)
                DropOldest();
            Add(new(item, droppable, IsThere: true));
            _readingWaits = _count >= capacity && mayWait;
            return !_readingWaits;
        }
    }

    /// <summary>Adds the last one, full or not: what is added later is not delivered.</summary>
    /// <param name="item">What is to be delivered behind all that waits.</param>
    public void End(T item)
    {
        lock (_gate)
        {
            _ended = true;
            _readingWaits = false;
            Add(new(item, Droppable: false, IsThere: true));
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

    private void Add(Entry entry)
    {
        if (_tail - _head == _ring.Length)
            MakeRoom();
        _ring[_tail % _ring.Length] = entry;
        _tail++;
        _count++;
        Schedule();
    }

    private void Schedule()
    {
        if (_draining || !_started || _count == 0)
            return;
        _draining = true;
        schedule(_drain ??= Drain);
    }

    private void Drain()
    {
        while (TakeBatch(out var hasRoom))
        {
            if (hasRoom)
                schedule(target.ResumeReading);
            foreach (var item in _batch.AsSpan(0, _batchCount))
                target.Deliver(item);
            if (target.Turns is { } turns && IsAnyForAll())
            {
                _turns = turns;
                if (!turns.TryTake(_drainInTurn ??= DrainInTurn))
                    return;
                DeliverToAll(turns);
            }

            Array.Clear(_batch, 0, _batchCount);
        }
    }

    // A connection that has only come or gone need not wait for the handler of another's messages.
    private bool IsAnyForAll()
    {
        foreach (var item in _batch.AsSpan(0, _batchCount))
        {
            if (target.IsForAll(item))
                return true;
        }

        return false;
    }

    private void DrainInTurn()
    {
        DeliverToAll(_turns!);
        Array.Clear(_batch, 0, _batchCount);
        Drain();
    }

    private void DeliverToAll(Turns turns)
    {
        try
        {
            foreach (var item in _batch.AsSpan(0, _batchCount))
                target.DeliverToAll(item);
        }
        finally
        {
            turns.Pass();
        }
    }

    private bool TakeBatch(out bool hasRoom)
    {
        lock (_gate)
        {
            var taken = 0;
            while (taken < BatchLength && _head < _tail)
            {
                ref var entry = ref _ring[_head % _ring.Length];
                if (entry.IsThere)
                    _batch[taken++] = entry.Item;
                entry = default;
                _head++;
            }

            _batchCount = taken;
            _count -= taken;
            _draining = taken > 0;
            hasRoom = _readingWaits && _count <= capacity / 2;
            _readingWaits &= !hasRoom;
            return _draining;
        }
    }

    private void DropOldest()
    {
        for (_oldestDroppable = Math.Max(_oldestDroppable, _head); _oldestDroppable < _tail; _oldestDroppable++)
        {
            ref var entry = ref _ring[_oldestDroppable % _ring.Length];
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
        var ring = new Entry[_count > _ring.Length / 2 ? 2 * _ring.Length : _ring.Length];
        var count = 0;
        for (var index = _head; index < _tail; index++)
        {
            var entry = _ring[index % _ring.Length];
            if (entry.IsThere)
                ring[count++] = entry;
        }

        (_ring, _head, _tail, _oldestDroppable) = (ring, 0, count, 0);
    }

    private readonly record struct Entry(T Item, bool Droppable, bool IsThere);
}
