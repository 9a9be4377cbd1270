using RxOfctl.Protocol.Messages;

namespace RxOfctl.Datapaths;

/// <summary>
/// A hot observable of messages that <see cref="MessageQueue"/> feeds. An observer that throws has ended, which is reported; the others
/// lose nothing. An observer that blocks is detached, and then delays nothing but its own messages (<see cref="Subscription"/>).
/// </summary>
internal sealed class MessageStream(Action<Exception> onObserverError) : IObservable<Envelope<OpenFlowMessage>>
{
    private readonly Lock _gate = new();
    private volatile Subscription[] _subscriptions = [];
    private bool _isCompleted;

    /// <summary>The present observers.</summary>
    public Subscription[] Subscriptions => _subscriptions;

    public IDisposable Subscribe(IObserver<Envelope<OpenFlowMessage>> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        lock (_gate)
        {
            if (!_isCompleted)
            {
                var subscription = new Subscription(this, observer);
                _subscriptions = [.. _subscriptions, subscription];
                return subscription;
            }
        }

        observer.OnCompleted();
        return System.Reactive.Disposables.Disposable.Empty;
    }

    /// <summary>Completes, after the messages that were delivered. Called in the turn of the delivery.</summary>
    public void Complete()
    {
        Subscription[] subscriptions;
        lock (_gate)
        {
            _isCompleted = true;
            subscriptions = _subscriptions;
            _subscriptions = [];
        }

        foreach (var subscription in subscriptions)
            subscription.Complete();
    }

    private void OnError(Exception error) => onObserverError(error);

    private void Remove(Subscription subscription)
    {
        lock (_gate)
            _subscriptions = Array.FindAll(_subscriptions, each => each != subscription);
    }

    /// <summary>
    /// One observer. Usually the thread that delivers a message calls it. While another thread is still in a call of it, the subscription
    /// is detached: its messages wait in lanes, one for each datapath and within that datapath's limits, and the thread in the call
    /// delivers them after it.
    /// </summary>
    internal sealed class Subscription(MessageStream stream, IObserver<Envelope<OpenFlowMessage>> observer) : IDisposable
    {
        // So many messages of a datapath are delivered together, so that what the observer sends in answer goes out together too.
        private const int MostInTurn = 16;

        private readonly Lock _gate = new();
        private IObserver<Envelope<OpenFlowMessage>>? _observer = observer;
        private Dictionary<MessageQueue, MessageRing>? _lanes;
        private Queue<MessageQueue>? _turns;
        private bool _isDetached;
        private bool _isCompleted;

        /// <summary>Delivers a message on the calling thread.</summary>
        public void OnNext(in Envelope<OpenFlowMessage> envelope)
        {
            try
            {
                Volatile.Read(ref _observer)?.OnNext(envelope);
            }
#pragma warning disable CA1031 // An exception of an observer ends its subscription, and is reported.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Dispose();
                stream.OnError(error);
            }
        }

        /// <summary>Detaches the subscription: messages wait until <see cref="DeliverLanes"/>, which must follow.</summary>
        public void Detach() => Volatile.Write(ref _isDetached, true);

        /// <summary>Adds a message to its lane, if the subscription is detached.</summary>
        /// <param name="queue">The queue that the message is from, to whose limits it counts.</param>
        /// <param name="message">The message.</param>
        public bool TryWait(MessageQueue queue, in QueuedMessage message)
        {
            if (!Volatile.Read(ref _isDetached))
                return false;
            lock (_gate)
            {
                if (!_isDetached)
                    return false;
                // The subscription was disposed.
                if (_observer is null)
                    return true;
                _lanes ??= [];
                _turns ??= [];
                // A lane whose messages were dropped is still there, and has its turn.
                if (!_lanes.TryGetValue(queue, out var lane))
                {
                    _lanes.Add(queue, lane = new());
                    _turns.Enqueue(queue);
                }

                lane.Add(message);
            }

            queue.OnLaneAdded(this, message.Size);
            return true;
        }

        /// <summary>Drops the oldest message of a datapath that may be dropped.</summary>
        public bool TryDropOldest(MessageQueue queue, out int size)
        {
            lock (_gate)
            {
                size = 0;
                return _lanes is not null && _lanes.TryGetValue(queue, out var lane) && lane.TryDropOldest(out size);
            }
        }

        /// <summary>Delivers the messages that wait, a few of each datapath in turn, until there are none; then the subscription is
        /// attached again.</summary>
        public void DeliverLanes()
        {
            var taken = new QueuedMessage[MostInTurn];
            while (TryTake(taken, out var count, out var queue))
            {
                var bytes = 0;
                for (var index = 0; index < count; index++)
                    bytes += taken[index].Size;
                queue.OnLaneTaken(count, bytes);
                for (var index = 0; index < count; index++)
                    OnNext(queue.EnvelopeOf(taken[index]));
                Array.Clear(taken, 0, count);
            }
        }

        /// <summary>Completes the observer after the messages that wait.</summary>
        public void Complete()
        {
            lock (_gate)
            {
                _isCompleted = true;
                if (_isDetached)
                    return;
            }

            CompleteNow();
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _observer, null) is null)
                return;
            stream.Remove(this);
            // The thread that is in a call may never return: the messages that wait for it are discarded.
            Dictionary<MessageQueue, MessageRing>? lanes;
            lock (_gate)
                (lanes, _lanes, _turns) = (_lanes, null, null);
            foreach (var (queue, lane) in lanes ?? [])
            {
                while (lane.TryTake(out var message))
                    queue.OnLaneTaken(1, message.Size);
            }
        }

        private bool TryTake(QueuedMessage[] taken, out int count, out MessageQueue queue)
        {
            lock (_gate)
            {
                count = 0;
                while (_turns is not null && _turns.TryDequeue(out queue!))
                {
                    var lane = _lanes![queue];
                    while (count < taken.Length && lane.TryTake(out taken[count]))
                        count++;
                    if (lane.Count > 0)
                        _turns.Enqueue(queue);
                    else
                        _lanes.Remove(queue);
                    if (count > 0)
                        return true;
                }

                queue = null!;
                (_lanes, _turns) = (null, null);
                Volatile.Write(ref _isDetached, false);
                if (!_isCompleted)
                    return false;
            }

            CompleteNow();
            return false;
        }

        private void CompleteNow()
        {
            try
            {
                Interlocked.Exchange(ref _observer, null)?.OnCompleted();
            }
#pragma warning disable CA1031 // As above.
            catch (Exception error)
#pragma warning restore CA1031
            {
                stream.OnError(error);
            }
        }
    }
}
