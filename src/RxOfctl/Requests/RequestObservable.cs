using RxOfctl.Protocol.Messages;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>Sends a message at each subscription, and tells the observer of the answer in the turn of whoever reads the connection.</summary>
internal sealed class RequestObservable<T>(Session session, OpenFlowMessage message, ReplyShape shape, TimeSpan timeLimit) : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer) =>
        session.Start(new PendingRequest<T>(session, message, shape, timeLimit, observer));
}
