namespace RxOfctl.Operators;

/// <summary>
/// A hot observable that its owner feeds, from one thread at a time. An observer that throws is reported and goes on getting what
/// comes; the others never notice.
/// </summary>
internal sealed class Broadcast<T>(Action<Exception> onObserverError) : IObservable<T>
{
    private readonly Lock _gate = new();
    private volatile IObserver<T>[] _observers = [];
    private bool _completed;

    /// <summary>Whether anybody observes.</summary>
    public bool HasObservers => _observers.Length > 0;

    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        lock (_gate)
        {
            if (!_completed)
            {
                _observers = [.. _observers, observer];
                return new Subscription(this, observer);
            }
        }

        observer.OnCompleted();
        return System.Reactive.Disposables.Disposable.Empty;
    }

    public void OnNext(T value)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnNext(value);
            }
#pragma warning disable CA1031 // Whatever an observer throws is its own affair: it is reported, and the others get their event.
            catch (Exception error)
#pragma warning restore CA1031
            {
                onObserverError(error);
            }
        }
    }

    public void OnCompleted()
    {
        IObserver<T>[] observers;
        lock (_gate)
        {
            _completed = true;
            observers = _observers;
            _observers = [];
        }

        foreach (var observer in observers)
        {
            try
            {
                observer.OnCompleted();
            }
#pragma warning disable CA1031 // As above.
            catch (Exception error)
#pragma warning restore CA1031
            {
                onObserverError(error);
            }
        }
    }

    private void Remove(IObserver<T> observer)
    {
        lock (_gate)
        {
            var index = Array.IndexOf(_observers, observer);
            if (index >= 0)
                _observers = [.. _observers.AsSpan(0, index), .. _observers.AsSpan(index + 1)];
        }
    }

    private sealed class Subscription(Broadcast<T> source, IObserver<T> observer) : IDisposable
    {
        private Broadcast<T>? _source = source;

        public void Dispose() => Interlocked.Exchange(ref _source, null)?.Remove(observer);
    }
}
