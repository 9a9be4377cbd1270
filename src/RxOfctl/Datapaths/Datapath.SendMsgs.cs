using System.Reactive;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SendMsgs</c>: many messages with one barrier behind all of them, written with nothing between. Messages that fail are told by their
/// transaction ids, and keep no other from being done: for all or nothing there is <see cref="SendBundle"/>.
/// </content>
/// <remarks>
/// In each of its forms it can end in <see cref="MessagesFailedException"/> (which says what failed with what error), and as a request can
/// in <see cref="InvalidDatapathException"/>, <see cref="InvalidMessageException"/> (a message cannot be encoded, and none was sent),
/// <see cref="RequestTimeoutException"/>, <see cref="UnexpectedReplyException"/>, <see cref="MalformedReplyException"/> and
/// <see cref="ReplyLimitException"/>.
/// </remarks>
public sealed partial class Datapath
{
    /// <summary>Sends messages that are answered only if they fail. Emits one <see cref="Unit"/> and completes when the datapath has carried out all of them.</summary>
    /// <param name="messages">The messages; they are looked through once, now, and sent at each subscription. One may be there twice.</param>
    /// <param name="timeout">How long they may take together, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    public IObservable<Unit> SendMsgs(IEnumerable<IOpenFlowCommand> messages, TimeSpan? timeout = null) => Several(messages, timeout);

    /// <summary>Sends messages that are answered only if they fail. Completes once the datapath has done them all.</summary>
    /// <param name="messages">The messages. One may be there twice.</param>
    /// <param name="cancellationToken">Forgets them; they are sent all the same.</param>
    /// <param name="timeout">How long they may take together, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    /// <exception cref="OperationCanceledException">They were forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task SendMsgsAsync(IEnumerable<IOpenFlowCommand> messages, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        RunAsync(Several(messages, timeout), cancellationToken);

    /// <summary>Sends messages that are answered only if they fail. Returns once the datapath has done them all.</summary>
    /// <param name="messages">The messages. One may be there twice.</param>
    /// <param name="cancellationToken">Forgets them; they are sent all the same.</param>
    /// <param name="timeout">How long they may take together, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    /// <exception cref="OperationCanceledException">They were forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public void SendMsgsAndWait(IEnumerable<IOpenFlowCommand> messages, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        Wait(Several(messages, timeout), cancellationToken);

    private MessagesRequest Several(IEnumerable<IOpenFlowCommand> messages, TimeSpan? timeout) =>
        new(_session, ListOf(messages), LimitOf(timeout));

    private static OpenFlowMessage[] ListOf(IEnumerable<IOpenFlowCommand> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return [.. messages.Select(message =>
        {
            ArgumentNullException.ThrowIfNull(message, nameof(messages));
            return message as OpenFlowMessage ?? throw new ArgumentException($"{message.GetType()} is no message of OpenFlow.", nameof(messages));
        })];
    }
}
