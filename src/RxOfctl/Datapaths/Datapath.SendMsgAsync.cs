using System.Reactive;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content><c>SendMsg</c> as a task. What awaits it goes on on the controller's scheduler.</content>
public sealed partial class Datapath
{
    /// <summary>Sends a message that is answered only if it fails. Completes once the datapath has done it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Forgets the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task SendMsgAsync(
        IOpenFlowCommand message, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        RunAsync(Request<Unit>(message, ReplyShape.Done, timeout), cancellationToken);

    /// <summary>Sends a request that has one reply. Returns the reply, its parts joined.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Forgets the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task<TReply> SendMsgAsync<TReply>(
        IOpenFlowRequest<TReply> message, CancellationToken cancellationToken = default, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        RunAsync(Request<TReply>(message, ReplyShape.One, timeout), Single, cancellationToken);

    /// <summary>Sends a request that is answered with any number of entries. Gives all of them.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Forgets the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <typeparam name="TEntry">One entry.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task<IReadOnlyList<TEntry>> SendMsgAsync<TEntry>(
        IMultiRequest<TEntry> message, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        RunAsync(Request<TEntry>(message, ReplyShape.Entries, timeout), cancellationToken);

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
    public Task<IReadOnlyList<TReply>> SendMsgAsync<TReply>(
        OpenFlowMessage message, bool replyMulti, CancellationToken cancellationToken = default, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        RunAsync(Request<TReply>(message, replyMulti ? ReplyShape.Many : ReplyShape.OneOrNone, timeout), cancellationToken);

    private Task<IReadOnlyList<T>> RunAsync<T>(IObservable<T> request, CancellationToken cancellationToken) =>
        RunAsync(request, static replies => replies, cancellationToken);

    private Task<TResult> RunAsync<T, TResult>(IObservable<T> request, Func<IReadOnlyList<T>, TResult> result, CancellationToken cancellationToken) =>
        ReplyTask<T, TResult>.Run(request, result, _session, cancellationToken);
}
