using RxOfctl.Caching;
using RxOfctl.Flows;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Topology.Discovery;

/// <summary>The flows that bring probes, and the answers of hosts that are probed, to the controller. They are kept on all
/// datapaths.</summary>
internal sealed class DiscoveryFlows : IDisposable
{
    private readonly SourceCache<FlowRule, FlowRuleKey> _rules = new(rule => rule.Key);

    public DiscoveryFlows(IFleet fleet, TopologyOptions options)
    {
        Match[] matches =
        [
            [Oxm.EthType.Is((ushort)EtherType.Lldp)],
            [Oxm.EthType.Is((ushort)EtherType.Bddp)],
            [Oxm.EthDst.Is(options.ProbeSource)],
        ];
        _rules.AddOrUpdate(matches.Select(match => new FlowRule
        {
            Datapaths = DatapathTarget.All,
            Priority = ushort.MaxValue,
            Match = match,
            Actions = [new OutputAction(PortNumber.Controller)],
        }));
        Maintained = fleet.Maintain(_rules.Connect(), new() { Lease = options.Lease, TakeOver = true });
    }

    /// <summary>Their state on each datapath.</summary>
    public MaintainedRules Maintained { get; }

    public void Dispose()
    {
        Maintained.Dispose();
        _rules.Dispose();
    }
}
