using System.Reactive.Disposables;

namespace RxOfctl.Delivery;

/// <summary>
/// A hot observable that is fed by one thread at a time. An observer that throws has ended and is reported; the others lose
/// nothing. One that is disposed gets nothing more, also if that happens inside another's OnNext.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="onThrown">Called with what an observer throws.</param>
internal sealed class Broadcast<T>(Action<Exception> onThrown) : IObservable<T>, IObserver<T>
{
    private readonly Lock _gate = new();
    private volatile Subscription[] _subscriptions = [];
    private bool _completed;

    /// <summary>Whether there is an observer.</summary>
    public bool HasObservers => _subscriptions.Length > 0;

    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        lock (_gate)
        {
            if (!_completed)
            {
                var subscription = new Subscription(this, observer);
                _subscriptions = [.. _subscriptions, subscription];
                return subscription;
            }
        }

        observer.OnCompleted();
        return Disposable.Empty;
    }

    public void OnNext(T value)
    {
        foreach (var subscription in _subscriptions)
            subscription.OnNext(value);
    }

    public void OnError(Exception error) => throw new NotSupportedException("A broadcast never fails.", error);

    public void OnCompleted()
    {
        Subscription[] subscriptions;
        lock (_gate)
        {
            _completed = true;
            subscriptions = _subscriptions;
            _subscriptions = [];
        }

        foreach (var subscription in subscriptions)
            subscription.OnCompleted();
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            var index = Array.IndexOf(_subscriptions, subscription);
            if (index >= 0)
                _subscriptions = [.. _subscriptions.AsSpan(0, index), .. _subscriptions.AsSpan(index + 1)];
        }
    }

    private sealed class Subscription(Broadcast<T> source, IObserver<T> observer) : IDisposable
    {
        private volatile IObserver<T>? _observer = observer;

        public void OnNext(T value)
        {
            try
            {
                _observer?.OnNext(value);
            }
#pragma warning disable CA1031 // An exception of an observer ends only that observer, and is reported.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                Dispose();
                source.Report(thrown);
            }
        }

        public void OnCompleted()
        {
            try
            {
                Interlocked.Exchange(ref _observer, null)?.OnCompleted();
            }
#pragma warning disable CA1031 // As above.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                source.Report(thrown);
            }
        }

        public void Dispose()
        {
            _observer = null;
            source.Remove(this);
        }
    }

    private void Report(Exception thrown) => onThrown(thrown);
}
