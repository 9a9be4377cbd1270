using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Delivery;

/// <summary>Something that waits to be delivered to an observer.</summary>
internal interface IDelivery
{
    /// <summary>Delivers what waits on this thread, unless another thread does.</summary>
    void Drain();

    /// <summary>Blocks while too much waits, if this thread may block.</summary>
    void WaitForRoom();
}

/// <summary>
/// Makes the notifications of any threads serial for an observer, without a lock held while it runs. Each notification is queued, and
/// delivered as <see cref="SerialQueue"/> does it.
/// </summary>
/// <remarks>
/// A thread that adds to a full queue waits until another thread has delivered half of it, or delivers itself; so what waits is bounded. A
/// thread that is itself delivering to the observer of a bounded queue does not wait: two observers that feed each other's queues would
/// wait for each other.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
internal sealed class SerialObserver<T> : SerialQueue, IObserver<T>, IDelivery, IDisposable
{
    private readonly IObserver<T> _observer;
    private readonly Action<ObserverErrorKind, Exception>? _onThrown;
    private readonly Action<Action>? _schedule;
    private readonly Action<T>? _done;
    private readonly int _capacity;
    private readonly bool _alwaysSchedules;

    // Waited on, which a Lock cannot be.
    private readonly object _gate = new();
    private readonly Queue<T> _pending = new();
    private int _count;
    private int _waiters;
    private bool _isEnding;
    private volatile bool _isStopped;
    private Exception? _error;

    /// <summary>Makes an observer that is serial.</summary>
    /// <param name="observer">The observer, which any exception of its own ends.</param>
    /// <param name="onThrown">Gets that exception. If null, it leaves <see cref="SerialQueue.Drain"/> on the thread that was
    /// delivering.</param>
    /// <param name="schedule">Continues on another thread what one has delivered for long enough. If null, only a thread that waits
    /// does.</param>
    /// <param name="alwaysSchedules">Whether all is delivered through <paramref name="schedule"/>, never on the thread that adds.</param>
    /// <param name="capacity">How many elements may wait; more do only where a thread that adds one may not block.</param>
    /// <param name="done">Gets each element after its delivery, or when it is clear that it will not be delivered.</param>
    public SerialObserver(
        IObserver<T> observer,
        Action<ObserverErrorKind, Exception>? onThrown = null,
        Action<Action>? schedule = null,
        bool alwaysSchedules = false,
        int capacity = int.MaxValue,
        Action<T>? done = null)
    {
        (_observer, _onThrown, _schedule, _alwaysSchedules) = (observer, onThrown, schedule, alwaysSchedules);
        (_capacity, _done) = (capacity, done);
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

    /// <summary>Queues an element. Apart from <see cref="SerialQueue.Drain"/>, so that a caller can queue under a lock of its own and
    /// deliver outside it.</summary>
    public void Enqueue(T value)
    {
        lock (_gate)
        {
            if (!_isEnding && !_isStopped)
            {
                _pending.Enqueue(value);
                _count = _pending.Count;
                return;
            }
        }

        _done?.Invoke(value);
    }

    /// <summary>Queues the end: an error, or completion if that is null. What was queued before it is still delivered.</summary>
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
            // Whoever had it may have handed it over to this thread.
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

    /// <summary>Drops what waits and delivers nothing more.</summary>
    public void Dispose()
    {
        T[] left;
        lock (_gate)
        {
            _isStopped = true;
            left = [.. _pending];
            _pending.Clear();
            _count = 0;
            Monitor.PulseAll(_gate);
        }

        if (_done is null)
            return;
        foreach (var value in left)
            _done(value);
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
            // Rx throws the error itself where none of its observers handles it.
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
    protected override bool TryContinueElsewhere(Action goOn)
    {
        lock (_gate)
        {
            if (_waiters > 0)
            {
                Monitor.PulseAll(_gate);
                return true;
            }
        }

        _schedule?.Invoke(goOn);
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
