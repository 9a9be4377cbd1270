using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl;

/// <content>What the datapath understands beyond its version of OpenFlow.</content>
public sealed partial class Datapath
{
    // The id of a monitor that is never created.
    private const uint UnusedMonitor = uint.MaxValue;

    /// <summary>
    /// What the datapath understands beyond its version of OpenFlow. It is probed at the first subscription, by requests that change
    /// nothing whether they are refused or not, and cached; messages that are sent later make use of it.
    /// <see cref="ControllerOptions.PeerFeatures"/> overrides it. It fails as a request can, but not with
    /// <see cref="OpenFlowErrorException"/>.
    /// </summary>
    /// <remarks>
    /// It is not probed after each handshake: a switch without extensions answers with errors, which many switches log, and most apps need
    /// none of the features. An app that does subscribes when the datapath is present:
    /// <c>controller.WhenPresent(1).SelectMany(datapath => datapath.PeerFeatures)</c>.
    /// </remarks>
    public IObservable<PeerFeatures> PeerFeatures => Observable.Defer(() => _session.PeerFeatures is { } known
        ? Observable.Return(known)
        : Probe().Do(features => _session.PeerFeatures = features));

    private IObservable<PeerFeatures> Probe() => Observable.Zip(
        Understands(new NiciraTlvTableRequest()),
        // Where bundles are known, discarding one that was never opened is an error other than that of an unknown message.
        Version == OpenFlowVersion.OpenFlow13
            ? Understands(new BundleControl { BundleId = _session.Requests.NextBundleId(), Type = BundleControlType.DiscardRequest })
            : Observable.Return(Version > OpenFlowVersion.OpenFlow13),
        // OpenFlow 1.4 and 1.5 have the flow monitor. Open vSwitch 3.1 would answer this there with an error of another version.
        Version > OpenFlowVersion.OpenFlow13
            ? Observable.Return(true)
            : Understands(new FlowMonitorRequest { Body = [new() { MonitorId = UnusedMonitor, Command = FlowMonitorCommand.Delete }] }),
        (nicira, bundles, flowMonitor) => new PeerFeatures
        {
            Nicira = nicira,
            Bundles = bundles,
            FlowModTableId = nicira || Version > OpenFlowVersion.OpenFlow10,
            FlowMonitor = flowMonitor,
        });

    private IObservable<bool> Understands(OpenFlowMessage probe) => SendMsg<OpenFlowMessage>(probe, replyMulti: true)
        .IgnoreElements()
        .Select(_ => true)
        .Append(true)
        .Catch((OpenFlowErrorException error) => Observable.Return(!error.Errors.Any(each => IsUnknownMessage(each.Error))));

    private static bool IsUnknownMessage(OpenFlowError error) =>
        error == OpenFlowError.BadRequestBadType
        || error == OpenFlowError.BadRequestBadMultipart
        || error == OpenFlowError.BadRequestBadExperimenter
        || error == OpenFlowError.BadRequestBadExpType;
}
