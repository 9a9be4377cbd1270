using System.Buffers;
using System.Reactive.Concurrency;
using RxOfctl.Delivery;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Datapaths;

/// <summary>
/// The messages of one connection that wait for the app. The thread that reads adds them and hands them over a batch at a time; one thread at a time
/// delivers them, each to the ports, to the observers of the datapath and to those of all datapaths, before the next. When an observer blocks, or
/// takes longer than the watchdog allows, it is detached, and another thread goes on with the next observer.
/// </summary>
/// <remarks>
/// This is no <see cref="SerialQueue"/>, which delivers an item by one call: here a delivery is left in the middle of an item, and gone on with by
/// another thread.
/// </remarks>
internal sealed class MessageQueue(MessageHub hub, Action<Action> schedule, IMessageTarget target) : IWatched
{
    private const int BatchLength = 64;
    private const int BatchSize = 1 << 16;

    // What a message takes beside its bytes.
    private const int Overhead = 128;

    [ThreadStatic]
    private static MessageQueue? _ofThread;

    private readonly Lock _gate = new();
    private readonly MessageRing _ring = new();

    // What was added and not handed over: the reader's alone.
    private QueuedMessage[] _fresh = [];
    private int _freshCount;

    // What waits, in the ring and in the lanes of detached subscriptions.
    private int _count;
    private long _bytes;
    private List<MessageStream.Subscription>? _lanes;
    private int _laneCount;
    private bool _isStarted;
    private bool _isDraining;
    private bool _hasEnded;
    private bool _isEndTold;
    private bool _readingWaits;
    private Action? _drain;

    // How far the delivery has come. It belongs to the one thread that delivers.
    private QueuedMessage[] _batch = [];
    private int _batchCount;
    private int _index;
    private MessageStream.Subscription[]? _own;
    private MessageStream.Subscription[] _all = [];
    private int _next;
    private bool _hasBatch;
    private bool _hasTurn;
    private bool _isLast;
    private int _thread;
    private int _slot;

    // The number of the call that the delivering thread is in; 0 between calls. Whoever sets it to 0 owns what follows the call.
    private long _call;
    private long _lastCall;
    private MessageStream.Subscription? _calling;

    /// <summary>How many messages wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many were dropped.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether reading waits for room.</summary>
    public bool ReadingWaits => Volatile.Read(ref _readingWaits);

    /// <summary>The calling thread is about to block: if it is delivering, another goes on.</summary>
    public static void HandOver()
    {
        if (_ofThread is not { } queue)
            return;
        _ofThread = null;
        var call = Volatile.Read(ref queue._call);
        if (call != 0 && Volatile.Read(ref queue._thread) == Environment.CurrentManagedThreadId)
            queue.TakeFrom(call);
    }

    /// <summary>Begins to deliver.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _isStarted = true;
            Schedule();
        }
    }

    /// <summary>Adds a message. It is delivered after the next <see cref="Publish"/>, which follows at once when there is no room for more.</summary>
    /// <param name="message">The message.</param>
    /// <param name="xid">The transaction id in its header.</param>
    /// <param name="receivedAtTicks">When it was read.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="isDroppable">Whether it may be dropped when too much waits.</param>
    /// <param name="mayPause">As for <see cref="Publish"/>.</param>
    /// <inheritdoc cref="Publish" path="/returns"/>
    public QueueState Add(OpenFlowMessage message, uint xid, long receivedAtTicks, int length, bool isDroppable, bool mayPause)
    {
        if (_fresh.Length == 0)
            _fresh = ArrayPool<QueuedMessage>.Shared.Rent(BatchLength);
        _fresh[_freshCount++] = new(message, receivedAtTicks, xid, length + Overhead, isDroppable);
        return _freshCount < BatchLength && Count + _freshCount < hub.Options.QueueCapacity ? QueueState.HasRoom : Publish(mayPause);
    }

    /// <summary>Hands over what was added.</summary>
    /// <param name="mayPause">Whether reading may wait until there is room. If not, packet-ins are dropped, the oldest first.</param>
    /// <returns>What the reader does next.</returns>
    public QueueState Publish(bool mayPause)
    {
        if (_freshCount == 0)
            return ReadingWaits ? QueueState.Paused : QueueState.HasRoom;
        lock (_gate)
        {
            var mayDrop = !mayPause || hub.Options.PacketInOverflow == PacketInOverflow.DropOldest;
            var bytes = 0;
            // The reader may be at some more when another thread has ended the connection.
            for (var index = 0; index < _freshCount && !_hasEnded; index++)
            {
                if (mayDrop && _count >= hub.Options.QueueCapacity)
                    TryDropOldest();
                _ring.Add(_fresh[index]);
                bytes += _fresh[index].Size;
                _count++;
            }

            Array.Clear(_fresh, 0, _freshCount);
            ArrayPool<QueuedMessage>.Shared.Return(_fresh);
            (_fresh, _freshCount) = ([], 0);
            if (_hasEnded)
                return QueueState.HasRoom;
            CountBytes(bytes);
            while (mayDrop && HasTooManyBytes && TryDropOldest())
            {
                // There may still be too many.
            }

            Schedule();
            if (!mayPause)
                return _bytes > hub.Options.QueueByteLimit ? QueueState.Overflow : QueueState.HasRoom;
            _readingWaits = HasTooManyBytes || (!mayDrop && _count >= hub.Options.QueueCapacity);
            return _readingWaits ? QueueState.Paused : QueueState.HasRoom;
        }
    }

    /// <summary>What is handed over later is not delivered, and the end follows what waits.</summary>
    public void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _readingWaits = false;
            Schedule();
        }
    }

    /// <summary>Reading may wait no longer.</summary>
    public void StopWaiting()
    {
        if (!ReadingWaits)
            return;
        lock (_gate)
        {
            if (!_readingWaits)
                return;
            _readingWaits = false;
        }

        schedule(target.ResumeReading);
    }

    /// <summary>The message as observers get it.</summary>
    public Envelope<OpenFlowMessage> EnvelopeOf(in QueuedMessage message) => target.EnvelopeOf(message);

    /// <summary>A message waits in a lane of a subscription.</summary>
    public void OnLaneAdded(MessageStream.Subscription subscription, int size)
    {
        lock (_gate)
        {
            _count++;
            _laneCount++;
            CountBytes(size);
            if (_lanes is null || !_lanes.Contains(subscription))
                (_lanes ??= []).Add(subscription);
        }
    }

    /// <summary>A message of a lane is delivered.</summary>
    public void OnLaneTaken(int size)
    {
        bool hasRoom;
        lock (_gate)
        {
            _count--;
            _laneCount--;
            CountBytes(-size);
            if (_laneCount == 0)
                _lanes = null;
            hasRoom = HasRoomAgain();
        }

        if (hasRoom)
            schedule(target.ResumeReading);
    }

    long IWatched.TakeFromDelayed(long step)
    {
        var call = Volatile.Read(ref _call);
        if (call != 0 && call == step)
            TakeFrom(call);
        return call;
    }

    // Called with the gate held.
    private void CountBytes(int bytes)
    {
        _bytes += bytes;
        hub.Count(bytes);
    }

    // What all datapaths have waiting is too much for one that has a good part of it.
    private bool HasTooManyBytes => _bytes > hub.Options.QueueByteLimit || (hub.IsFull && (_count > BatchLength || _bytes > BatchSize));

    // Called with the gate held.
    private bool HasRoomAgain()
    {
        var hasRoom = _readingWaits && _count <= hub.Options.QueueCapacity / 2 && _bytes <= hub.Options.QueueByteLimit / 2;
        _readingWaits &= !hasRoom;
        return hasRoom;
    }

    // Called with the gate held. What waits in a lane is older than what is in the ring.
    private bool TryDropOldest()
    {
        var size = 0;
        var isOfLane = false;
        for (var index = 0; !isOfLane && index < (_lanes?.Count ?? 0); index++)
            isOfLane = _lanes![index].TryDropOldest(this, out size);
        if (isOfLane)
            _laneCount--;
        else if (!_ring.TryDropOldest(out size))
            return false;
        _count--;
        CountBytes(-size);
        Dropped++;
        return true;
    }

    // Called with the gate held.
    private void Schedule()
    {
        if (_isDraining || !_isStarted || (_ring.Count == 0 && (!_hasEnded || _isEndTold)))
            return;
        _isDraining = true;
        schedule(_drain ??= Drain);
    }

    // Delivers until nothing waits, the turn is another queue's, or another thread has taken the delivery.
    private void Drain()
    {
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        _ofThread = this;
        _slot = hub.Watchdog?.Enter(this) ?? -1;
        while (_hasBatch || TakeBatch(_slot))
        {
            if (!_hasTurn && _batchCount > 0 && hub.Messages.Subscriptions.Length > 0 && !TryEnterTurn())
                return;
            if (!DeliverBatch())
                return;
            _hasBatch = false;
            if (_hasTurn)
                ExitTurn();
            if (_isLast)
                target.End();
        }

        _ofThread = null;
    }

    private bool TryEnterTurn()
    {
        // Before it waits for the turn, since another thread may go on as soon as it does.
        _hasTurn = true;
        var slot = _slot;
        if (hub.Turn.TryEnter(_drain!))
            return true;
        hub.Watchdog?.Leave(slot);
        _ofThread = null;
        return false;
    }

    private void ExitTurn()
    {
        _hasTurn = false;
        hub.Turn.Exit();
    }

    // Gives false if another thread goes on in the place of this one.
    private bool DeliverBatch()
    {
        for (; _index < _batchCount; _index++, _own = null)
        {
            ref readonly var message = ref _batch[_index];
            if (_own is null)
            {
                (_own, _all, _next) = (target.Messages.Subscriptions, _hasTurn ? hub.Messages.Subscriptions : [], 0);
                if (message.Message is PortStatus && !Apply(message.Message))
                    return false;
            }

            if (_own.Length + _all.Length > 0 && !Deliver(message, target.EnvelopeOf(message)))
                return false;
        }

        _own = null;
        return true;
    }

    private bool Deliver(in QueuedMessage message, in Envelope<OpenFlowMessage> envelope)
    {
        while (_next < _own!.Length + _all.Length)
        {
            // Whoever goes on does so with the next.
            var subscription = _next < _own.Length ? _own[_next] : _all[_next - _own.Length];
            _next++;
            if (subscription.TryWait(this, message))
                continue;
            var call = BeginCall(subscription);
            subscription.OnNext(envelope);
            if (Interlocked.CompareExchange(ref _call, 0, call) == call)
                continue;
            // Another thread delivers; this one belongs to the subscription until nothing waits for it.
            _ofThread = null;
            subscription.DeliverLanes();
            return false;
        }

        return true;
    }

    private bool Apply(OpenFlowMessage message)
    {
        var call = BeginCall(null);
        target.Apply(message);
        if (Interlocked.CompareExchange(ref _call, 0, call) == call)
            return true;
        _ofThread = null;
        return false;
    }

    private long BeginCall(MessageStream.Subscription? subscription)
    {
        _calling = subscription;
        var call = ++_lastCall;
        Volatile.Write(ref _call, call);
        return call;
    }

    // Takes the delivery from the thread that is in a call, unless the call has just ended.
    private void TakeFrom(long call)
    {
        var subscription = _calling;
        subscription?.Detach();
        var slot = _slot;
        if (Interlocked.CompareExchange(ref _call, 0, call) == call)
        {
            hub.Watchdog?.Leave(slot);
            hub.Options.Scheduler.Schedule(_drain!);
        }
        else if (subscription is not null)
            hub.Options.Scheduler.Schedule(subscription.DeliverLanes);
    }

    // Gives false if nothing waits: the next to hand over has it delivered.
    private bool TakeBatch(int slot)
    {
        bool hasRoom;
        lock (_gate)
        {
            Array.Clear(_batch, 0, _batchCount);
            (_batchCount, _index) = (0, 0);
            if (_batch.Length == 0 && _ring.Count > 0)
                _batch = ArrayPool<QueuedMessage>.Shared.Rent(BatchLength);
            var bytes = 0;
            while (_batchCount < BatchLength && bytes < BatchSize && _ring.TryTake(out var message))
            {
                _batch[_batchCount++] = message;
                bytes += message.Size;
            }

            _count -= _batchCount;
            CountBytes(-bytes);
            _isLast = _hasEnded && _ring.Count == 0 && !_isEndTold;
            _isEndTold |= _isLast;
            _hasBatch = _isDraining = _batchCount > 0 || _isLast;
            hasRoom = HasRoomAgain();
            if (!_isDraining)
            {
                if (_batch.Length > 0)
                    ArrayPool<QueuedMessage>.Shared.Return(_batch);
                _batch = [];
                hub.Watchdog?.Leave(slot);
                return false;
            }
        }

        if (hasRoom)
            schedule(target.ResumeReading);
        return true;
    }
}

/// <summary>What the reader of a connection does after it handed over messages.</summary>
internal enum QueueState
{
    /// <summary>It reads on.</summary>
    HasRoom,

    /// <summary>It waits until it is resumed.</summary>
    Paused,

    /// <summary>It closes the connection: more waits that may not be dropped than is allowed.</summary>
    Overflow,
}
