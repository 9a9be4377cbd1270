using System.Reactive;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <content>
/// <c>SendMsg</c> to the datapath of an id. It is looked up when the message is to be sent, by the observables at each subscription; one
/// that is not present is an <see cref="InvalidDatapathException"/> at once. All else is as <see cref="Datapath"/> says.
/// </content>
public sealed partial class OpenFlowController
{
    /// <summary>Sends a message that is answered only if it fails, to the datapath of an id. Emits one <see cref="Unit"/> and completes
    /// when the datapath has carried it out.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long it may take; by default what the controller's options say.</param>
    /// <param name="waitFor">How long to wait for the datapath if it is not present; <see cref="Timeout.InfiniteTimeSpan"/> for as long as
    /// it takes. Default: not at all.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public IObservable<Unit> SendMsg(DatapathId datapathId, IOpenFlowCommand message, TimeSpan? timeout = null, TimeSpan? waitFor = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Ask(datapathId, datapath => datapath.SendMsg(message, timeout), waitFor);
    }

    /// <summary>Sends a request that has one reply, to the datapath of an id. Emits the reply, its parts joined, and completes.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="message">The request.</param>
    /// <param name="timeout">How long it may take; by default what the controller's options say.</param>
    /// <param name="waitFor">How long to wait for the datapath if it is not present; <see cref="Timeout.InfiniteTimeSpan"/> for as long as
    /// it takes. Default: not at all.</param>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public IObservable<TReply> SendMsg<TReply>(
        DatapathId datapathId, IOpenFlowRequest<TReply> message, TimeSpan? timeout = null, TimeSpan? waitFor = null)
        where TReply : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        return Ask(datapathId, datapath => datapath.SendMsg(message, timeout), waitFor);
    }

    /// <summary>Sends a request that is answered with any number of entries, to the datapath of an id. Emits each as it arrives and
    /// completes after the last.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="message">The request.</param>
    /// <param name="timeout">How long it may take; by default what the controller's options say.</param>
    /// <param name="waitFor">How long to wait for the datapath if it is not present; <see cref="Timeout.InfiniteTimeSpan"/> for as long as
    /// it takes. Default: not at all.</param>
    /// <typeparam name="TEntry">One entry.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public IObservable<TEntry> SendMsg<TEntry>(
        DatapathId datapathId, IMultiRequest<TEntry> message, TimeSpan? timeout = null, TimeSpan? waitFor = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Ask(datapathId, datapath => datapath.SendMsg(message, timeout), waitFor);
    }

    /// <summary>Sends any message and says what its replies are, to the datapath of an id. Gives each as it came.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="message">The message.</param>
    /// <param name="replyMulti">Whether there may be more than one reply.</param>
    /// <param name="timeout">How long it may take; by default what the controller's options say.</param>
    /// <param name="waitFor">How long to wait for the datapath if it is not present; <see cref="Timeout.InfiniteTimeSpan"/> for as long as
    /// it takes. Default: not at all.</param>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
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
    /// <param name="timeout">How long it may take; by default what the controller's options say.</param>
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
    /// <param name="timeout">How long it may take; by default what the controller's options say.</param>
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
}
