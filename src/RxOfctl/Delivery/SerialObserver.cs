using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Delivery;

/// <summary>Notifications that wait for an observer.</summary>
internal interface IDelivery
{
    /// <summary>Delivers them on this thread, unless another thread does.</summary>
    void Drain();

    /// <summary>Blocks while too many wait, if this thread may block.</summary>
    void WaitForRoom();
}

/// <summary>
/// Makes the notifications of any threads serial for an observer, without a lock held while it runs. Each notification is queued, and
/// delivered as <see cref="SerialQueue"/> does it.
/// </summary>
/// <remarks>
/// A thread that adds to a full queue waits until another thread has delivered half of it, or delivers itself; so the queue is bounded. A
/// thread that is itself delivering to the observer of a bounded queue does not wait: two observers that feed each other's queues would
/// wait for each other. A queue with a limit does not make threads wait: when more elements wait than that, they are discarded, and the
/// observer gets an <see cref="ObserverOverflowException"/> as soon as it returns.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
internal sealed class SerialObserver<T> : SerialQueue, IObserver<T>, IDelivery, IDisposable
{
    /// <summary>The limit for observers of the engine, which peers can make wait but must not make grow without end.</summary>
    public const int DefaultLimit = 1 << 16;

    private readonly IObserver<T> _observer;
    private readonly Action<ObserverErrorKind, Exception>? _onThrown;
    private readonly Action<Action>? _schedule;
    private readonly Action<T>? _done;
    private readonly int _capacity;
    private readonly int _limit;
    private readonly bool _alwaysSchedules;

    // For Monitor.Wait, which a Lock does not have.
    private readonly object _gate = new();
    private readonly Queue<T> _pending = new();
    private int _count;
    private int _waiters;
    private bool _isEnding;
    private volatile bool _isStopped;
    private Exception? _error;

    /// <summary>Creates a serial observer.</summary>
    /// <param name="observer">The observer. An exception that it throws ends it.</param>
    /// <param name="onThrown">Called with that exception. If null, it is thrown by <see cref="SerialQueue.Drain"/> on the thread that was
    /// delivering.</param>
    /// <param name="schedule">Continues a long delivery on another thread. If null, only a thread that waits
    /// does.</param>
    /// <param name="alwaysSchedules">Whether everything is delivered through <paramref name="schedule"/>, never on the thread that
    /// adds.</param>
    /// <param name="capacity">How many elements may wait; more do only where a thread that adds one may not block.</param>
    /// <param name="limit">How many elements wait at most.</param>
    /// <param name="done">Called with each element after its delivery, or when it will not be delivered.</param>
    public SerialObserver(
        IObserver<T> observer,
        Action<ObserverErrorKind, Exception>? onThrown = null,
        Action<Action>? schedule = null,
        bool alwaysSchedules = false,
        int capacity = int.MaxValue,
        int limit = int.MaxValue,
        Action<T>? done = null)
    {
        (_observer, _onThrown, _schedule, _alwaysSchedules) = (observer, onThrown, schedule, alwaysSchedules);
        (_capacity, _limit, _done) = (capacity, limit, done);
    }

    /// <inheritdoc/>
    public void OnNext(T value)
    {
        Enqueue(value);
        Deliver();
        WaitForRoom();
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
        End(error);
        Deliver();
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
        End(null);
        Deliver();
    }

    /// <summary>Queues an element. Separate from <see cref="SerialQueue.Drain"/>, so that a caller can queue under its own lock and
    /// deliver outside it.</summary>
    public void Enqueue(T value)
    {
        T[] discarded;
        lock (_gate)
        {
            if (!_isEnding && !_isStopped && _pending.Count < _limit)
            {
                _pending.Enqueue(value);
                _count = _pending.Count;
                return;
            }

            discarded = _isEnding || _isStopped ? [] : TakeAll();
            if (!_isEnding)
                (_isEnding, _error) = (true, new ObserverOverflowException(_limit));
        }

        _done?.Invoke(value);
        Array.ForEach(discarded, each => _done?.Invoke(each));
    }

    /// <summary>Queues the end: an error, or completion if that is null. Elements queued before it are still delivered.</summary>
    public void End(Exception? error)
    {
        lock (_gate)
        {
            if (_isEnding)
                return;
            _isEnding = true;
            _error = error;
        }
    }

    /// <inheritdoc/>
    public void WaitForRoom()
    {
        if (!IsFull || BoundedDelivery.IsOnThisThread)
            return;
        while (true)
        {
            // The delivering thread may have handed over to this thread.
            Drain();
            lock (_gate)
            {
                if (!IsFull)
                    return;
                if (!IsRunning)
                    continue;
                _waiters++;
                Monitor.Wait(_gate);
                _waiters--;
            }
        }
    }

    /// <summary>Discards the queue and delivers nothing more.</summary>
    public void Dispose()
    {
        T[] discarded;
        lock (_gate)
        {
            _isStopped = true;
            discarded = TakeAll();
            Monitor.PulseAll(_gate);
        }

        Array.ForEach(discarded, each => _done?.Invoke(each));
    }

    // Called with the gate held.
    private T[] TakeAll()
    {
        T[] all = [.. _pending];
        _pending.Clear();
        _count = 0;
        return all;
    }

    private void Deliver()
    {
        if (_alwaysSchedules)
            Schedule();
        else
            Drain();
    }

    private bool IsFull => _capacity < int.MaxValue && Volatile.Read(ref _count) >= _capacity;

    /// <inheritdoc/>
    protected override bool DeliverNext()
    {
        if (!TryTake(out var value, out var isEnd))
            return false;
        var isOuter = _capacity < int.MaxValue && BoundedDelivery.Enter();
        try
        {
            if (!isEnd)
                _observer.OnNext(value!);
            else if (_error is null)
                _observer.OnCompleted();
            else
                _observer.OnError(_error);
        }
        catch (Exception thrown)
        {
            Dispose();
            if (_onThrown is null)
                throw;
            // Rx throws the error itself if the observer has no error handler.
            _onThrown(isEnd && thrown == _error ? ObserverErrorKind.Unhandled : ObserverErrorKind.Ended, thrown);
        }
        finally
        {
            if (isOuter)
                BoundedDelivery.Leave();
            if (!isEnd)
                _done?.Invoke(value!);
        }

        return true;
    }

    private bool TryTake([MaybeNull] out T value, out bool isEnd)
    {
        lock (_gate)
        {
            isEnd = false;
            if (_pending.TryDequeue(out value))
            {
                _count = _pending.Count;
                if (_waiters > 0 && _count <= _capacity / 2)
                    Monitor.PulseAll(_gate);
                return true;
            }

            if (!_isEnding || _isStopped)
                return false;
            return isEnd = _isStopped = true;
        }
    }

    /// <inheritdoc/>
    protected override bool TryContinueElsewhere(Action resume)
    {
        lock (_gate)
        {
            if (_waiters > 0)
            {
                Monitor.PulseAll(_gate);
                return true;
            }
        }

        _schedule?.Invoke(resume);
        return _schedule is not null;
    }

}

/// <summary>Marks the threads that are delivering to the observer of a bounded queue.</summary>
internal static class BoundedDelivery
{
    /// <summary>Whether the thread that calls is one of them.</summary>
    [field: ThreadStatic]
    public static bool IsOnThisThread { get; private set; }

    /// <summary>Marks the thread.</summary>
    /// <returns>False if it is marked already, by a delivery further up its stack.</returns>
    public static bool Enter() => !IsOnThisThread && (IsOnThisThread = true);

    /// <summary>Removes the mark.</summary>
    public static void Leave() => IsOnThisThread = false;
}
