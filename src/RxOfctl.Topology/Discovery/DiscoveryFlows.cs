using System.Reactive.Linq;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Topology.Discovery;

/// <summary>The flows that bring probes, and the answers of hosts that are probed, to the controller.</summary>
internal static class DiscoveryFlows
{
    /// <summary>Installs them on a datapath. A failure is reported as an unhandled error of a request is.</summary>
    public static IDisposable Install(IFleet fleet, DatapathId datapath, TopologyOptions options) => fleet
        .SendMsgs(datapath, Flows(options))
        .Catch((InvalidDatapathException _) => Observable.Empty<System.Reactive.Unit>())
        .Subscribe();

    private static IEnumerable<FlowMod> Flows(TopologyOptions options)
    {
        Match[] matches =
        [
            [Oxm.EthType.Is((ushort)EtherType.Lldp)],
            [Oxm.EthType.Is((ushort)EtherType.Bddp)],
            [Oxm.EthDst.Is(options.ProbeSource)],
        ];
        return matches.Select(match => new FlowMod
        {
            Cookie = options.Cookie,
            Priority = ushort.MaxValue,
            Match = match,
            Actions = [new OutputAction(PortNumber.Controller)],
        });
    }
}
