using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Caching;

/// <summary>
/// Makes notifications from any threads serial without holding a lock while the observer runs: whoever finds it idle delivers, and others,
/// an observer that reenters among them, leave theirs in the queue for him.
/// </summary>
/// <remarks>What the observer throws stops it, and leaves <see cref="Deliver"/> on the thread that was delivering.</remarks>
/// <param name="observer">The observer.</param>
/// <param name="done">Gets each value when it has been delivered, or when it is clear that it never will be.</param>
internal sealed class QueuedObserver<T>(IObserver<T> observer, Action<T>? done = null) : IObserver<T>
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
            {
                _pending.Enqueue(value);
                return;
            }
        }

        done?.Invoke(value);
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
                    Tell(value!);
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
        T[] left;
        lock (_gate)
        {
            _stopped = true;
            left = [.. _pending];
            _pending.Clear();
        }

        foreach (var value in left)
            done?.Invoke(value);
    }

    private void Tell(T value)
    {
        try
        {
            observer.OnNext(value);
        }
        finally
        {
            done?.Invoke(value);
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
