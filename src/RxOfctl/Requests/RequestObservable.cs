using System.Reactive;
using RxOfctl.Protocol.Messages;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>Sends a message at each subscription. The answer goes to the observer on the thread that reads the connection.</summary>
internal sealed class RequestObservable<T>(Session session, OpenFlowMessage message, ReplyShape shape, TimeSpan timeLimit) : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer) =>
        session.Start(new PendingRequest<T>(session, message, shape, timeLimit, observer));
}

/// <summary>Sends several messages at each subscription. Their end goes to the observer on the thread that reads the connection.</summary>
internal sealed class PendingObservable(Session session, Func<IObserver<Unit>, PendingRequest> make) : IObservable<Unit>
{
    public IDisposable Subscribe(IObserver<Unit> observer) => session.Start(make(observer));
}
