using System.Reactive;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SendMsg</c>, the request operator. Each subscription sends the message once, with its own transaction id and followed by a barrier,
/// and completes when the barrier is answered and the last part of the reply has arrived. Unsubscribing cancels the request.
/// </content>
/// <remarks>
/// In each of its forms a request can end in <see cref="OpenFlowErrorException"/> (the datapath answered with an error),
/// <see cref="InvalidDatapathException"/> (it is not connected), <see cref="InvalidMessageException"/> (the message cannot be
/// encoded), <see cref="ReplyMissingException"/> (only the barrier was answered), <see cref="RequestTimeoutException"/>,
/// <see cref="UnexpectedMultiReplyException"/>, <see cref="UnexpectedReplyException"/>, <see cref="MalformedReplyException"/> and
/// <see cref="ReplyLimitException"/>; the blocking and asynchronous forms throw it.
/// </remarks>
public sealed partial class Datapath
{
    /// <summary>Sends a message that is answered only if it fails. Emits one <see cref="Unit"/> and completes when the datapath has
    /// processed it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public IObservable<Unit> SendMsg(IOpenFlowCommand message, TimeSpan? timeout = null) =>
        Request<Unit>(message, ReplyShape.Done, timeout);

    /// <summary>Sends a request that has one reply. Emits the reply, its parts joined, and completes.</summary>
    /// <inheritdoc cref="SendMsg(IOpenFlowCommand, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public IObservable<TReply> SendMsg<TReply>(IOpenFlowRequest<TReply> message, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        Request<TReply>(message, ReplyShape.One, timeout);

    /// <summary>Sends a request that is answered with any number of entries. Emits each as it arrives and completes after the
    /// last.</summary>
    /// <inheritdoc cref="SendMsg(IOpenFlowCommand, TimeSpan?)"/>
    /// <typeparam name="TEntry">The type of the entries.</typeparam>
    public IObservable<TEntry> SendMsg<TEntry>(IMultiRequest<TEntry> message, TimeSpan? timeout = null) =>
        Request<TEntry>(message, ReplyShape.Entries, timeout);

    /// <summary>
    /// Sends any message, with the type of its replies given by the caller: for experimenter messages, which do not declare it, and for
    /// multipart requests whose parts are wanted one by one. With <paramref name="replyMulti"/> there may be any number of replies, each
    /// emitted as it arrives; without it, at most one. As in os-ken, no reply is no error: the observable is then empty.
    /// </summary>
    /// <inheritdoc cref="SendMsg(IOpenFlowCommand, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public IObservable<TReply> SendMsg<TReply>(OpenFlowMessage message, bool replyMulti, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        Request<TReply>(message, replyMulti ? ReplyShape.Many : ReplyShape.OneOrNone, timeout);

    private TimeSpan LimitOf(TimeSpan? timeout)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout), timeout, "A time limit is not negative, or Timeout.InfiniteTimeSpan for none.");
        }

        return timeout ?? _session.Options.RequestTimeout;
    }

    private MessageRequest<T> Request<T>(object message, ReplyShape shape, TimeSpan? timeout)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message is OpenFlowMessage known
            ? new(_session, known, shape, LimitOf(timeout))
            : throw new ArgumentException($"{message.GetType()} is no message of OpenFlow.", nameof(message));
    }
}
