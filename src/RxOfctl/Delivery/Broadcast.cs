using System.Reactive.Disposables;

namespace RxOfctl.Delivery;

/// <summary>
/// A hot observable. Each observer has a queue of its own, so that one that blocks delays no other. An observer that throws has ended and
/// is reported; the others lose nothing. One that is disposed gets nothing more, also if that happens inside another's OnNext.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="onThrown">Called with what an observer throws.</param>
/// <param name="schedule">Where elements are delivered; null to deliver them on the thread that emits them.</param>
internal sealed class Broadcast<T>(Action<ObserverErrorKind, Exception> onThrown, Action<Action>? schedule = null) : IObservable<T>
{
    private readonly Lock _gate = new();
    private volatile SerialObserver<T>[] _observers = [];
    private bool _isCompleted;

    /// <summary>Whether there is an observer.</summary>
    public bool HasObservers => _observers.Length > 0;

    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        SerialObserver<T> queue = null!;
        queue = new(observer, OnThrown, schedule, alwaysSchedules: schedule is not null, limit: SerialObserver<T>.DefaultLimit);
        lock (_gate)
        {
            if (_isCompleted)
                queue.End(null);
            else
                _observers = [.. _observers, queue];
        }

        queue.Drain();
        return Disposable.Create(Detach);

        void OnThrown(ObserverErrorKind kind, Exception thrown)
        {
            Detach();
            onThrown(kind, thrown);
        }

        void Detach()
        {
            queue.Dispose();
            lock (_gate)
                _observers = Array.FindAll(_observers, each => each != queue);
        }
    }

    /// <summary>Emits an element.</summary>
    public void OnNext(T value)
    {
        var observers = _observers;
        // For all before any is called, so that an element that an observer causes comes after this one for all of them.
        foreach (var observer in observers)
            observer.Enqueue(value);
        foreach (var observer in observers)
        {
            if (schedule is null)
                observer.Drain();
            else
                observer.Schedule();
        }
    }

    /// <summary>Completes all observers after the elements that wait for them, and later ones at once.</summary>
    public void OnCompleted()
    {
        SerialObserver<T>[] observers;
        lock (_gate)
        {
            _isCompleted = true;
            (observers, _observers) = (_observers, []);
        }

        foreach (var observer in observers)
            observer.OnCompleted();
    }
}
