using System.Reactive;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SendMsg</c>, the request operator. Each subscription sends the message once, with a transaction id of its own and a barrier behind it,
/// and ends when the barrier is answered and the last part of the reply has come. Unsubscribing forgets the request.
/// </content>
/// <remarks>
/// In each of its forms a request can end in <see cref="OpenFlowErrorException"/> (the datapath answered with an error),
/// <see cref="InvalidDatapathException"/> (it is not connected, or no longer), <see cref="InvalidMessageException"/> (the message cannot be
/// encoded), <see cref="ReplyMissingException"/> (only the barrier was answered), <see cref="RequestTimeoutException"/>,
/// <see cref="UnexpectedMultiReplyException"/>, <see cref="UnexpectedReplyException"/>, <see cref="MalformedReplyException"/> and
/// <see cref="ReplyLimitException"/>; the blocking and the awaited forms throw it.
/// </remarks>
public sealed partial class Datapath
{
    /// <summary>Sends a message that is answered only if it fails. Emits one <see cref="Unit"/> and completes when the datapath has carried it out.</summary>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public IObservable<Unit> SendMsg(IOpenFlowCommand message, TimeSpan? timeout = null) =>
        Deliver(Request<Unit>(message, ReplyShape.Done, timeout));

    /// <summary>Sends a request that has one reply. Emits the reply, its parts joined, and completes.</summary>
    /// <param name="message">The request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public IObservable<TReply> SendMsg<TReply>(IOpenFlowRequest<TReply> message, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        Deliver(Request<TReply>(message, ReplyShape.One, timeout));

    /// <summary>Sends a request that is answered with any number of entries. Emits each as it arrives and completes after the last.</summary>
    /// <param name="message">The request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <typeparam name="TEntry">One entry.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public IObservable<TEntry> SendMsg<TEntry>(IMultiRequest<TEntry> message, TimeSpan? timeout = null) =>
        Deliver(Request<TEntry>(message, ReplyShape.Entries, timeout));

    /// <summary>
    /// Sends any message and says what its replies are, for messages that do not say it themselves (an experimenter's), or a multipart
    /// request whose parts are wanted one by one. As in os-ken, no reply is no error: the observable is empty then.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="replyMulti">Whether there may be more than one reply. If so, each is given as it came, parts one by one.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public IObservable<TReply> SendMsg<TReply>(OpenFlowMessage message, bool replyMulti, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        Deliver(Request<TReply>(message, replyMulti ? ReplyShape.Many : ReplyShape.OneOrNone, timeout));

    private TimeSpan LimitOf(TimeSpan? timeout)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A time limit is not negative, or Timeout.InfiniteTimeSpan for none.");
        return timeout ?? _session.Options.RequestTimeout;
    }

    private DeliveredReplies<T> Deliver<T>(IObservable<T> request) => new(request, _session);

    private RequestObservable<T> Request<T>(object message, ReplyShape shape, TimeSpan? timeout)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message is OpenFlowMessage known
            ? new(_session, known, shape, LimitOf(timeout))
            : throw new ArgumentException($"{message.GetType()} is no message of OpenFlow.", nameof(message));
    }
}
