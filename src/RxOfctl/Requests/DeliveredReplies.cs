using System.Diagnostics.CodeAnalysis;
using System.Reactive.Disposables;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>
/// What a request gives, told where the app's code runs, and not in the turn of whoever reads the connection: one at a time and in its order, an
/// error behind all that came before it. All that waits is told in one turn, however much it is; an observer that takes its time stops nothing else.
/// </summary>
internal sealed class DeliveredReplies<T>(IObservable<T> request, Session session) : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var delivery = new Delivery(observer, session);
        delivery.Begin(request);
        return delivery;
    }

    private sealed class Delivery(IObserver<T> observer, Session session) : IObserver<T>, IDisposable
    {
        private readonly Lock _gate = new();
        private readonly Queue<T> _waiting = new();
        private SingleAssignmentDisposableValue _subscription;
        private Exception? _error;
        private bool _hasEnded;
        private bool _isDelivering;
        private bool _isStopped;

        public void Begin(IObservable<T> request) => _subscription.Disposable = request.Subscribe(this);

        public void OnNext(T value)
        {
            lock (_gate)
            {
                if (_isStopped)
                    return;
                _waiting.Enqueue(value);
                Schedule();
            }
        }

        public void OnError(Exception error)
        {
            _error = error;
            OnCompleted();
        }

        public void OnCompleted()
        {
            lock (_gate)
            {
                if (_isStopped)
                    return;
                _hasEnded = true;
                Schedule();
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                _isStopped = true;
                _waiting.Clear();
            }

            _subscription.Dispose();
        }

        // One turn at a time, which takes all that comes before its end.
        private void Schedule()
        {
            if (_isDelivering)
                return;
            _isDelivering = true;
            session.ScheduleReply(Deliver);
        }

        private void Deliver()
        {
            try
            {
                while (TryNext(out var value, out var isEnd))
                {
                    if (!isEnd)
                        observer.OnNext(value!);
                    else if (_error is null)
                        observer.OnCompleted();
                    else
                        observer.OnError(_error);
                }
            }
#pragma warning disable CA1031 // Whatever an observer throws is its own affair: it is reported, and the request is forgotten.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Dispose();
                session.OnObserverError(error);
            }
        }

        private bool TryNext([MaybeNull] out T value, out bool isEnd)
        {
            lock (_gate)
            {
                isEnd = false;
                if (_waiting.TryDequeue(out value))
                    return true;
                if (!_isStopped && _hasEnded)
                    return isEnd = _isStopped = true;
                return _isDelivering = false;
            }
        }
    }
}
