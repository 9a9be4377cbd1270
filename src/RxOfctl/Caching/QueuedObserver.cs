using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Caching;

/// <summary>
/// Makes notifications from any threads serial without holding a lock while the observer runs: whoever finds it idle delivers, and others,
/// an observer that reenters among them, leave theirs in the queue for him.
/// </summary>
/// <remarks>What the observer throws stops it, and leaves <see cref="Deliver"/> on the thread that was delivering.</remarks>
internal sealed class QueuedObserver<T>(IObserver<T> observer) : IObserver<T>
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _pending = new();
    private bool _delivering;
    private bool _ending;
    private bool _stopped;
    private Exception? _error;

    public void OnNext(T value)
    {
        Enqueue(value);
        Deliver();
    }

    public void OnError(Exception error)
    {
        End(error);
        Deliver();
    }

    public void OnCompleted()
    {
        End(null);
        Deliver();
    }

    /// <summary>Queues a value. Apart from <see cref="Deliver"/> so that a caller can queue under a lock of its own and deliver outside it.</summary>
    public void Enqueue(T value)
    {
        lock (_gate)
        {
            if (!_ending && !_stopped)
                _pending.Enqueue(value);
        }
    }

    /// <summary>Queues the end: an error, or completion if that is null. What is queued before it is still delivered.</summary>
    public void End(Exception? error)
    {
        lock (_gate)
        {
            if (_ending)
                return;
            _ending = true;
            _error = error;
        }
    }

    /// <summary>Delivers what is queued, unless someone is at it already.</summary>
    public void Deliver()
    {
        lock (_gate)
        {
            if (_delivering)
                return;
            _delivering = true;
        }

        try
        {
            while (TryTake(out var value, out var ended))
            {
                if (!ended)
                    observer.OnNext(value!);
                else if (_error is null)
                    observer.OnCompleted();
                else
                    observer.OnError(_error);
            }
        }
        catch
        {
            Stop();
            throw;
        }
    }

    /// <summary>Forgets what is queued and delivers nothing more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            _pending.Clear();
        }
    }

    private bool TryTake([MaybeNull] out T value, out bool ended)
    {
        lock (_gate)
        {
            ended = false;
            if (_pending.TryDequeue(out value))
                return true;
            if (_ending && !_stopped)
                return ended = _stopped = true;
            return _delivering = false;
        }
    }
}
