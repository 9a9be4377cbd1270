using System.Reactive;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SendMsgs</c>: many messages followed by one barrier, written together. The transaction id of an error says which message failed; the
/// others are processed. To apply all messages or none, use <see cref="SendBundle"/>.
/// </content>
/// <remarks>
/// In each of its forms it can fail with <see cref="MessagesFailedException"/> (which says what failed with what error), and as any request
/// with <see cref="InvalidDatapathException"/>, <see cref="InvalidMessageException"/> (a message cannot be encoded, and none was sent),
/// <see cref="RequestTimeoutException"/>, <see cref="UnexpectedReplyException"/>, <see cref="MalformedReplyException"/> and
/// <see cref="ReplyLimitException"/>.
/// </remarks>
public sealed partial class Datapath
{
    /// <summary>Sends messages that are answered only if they fail. Emits one <see cref="Unit"/> and completes when the datapath has
    /// processed all of them.</summary>
    /// <param name="messages">The messages. They are enumerated once, by this call, and sent at each subscription. One may occur
    /// twice.</param>
    /// <param name="timeout">How long they may take together, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    public IObservable<Unit> SendMsgs(IEnumerable<IOpenFlowCommand> messages, TimeSpan? timeout = null) => Several(messages, timeout);

    /// <summary>Sends messages that are answered only if they fail. Completes when the datapath has processed all of them.</summary>
    /// <param name="messages">The messages. One may occur twice.</param>
    /// <param name="cancellationToken">Cancels the request; the messages are sent nevertheless.</param>
    /// <param name="timeout">How long they may take together, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    /// <exception cref="OperationCanceledException">The request was canceled.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task SendMsgsAsync(
        IEnumerable<IOpenFlowCommand> messages, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        RunAsync(Several(messages, timeout), cancellationToken);

    /// <summary>Sends messages that are answered only if they fail. Returns when the datapath has processed all of them.</summary>
    /// <inheritdoc cref="SendMsgsAsync"/>
    public void SendMsgsAndWait(
        IEnumerable<IOpenFlowCommand> messages, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        Wait(Several(messages, timeout), cancellationToken);

    private MessagesRequest Several(IEnumerable<IOpenFlowCommand> messages, TimeSpan? timeout) =>
        new(_session, ListOf(messages), LimitOf(timeout));

    private static OpenFlowMessage[] ListOf(IEnumerable<IOpenFlowCommand> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return [.. messages.Select(message =>
        {
            ArgumentNullException.ThrowIfNull(message, nameof(messages));
            return message as OpenFlowMessage
                ?? throw new ArgumentException($"{message.GetType()} is no message of OpenFlow.", nameof(messages));
        })];
    }
}
