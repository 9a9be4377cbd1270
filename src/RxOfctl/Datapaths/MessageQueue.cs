using System.Buffers;
using System.Reactive.Concurrency;
using RxOfctl.Delivery;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Datapaths;

/// <summary>
/// The messages of one connection that wait for the app. The reader thread adds them and publishes them in batches; one thread
/// at a time delivers them, each to the ports, to the observers of the datapath and to those of all datapaths, before the next. When an
/// observer blocks, or takes longer than the watchdog allows, it is detached, and another thread continues with the next observer.
/// </summary>
/// <remarks>
/// It is not a <see cref="SerialQueue"/>, which delivers an item by one call: here another thread can continue the delivery in the middle
/// of an item.
/// </remarks>
internal sealed class MessageQueue(MessageHub hub, Action<Action> schedule, IMessageTarget target) : IWatched
{
    private const int BatchLength = 64;
    private const int BatchSize = 1 << 16;

    // The memory that a message takes besides its bytes.
    private const int Overhead = 128;

    [ThreadStatic]
    private static MessageQueue? _ofThread;

    private readonly Lock _gate = new();
    private readonly MessageRing _ring = new();

    // The messages that were added and not published. Only the reader thread uses them.
    private QueuedMessage[] _fresh = [];
    private int _freshCount;

    // The messages that wait, in the ring and in the lanes of detached subscriptions.
    private int _count;
    private long _bytes;
    private List<MessageStream.Subscription>? _lanes;
    private int _laneCount;
    private bool _isStarted;
    private bool _isDraining;
    private bool _hasEnded;
    private bool _isEndDelivered;
    private bool _readingWaits;
    private Action? _drain;

    // The progress of the delivery. Only the thread that delivers uses it.
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

    // The number of the call that the delivering thread is in; 0 between calls, and negative while another thread takes the delivery
    // from it. The thread that sets it to 0 continues after the call.
    private long _call;
    private long _lastCall;
    private MessageStream.Subscription? _calling;

    /// <summary>The number of messages that wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The number of messages that were dropped.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether reading is paused until there is room.</summary>
    public bool ReadingWaits => Volatile.Read(ref _readingWaits);

    /// <summary>Called by a thread that is about to block: if it is delivering, another thread continues.</summary>
    public static void HandOver()
    {
        if (_ofThread is not { } queue)
            return;
        _ofThread = null;
        var call = Volatile.Read(ref queue._call);
        if (call > 0 && Volatile.Read(ref queue._thread) == Environment.CurrentManagedThreadId)
            queue.TakeFrom(call);
    }

    /// <summary>Starts the delivery.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _isStarted = true;
            Schedule();
        }
    }

    /// <summary>Adds a message. It is delivered after the next <see cref="Publish"/>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="xid">The transaction id in its header.</param>
    /// <param name="receivedAtTicks">When it was read.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>False if there is no room for more: it must be published before the next is added.</returns>
    public bool Add(OpenFlowMessage message, uint xid, long receivedAtTicks, int length)
    {
        if (_fresh.Length == 0)
            _fresh = ArrayPool<QueuedMessage>.Shared.Rent(BatchLength);
        _fresh[_freshCount++] = new(message, receivedAtTicks, xid, length + Overhead);
        return _freshCount < BatchLength && Count + _freshCount < hub.Options.QueueCapacity;
    }

    /// <summary>Publishes the messages that were added.</summary>
    /// <param name="mayPause">Whether reading may pause until there is room. If not, packet-ins are dropped, the oldest first.</param>
    /// <returns>What the reader does next.</returns>
    public QueueState Publish(bool mayPause)
    {
        if (_freshCount == 0)
            return ReadingWaits ? QueueState.Paused : QueueState.HasRoom;
        lock (_gate)
        {
            var mayDrop = !mayPause || hub.Options.PacketInOverflow == PacketInOverflow.DropOldest;
            var bytes = 0;
            // The reader may add messages after another thread has ended the connection.
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

    /// <summary>Ends the queue after the messages that wait. Messages published later are not delivered.</summary>
    public void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _readingWaits = false;
            Schedule();
        }
    }

    /// <summary>Resumes reading, if it is paused.</summary>
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

    /// <summary>Returns the message as observers get it.</summary>
    public Envelope<OpenFlowMessage> EnvelopeOf(in QueuedMessage message) => target.EnvelopeOf(message);

    /// <summary>Counts a message that waits in a lane of a subscription.</summary>
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

    /// <summary>Counts messages of a lane that are delivered next.</summary>
    public void OnLaneTaken(int count, int bytes)
    {
        bool hasRoom;
        lock (_gate)
        {
            _count -= count;
            _laneCount -= count;
            CountBytes(-bytes);
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
        if (call > 0 && call == step)
            TakeFrom(call);
        return Math.Max(call, 0);
    }

    // Called with the gate held.
    private void CountBytes(int bytes)
    {
        _bytes += bytes;
        hub.Waiting.Count(bytes);
    }

    // The limit of all datapaths applies to those that have more than a batch waiting.
    private bool HasTooManyBytes =>
        _bytes > hub.Options.QueueByteLimit || (hub.Waiting.IsExceeded && (_count > BatchLength || _bytes > BatchSize));

    // Called with the gate held.
    private bool HasRoomAgain()
    {
        var hasRoom = _readingWaits && _count <= hub.Options.QueueCapacity / 2 && _bytes <= hub.Options.QueueByteLimit / 2;
        _readingWaits &= !hasRoom;
        return hasRoom;
    }

    // Called with the gate held. Messages in a lane are older than those in the ring.
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
        if (_isDraining || !_isStarted || (_ring.Count == 0 && (!_hasEnded || _isEndDelivered)))
            return;
        _isDraining = true;
        schedule(_drain ??= Drain);
    }

    // Delivers until no message waits, it is the turn of another queue, or another thread has taken the delivery.
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
        // Before it waits for the turn, because another thread may continue as soon as it does.
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

    // Returns false if another thread continues instead of this one.
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
            // The thread that continues does so with the next.
            var subscription = _next < _own.Length ? _own[_next] : _all[_next - _own.Length];
            _next++;
            if (subscription.TryWait(this, message))
                continue;
            var call = BeginCall(subscription);
            subscription.OnNext(envelope);
            if (TryEndCall(call))
                continue;
            // Another thread delivers; this one serves the subscription until its lanes are empty.
            subscription.DeliverLanes();
            return false;
        }

        return true;
    }

    private bool Apply(OpenFlowMessage message)
    {
        var call = BeginCall(null);
        target.Apply(message);
        return TryEndCall(call);
    }

    private long BeginCall(MessageStream.Subscription? subscription)
    {
        _calling = subscription;
        var call = ++_lastCall;
        Volatile.Write(ref _call, call);
        return call;
    }

    // Returns false if another thread has taken the delivery during the call.
    private bool TryEndCall(long call)
    {
        if (Interlocked.CompareExchange(ref _call, 0, call) == call)
            return true;
        // The thread that takes it detaches the subscription first.
        var wait = new SpinWait();
        while (Volatile.Read(ref _call) == -call)
            wait.SpinOnce();
        _ofThread = null;
        return false;
    }

    // Takes the delivery from the thread that is in a call, unless the call has ended or another thread takes it: the watchdog does,
    // and the thread itself when it is about to block.
    private void TakeFrom(long call)
    {
        if (Interlocked.CompareExchange(ref _call, -call, call) != call)
            return;
        // The call does not end meanwhile, so these are its subscription and its slot.
        _calling?.Detach();
        hub.Watchdog?.Leave(_slot);
        Volatile.Write(ref _call, 0);
        hub.Options.Scheduler.Schedule(_drain!);
    }

    // Returns false if no message waits: the next call of Publish schedules the delivery.
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
            _isLast = _hasEnded && _ring.Count == 0 && !_isEndDelivered;
            _isEndDelivered |= _isLast;
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

/// <summary>What the reader of a connection does after it has published messages.</summary>
internal enum QueueState
{
    /// <summary>It continues.</summary>
    HasRoom,

    /// <summary>It pauses until it is resumed.</summary>
    Paused,

    /// <summary>It closes the connection: messages that may not be dropped exceed the limit.</summary>
    Overflow,
}
