using System.Reactive;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>Begins a request of several messages at each subscription, and tells the observer of its end in the turn of whoever reads the connection.</summary>
internal sealed class PendingObservable(Session session, Func<IObserver<Unit>, PendingRequest> make) : IObservable<Unit>
{
    public IDisposable Subscribe(IObserver<Unit> observer) => session.Start(make(observer));
}
