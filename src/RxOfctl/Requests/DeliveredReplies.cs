using System.Reactive.Disposables;
using RxOfctl.Delivery;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>
/// The replies to a request, delivered where code of the app runs and not on the thread that reads the connection: one at a time and in order, an
/// error after all that came before it. An observer that takes its time delays nothing else. One that throws has ended, and its request with it.
/// </summary>
internal sealed class DeliveredReplies<T>(IObservable<T> request, Session session) : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new SingleAssignmentDisposable();
        var delivery = new SerialObserver<T>(observer, OnThrown, session.ScheduleReply, alwaysSchedules: true);
        subscription.Disposable = request.Subscribe(delivery);
        return StableCompositeDisposable.Create(delivery, subscription);

        void OnThrown(ObserverErrorKind kind, Exception thrown)
        {
            subscription.Dispose();
            session.ObserverErrors.ReportRequest(kind, session.DatapathId, thrown);
        }
    }
}
