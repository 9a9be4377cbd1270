using System.Reactive;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <content>
/// <c>SendMsg</c> to the datapath of an id. The datapath is looked up when the message is sent, which for the observables is at each
/// subscription; if it is not present, the request fails at once with <see cref="InvalidDatapathException"/>. As for the methods of
/// <see cref="Datapath"/>, code that awaits a task continues on the controller's scheduler, and the blocking form may be called in any
/// handler.
/// </content>
public sealed partial class OpenFlowController
{
    /// <summary>Sends a message that is answered only if it fails, to the datapath of an id. Emits one <see cref="Unit"/> and completes
    /// when the datapath has processed it.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <param name="waitFor">How long to wait for the datapath if it is not present; <see cref="Timeout.InfiniteTimeSpan"/> for as long as
    /// it takes. Default: not at all.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public IObservable<Unit> SendMsg(DatapathId datapathId, IOpenFlowCommand message, TimeSpan? timeout = null, TimeSpan? waitFor = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Ask(datapathId, datapath => datapath.SendMsg(message, timeout), waitFor);
    }

    /// <summary>Sends a request that has one reply, to the datapath of an id. Emits the reply, its parts joined, and completes.</summary>
    /// <inheritdoc cref="SendMsg(DatapathId, IOpenFlowCommand, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public IObservable<TReply> SendMsg<TReply>(
        DatapathId datapathId, IOpenFlowRequest<TReply> message, TimeSpan? timeout = null, TimeSpan? waitFor = null)
        where TReply : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        return Ask(datapathId, datapath => datapath.SendMsg(message, timeout), waitFor);
    }

    /// <summary>Sends a request that is answered with any number of entries, to the datapath of an id. Emits each as it arrives and
    /// completes after the last.</summary>
    /// <inheritdoc cref="SendMsg(DatapathId, IOpenFlowCommand, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TEntry">The type of the entries.</typeparam>
    public IObservable<TEntry> SendMsg<TEntry>(
        DatapathId datapathId, IMultiRequest<TEntry> message, TimeSpan? timeout = null, TimeSpan? waitFor = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Ask(datapathId, datapath => datapath.SendMsg(message, timeout), waitFor);
    }

    /// <summary>Sends any message to the datapath of an id, with the type of its replies given by the caller. Emits each as it arrives: at
    /// most one, or any number if <paramref name="replyMulti"/>.</summary>
    /// <inheritdoc cref="SendMsg(DatapathId, IOpenFlowCommand, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public IObservable<TReply> SendMsg<TReply>(
        DatapathId datapathId, OpenFlowMessage message, bool replyMulti, TimeSpan? timeout = null, TimeSpan? waitFor = null)
        where TReply : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        return Ask(datapathId, datapath => datapath.SendMsg<TReply>(message, replyMulti, timeout), waitFor);
    }

    /// <summary>Sends messages as <see cref="Datapath.SendMsgs"/> does, to the datapath of an id.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> is null.</exception>
    public IObservable<Unit> SendMsgs(DatapathId datapathId, IEnumerable<IOpenFlowCommand> messages, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IOpenFlowCommand[] all = [.. messages];
        return Ask(datapathId, datapath => datapath.SendMsgs(all, timeout), waitFor: null);
    }

    /// <summary>Sends a bundle as <see cref="Datapath.SendBundle"/> does, to the datapath of an id.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="flags">How the bundle is applied.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> is null.</exception>
    public IObservable<Unit> SendBundle(
        DatapathId datapathId,
        IEnumerable<IOpenFlowCommand> messages,
        BundleFlags flags = BundleFlags.Atomic | BundleFlags.Ordered,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IOpenFlowCommand[] all = [.. messages];
        return Ask(datapathId, datapath => datapath.SendBundle(all, flags, timeout), waitFor: null);
    }

    /// <summary>Sends a message that is answered only if it fails, to the datapath of an id. Completes when the datapath has
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
    public async Task SendMsgAsync(
        DatapathId datapathId,
        IOpenFlowCommand message,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null,
        TimeSpan? waitFor = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var datapath = await PresentAsync(datapathId, waitFor, cancellationToken).ConfigureAwait(false);
        await datapath.SendMsgAsync(message, cancellationToken, timeout).ConfigureAwait(false);
    }

    /// <summary>Sends a request that has one reply, to the datapath of an id. Returns the reply, its parts joined.</summary>
    /// <inheritdoc cref="SendMsgAsync(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public async Task<TReply> SendMsgAsync<TReply>(
        DatapathId datapathId,
        IOpenFlowRequest<TReply> message,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null,
        TimeSpan? waitFor = null)
        where TReply : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        var datapath = await PresentAsync(datapathId, waitFor, cancellationToken).ConfigureAwait(false);
        return await datapath.SendMsgAsync(message, cancellationToken, timeout).ConfigureAwait(false);
    }

    /// <summary>Sends a request that is answered with any number of entries, to the datapath of an id. Returns all of them.</summary>
    /// <inheritdoc cref="SendMsgAsync(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TEntry">The type of the entries.</typeparam>
    public async Task<IReadOnlyList<TEntry>> SendMsgAsync<TEntry>(
        DatapathId datapathId,
        IMultiRequest<TEntry> message,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null,
        TimeSpan? waitFor = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var datapath = await PresentAsync(datapathId, waitFor, cancellationToken).ConfigureAwait(false);
        return await datapath.SendMsgAsync(message, cancellationToken, timeout).ConfigureAwait(false);
    }

    /// <summary>Sends any message to the datapath of an id, with the type of its replies given by the caller. Returns all of them: at most
    /// one, or any number if <paramref name="replyMulti"/>.</summary>
    /// <inheritdoc cref="SendMsgAsync(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public async Task<IReadOnlyList<TReply>> SendMsgAsync<TReply>(
        DatapathId datapathId,
        OpenFlowMessage message,
        bool replyMulti,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null,
        TimeSpan? waitFor = null)
        where TReply : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        var datapath = await PresentAsync(datapathId, waitFor, cancellationToken).ConfigureAwait(false);
        return await datapath.SendMsgAsync<TReply>(message, replyMulti, cancellationToken, timeout).ConfigureAwait(false);
    }

    /// <summary>Sends a message that is answered only if it fails, to the datapath of an id. Returns when the datapath has
    /// processed it.</summary>
    /// <inheritdoc cref="SendMsgAsync(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
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
    /// <inheritdoc cref="SendMsgAsync(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
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
    /// <inheritdoc cref="SendMsgAsync(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
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
    /// <inheritdoc cref="SendMsgAsync(DatapathId, IOpenFlowCommand, CancellationToken, TimeSpan?, TimeSpan?)"/>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    public IReadOnlyList<TReply> SendMsgAndWait<TReply>(
        DatapathId datapathId,
        OpenFlowMessage message,
        bool replyMulti,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null,
        TimeSpan? waitFor = null)
        where TReply : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        return Present(datapathId, waitFor, cancellationToken).SendMsgAndWait<TReply>(message, replyMulti, cancellationToken, timeout);
    }
}
