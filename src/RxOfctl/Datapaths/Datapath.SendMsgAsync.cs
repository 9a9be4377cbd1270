using System.Reactive;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content><c>SendMsg</c> as a task. Code that awaits it continues on the controller's scheduler.</content>
public sealed partial class Datapath
{
    /// <summary>Sends a message that is answered only if it fails. Completes when the datapath has processed it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was canceled.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task SendMsgAsync(
        IOpenFlowCommand message, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        RunAsync(Request<Unit>(message, ReplyShape.Done, timeout), cancellationToken);

    /// <summary>Sends a request that has one reply. Returns the reply, its parts joined.</summary>
    /// <inheritdoc cref="SendMsgAsync(IOpenFlowCommand, CancellationToken, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public Task<TReply> SendMsgAsync<TReply>(
        IOpenFlowRequest<TReply> message, CancellationToken cancellationToken = default, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        RunAsync(Request<TReply>(message, ReplyShape.One, timeout), Single, cancellationToken);

    /// <summary>Sends a request that is answered with any number of entries. Returns all of them.</summary>
    /// <inheritdoc cref="SendMsgAsync(IOpenFlowCommand, CancellationToken, TimeSpan?)"/>
    /// <typeparam name="TEntry">The type of the entries.</typeparam>
    public Task<IReadOnlyList<TEntry>> SendMsgAsync<TEntry>(
        IMultiRequest<TEntry> message, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        RunAsync(Request<TEntry>(message, ReplyShape.Entries, timeout), cancellationToken);

    /// <summary>
    /// Sends any message, with the type of its replies given by the caller: for experimenter messages, which do not declare it, and for
    /// multipart requests whose parts are wanted one by one. With <paramref name="replyMulti"/> there may be any number of replies, without
    /// it at most one. As in os-ken, no reply is no error: the list is then empty.
    /// </summary>
    /// <inheritdoc cref="SendMsgAsync(IOpenFlowCommand, CancellationToken, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public Task<IReadOnlyList<TReply>> SendMsgAsync<TReply>(
        OpenFlowMessage message, bool replyMulti, CancellationToken cancellationToken = default, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage =>
        RunAsync(Request<TReply>(message, replyMulti ? ReplyShape.Many : ReplyShape.OneOrNone, timeout), cancellationToken);

    private static Task<IReadOnlyList<T>> RunAsync<T>(Request<T> request, CancellationToken cancellationToken) =>
        RunAsync(request, static replies => replies, cancellationToken);

    private static Task<TResult> RunAsync<T, TResult>(
        Request<T> request, Func<IReadOnlyList<T>, TResult> result, CancellationToken cancellationToken) =>
        request.RunAsync(result, isAwaited: true, cancellationToken);
}
