using System.Reactive;
using System.Reactive.Linq;
using RxOfctl.Fleet;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <content>The controller as a fleet: that of the datapaths connected to it.</content>
public sealed partial class OpenFlowController : IFleet
{
    private readonly ControllerFleet _fleet;

    IObservableCache<FleetDatapath, DatapathId> IFleet.Datapaths => _fleet.Datapaths;

    IObservableCache<FleetMember, string> IFleet.Members => _fleet.Members;

    IObservable<MastershipChange> IFleet.Mastership => _fleet.Mastership;

    IObservable<FleetEnvelope<OpenFlowMessage>> IFleet.Messages => Messages.Select(_fleet.OfEnvelope);

    bool IFleet.TrySend(DatapathId datapathId, OpenFlowMessage message) => GetDatapath(datapathId)?.TrySend(message) ?? false;

    IObservable<Unit> IFleet.SendMsg(DatapathId datapathId, IOpenFlowCommand message, TimeSpan? timeout) =>
        SendMsg(datapathId, message, timeout);

    IObservable<TReply> IFleet.SendMsg<TReply>(DatapathId datapathId, IOpenFlowRequest<TReply> message, TimeSpan? timeout) =>
        SendMsg(datapathId, message, timeout);

    IObservable<TEntry> IFleet.SendMsg<TEntry>(DatapathId datapathId, IMultiRequest<TEntry> message, TimeSpan? timeout) =>
        SendMsg(datapathId, message, timeout);

    IObservable<TReply> IFleet.SendMsg<TReply>(DatapathId datapathId, OpenFlowMessage message, bool replyMulti, TimeSpan? timeout) =>
        SendMsg<TReply>(datapathId, message, replyMulti, timeout);
}
