using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl;

/// <content>What the datapath understands.</content>
public sealed partial class Datapath
{
    // A monitor that nobody makes.
    private const uint UnusedMonitor = uint.MaxValue;

    /// <summary>
    /// What it understands beyond the version that is spoken with it. It is asked when the first observer subscribes, by requests that change
    /// nothing whether they are refused or not, and the answer is remembered. <see cref="ControllerOptions.PeerFeatures"/> is given instead if it is
    /// set. Ends as a request can, but not in <see cref="OpenFlowErrorException"/>.
    /// </summary>
    public IObservable<PeerFeatures> PeerFeatures => Observable.Defer(() => _session.PeerFeatures is { } known
        ? Observable.Return(known)
        : Probe().Do(features => _session.PeerFeatures = features));

    private IObservable<PeerFeatures> Probe() => Observable.Zip(
        Understands(new NiciraTlvTableRequest()),
        // To discard a bundle that was never opened is an error of its own where bundles are known.
        Version == OpenFlowVersion.OpenFlow13
            ? Understands(new BundleControl { BundleId = _session.Requests.NextBundleId(), Type = BundleControlType.DiscardRequest })
            : Observable.Return(Version > OpenFlowVersion.OpenFlow13),
        // Open vSwitch 3.1 answers this in OpenFlow 1.4 and 1.5, which have the flow monitor, with a message of another version.
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
