using System.Reactive;
using RxOfctl.Connections;
using RxOfctl.Datapaths;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SendMsg</c> that blocks until the request is answered. It may be called in any handler of messages and replies: answers are read
/// meanwhile. On a virtual-time scheduler it waits for another thread to advance time; in a handler, on the thread that advances it, it
/// throws <see cref="InvalidOperationException"/>.
/// </content>
public sealed partial class Datapath
{
    /// <summary>Sends a message that is answered only if it fails. Returns when the datapath has processed it.</summary>
    /// <inheritdoc cref="SendMsgAsync(IOpenFlowCommand, CancellationToken, TimeSpan?)"/>
    public void SendMsgAndWait(IOpenFlowCommand message, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        Wait(Request<Unit>(message, ReplyShape.Done, timeout), cancellationToken);

    /// <summary>Sends a request that has one reply. Returns the reply, its parts joined.</summary>
    /// <inheritdoc cref="SendMsgAsync(IOpenFlowCommand, CancellationToken, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public TReply SendMsgAndWait<TReply>(
        IOpenFlowRequest<TReply> message, CancellationToken cancellationToken = default, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        Single(Wait(Request<TReply>(message, ReplyShape.One, timeout), cancellationToken));

    /// <summary>Sends a request that is answered with any number of entries. Returns all of them.</summary>
    /// <inheritdoc cref="SendMsgAsync(IOpenFlowCommand, CancellationToken, TimeSpan?)"/>
    /// <typeparam name="TEntry">The type of the entries.</typeparam>
    public IReadOnlyList<TEntry> SendMsgAndWait<TEntry>(
        IMultiRequest<TEntry> message, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        Wait(Request<TEntry>(message, ReplyShape.Entries, timeout), cancellationToken);

    /// <inheritdoc cref="SendMsgAsync{TReply}(OpenFlowMessage, bool, CancellationToken, TimeSpan?)"/>
    public IReadOnlyList<TReply> SendMsgAndWait<TReply>(
        OpenFlowMessage message, bool replyMulti, CancellationToken cancellationToken = default, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        Wait(Request<TReply>(message, replyMulti ? ReplyShape.Many : ReplyShape.OneOrNone, timeout), cancellationToken);

    // A request that names its reply has failed if it does not have exactly one.
    private static T Single<T>(IReadOnlyList<T> replies) => replies[0];

    private IReadOnlyList<T> Wait<T>(Request<T> request, CancellationToken cancellationToken)
    {
        _session.ThrowIfWaitWouldNotEnd();
        MessageQueue.HandOver();
        EventLoop.HandOver();
        return request.RunAsync(static replies => replies, isAwaited: false, cancellationToken).GetAwaiter().GetResult();
    }
}
