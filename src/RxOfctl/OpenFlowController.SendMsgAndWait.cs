using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <content><c>SendMsg</c> to the datapath of an id, blocking until the request is answered. It may be called in any handler.</content>
public sealed partial class OpenFlowController
{
    /// <summary>Sends a message that is answered only if it fails, to the datapath of an id. Returns when the datapath has
    /// processed it.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <param name="waitFor">How long to wait for the datapath if it is not present; <see cref="Timeout.InfiniteTimeSpan"/> for as long as
    /// it takes. Default: not at all.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The request was canceled.</exception>
    /// <exception cref="RequestException">As for the observable; <see cref="InvalidDatapathException"/> if the datapath is not
    /// present.</exception>
    public void SendMsgAndWait(
        DatapathId datapathId,
        IOpenFlowCommand message,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null,
        TimeSpan? waitFor = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        Present(datapathId, waitFor, cancellationToken).SendMsgAndWait(message, cancellationToken, timeout);
    }

    /// <summary>Sends a request that has one reply, to the datapath of an id. Returns the reply, its parts joined.</summary>
    /// <inheritdoc cref="SendMsgAndWait(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public TReply SendMsgAndWait<TReply>(
        DatapathId datapathId,
        IOpenFlowRequest<TReply> message,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null,
        TimeSpan? waitFor = null)
        where TReply : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        return Present(datapathId, waitFor, cancellationToken).SendMsgAndWait(message, cancellationToken, timeout);
    }

    /// <summary>Sends a request that is answered with any number of entries, to the datapath of an id. Returns all of them.</summary>
    /// <inheritdoc cref="SendMsgAndWait(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TEntry">The type of the entries.</typeparam>
    public IReadOnlyList<TEntry> SendMsgAndWait<TEntry>(
        DatapathId datapathId,
        IMultiRequest<TEntry> message,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null,
        TimeSpan? waitFor = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Present(datapathId, waitFor, cancellationToken).SendMsgAndWait(message, cancellationToken, timeout);
    }

    /// <summary>Sends any message to the datapath of an id, with the type of its replies given by the caller. Returns all of them: at most
    /// one, or any number if <paramref name="replyMulti"/>.</summary>
    /// <inheritdoc cref="SendMsgAndWait(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public IReadOnlyList<TReply> SendMsgAndWait<TReply>(
        DatapathId datapathId,
        OpenFlowMessage message, bool replyMulti,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null,
        TimeSpan? waitFor = null)
        where TReply : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        return Present(datapathId, waitFor, cancellationToken).SendMsgAndWait<TReply>(message, replyMulti, cancellationToken, timeout);
    }
}
