using System.Reactive;
using System.Reactive.Concurrency;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>
/// All datapaths that an app can reach, whichever controllers they are connected to. An <see cref="OpenFlowController"/> is a fleet: that
/// of the datapaths connected to it. Code that is written for a fleet works on one controller and on a cluster of them.
/// </summary>
public interface IFleet
{
    /// <summary>The datapaths. A reconnection, a change of the owner and a change of the connected members are updates.</summary>
    IObservableCache<FleetDatapath, DatapathId> Datapaths { get; }

    /// <summary>The controllers of the fleet by name, including this one.</summary>
    IObservableCache<FleetMember, string> Members { get; }

    /// <summary>The changes of the member that owns a datapath, from subscription on.</summary>
    IObservable<MastershipChange> Mastership { get; }

    /// <summary>The messages of all datapaths that answer no request, in the order of each datapath, from subscription on.</summary>
    IObservable<FleetEnvelope<OpenFlowMessage>> Messages { get; }

    /// <summary>The clock of all time limits, and where messages and replies are delivered.</summary>
    IScheduler Scheduler { get; }

    /// <summary>
    /// Sends a message without a barrier, such as a packet-out, if that needs no waiting, as
    /// <see cref="Datapath.TrySend(OpenFlowMessage)"/> does: a datapath that does not read, or that has just disconnected, does not delay
    /// or end a handler.
    /// </summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="message">The message.</param>
    /// <returns>False if the datapath is not connected or has no room; nothing was sent.</returns>
    /// <exception cref="InvalidMessageException">The message cannot be encoded; nothing was sent.</exception>
    bool TrySend(DatapathId datapathId, OpenFlowMessage message);

    /// <summary>Sends a message that is answered only if it fails, as <see cref="Datapath.SendMsg(IOpenFlowCommand, TimeSpan?)"/>
    /// does.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    IObservable<Unit> SendMsg(DatapathId datapathId, IOpenFlowCommand message, TimeSpan? timeout = null);

    /// <summary>Sends a request that has one reply, as <see cref="Datapath.SendMsg{TReply}(IOpenFlowRequest{TReply}, TimeSpan?)"/>
    /// does.</summary>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    /// <inheritdoc cref="SendMsg(DatapathId, IOpenFlowCommand, TimeSpan?)"/>
    IObservable<TReply> SendMsg<TReply>(DatapathId datapathId, IOpenFlowRequest<TReply> message, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage;

    /// <summary>Sends a request that is answered with entries, as <see cref="Datapath.SendMsg{TEntry}(IMultiRequest{TEntry}, TimeSpan?)"/>
    /// does.</summary>
    /// <typeparam name="TEntry">The type of the entries.</typeparam>
    /// <inheritdoc cref="SendMsg(DatapathId, IOpenFlowCommand, TimeSpan?)"/>
    IObservable<TEntry> SendMsg<TEntry>(DatapathId datapathId, IMultiRequest<TEntry> message, TimeSpan? timeout = null);

    /// <summary>Sends any message, as <see cref="Datapath.SendMsg{TReply}(OpenFlowMessage, bool, TimeSpan?)"/> does.</summary>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    /// <inheritdoc cref="SendMsg(DatapathId, IOpenFlowCommand, TimeSpan?)"/>
    IObservable<TReply> SendMsg<TReply>(DatapathId datapathId, OpenFlowMessage message, bool replyMulti, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage;

    /// <summary>Sends many messages with one barrier, as <see cref="Datapath.SendMsgs"/> does.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    IObservable<Unit> SendMsgs(DatapathId datapathId, IEnumerable<IOpenFlowCommand> messages, TimeSpan? timeout = null);

    /// <summary>Sends messages as a bundle, as <see cref="Datapath.SendBundle"/> does.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="flags">How the bundle is applied.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    IObservable<Unit> SendBundle(
        DatapathId datapathId,
        IEnumerable<IOpenFlowCommand> messages,
        BundleFlags flags = BundleFlags.Atomic | BundleFlags.Ordered,
        TimeSpan? timeout = null);
}

/// <summary>A datapath of a fleet, on one connection. A reconnection makes another instance of the same id.</summary>
public sealed record FleetDatapath
{
    /// <summary>The datapath's id.</summary>
    public required DatapathId Id { get; init; }

    /// <summary>The negotiated version of OpenFlow.</summary>
    public required OpenFlowVersion Version { get; init; }

    /// <summary>The features that it sent in its handshake (<c>ofp_switch_features</c>).</summary>
    public required FeaturesReply Features { get; init; }

    /// <summary>Its ports.</summary>
    public required IObservableCache<Port, PortNumber> Ports { get; init; }

    /// <summary>Identifies the connection within the fleet: it differs after each reconnection, and is the same after a change of
    /// owner.</summary>
    public required string Connection { get; init; }

    /// <summary>The name of the member that owns it, as its master; null while there is none.</summary>
    public required string? Owner { get; init; }

    /// <summary>Whether this member owns it.</summary>
    public required bool IsOwned { get; init; }

    /// <summary>The names of the members that it is connected to.</summary>
    public required ValueList<string> ConnectedTo { get; init; }

    /// <summary>Returns the id, the version and the owner.</summary>
    public override string ToString() => $"{Id} ({Version.ToText()}, {(Owner is null ? "no owner" : $"owner {Owner}")})";
}

/// <summary>A controller of a fleet.</summary>
/// <param name="Name">Its name, unique in the fleet.</param>
/// <param name="IsSelf">Whether it is the one whose <see cref="IFleet"/> this is.</param>
public sealed record FleetMember(string Name, bool IsSelf);

/// <summary>The owner of a datapath has changed.</summary>
/// <param name="DatapathId">The datapath.</param>
/// <param name="Previous">The name of the previous owner; null if there was none.</param>
/// <param name="Current">The name of the present owner; null if there is none.</param>
public sealed record MastershipChange(DatapathId DatapathId, string? Previous, string? Current);

/// <summary>A message of a datapath of a fleet, as <see cref="Envelope{TMessage}"/> is of one of a controller.</summary>
/// <typeparam name="TMessage">The type of the message.</typeparam>
/// <param name="Datapath">The datapath that sent it.</param>
/// <param name="Xid">The transaction id in its header.</param>
/// <param name="Message">The message.</param>
/// <param name="ReceivedAt">When it was received, by the clock of the scheduler of the controller that received it.</param>
public readonly record struct FleetEnvelope<TMessage>(FleetDatapath Datapath, uint Xid, TMessage Message, DateTimeOffset ReceivedAt)
    where TMessage : OpenFlowMessage;
