using System.Reactive;
using RxOfctl.Connections;
using RxOfctl.Datapaths;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SendMsg</c> that blocks until its answer is there. It is legal in any handler of events and replies: answers are read meanwhile. On a
/// scheduler of virtual time it waits for another thread to advance time; on the thread that does, in a handler, it throws
/// <see cref="InvalidOperationException"/>.
/// </content>
public sealed partial class Datapath
{
    /// <summary>Sends a message that is answered only if it fails. Returns once the datapath has done it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Forgets the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public void SendMsgAndWait(IOpenFlowCommand message, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        Wait(Request<Unit>(message, ReplyShape.Done, timeout), cancellationToken);

    /// <summary>Sends a request that has one reply. Returns the reply, its parts joined.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Forgets the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public TReply SendMsgAndWait<TReply>(IOpenFlowRequest<TReply> message, CancellationToken cancellationToken = default, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        Single(Wait(Request<TReply>(message, ReplyShape.One, timeout), cancellationToken));

    /// <summary>Sends a request that is answered with any number of entries. Returns all of them.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Forgets the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <typeparam name="TEntry">One entry.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public IReadOnlyList<TEntry> SendMsgAndWait<TEntry>(IMultiRequest<TEntry> message, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        Wait(Request<TEntry>(message, ReplyShape.Entries, timeout), cancellationToken);

    /// <summary>
    /// Sends any message and says what its replies are, for messages that do not say it themselves (an experimenter's), or a multipart
    /// request whose parts are wanted one by one. As in os-ken, no reply is no error: the list is empty then.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="replyMulti">Whether there may be more than one reply. If so, each is given as it came, parts one by one.</param>
    /// <param name="cancellationToken">Forgets the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public IReadOnlyList<TReply> SendMsgAndWait<TReply>(
        OpenFlowMessage message, bool replyMulti, CancellationToken cancellationToken = default, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        Wait(Request<TReply>(message, replyMulti ? ReplyShape.Many : ReplyShape.OneOrNone, timeout), cancellationToken);

    // A request that names its reply has failed if it does not have exactly one.
    private static T Single<T>(IReadOnlyList<T> replies) => replies[0];

    private IReadOnlyList<T> Wait<T>(IObservable<T> request, CancellationToken cancellationToken)
    {
        _session.ThrowIfWaitWouldNotEnd();
        MessageQueue.HandOver();
        EventLoop.HandOver();
        return ReplyTask<T, IReadOnlyList<T>>.Run(request, static replies => replies, scheduling: null, cancellationToken).GetAwaiter().GetResult();
    }
}
