using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace NeutronAgent;

/// <summary>
/// What neutron's Open vSwitch agent uses os-ken for: the flows of the bridges of a host, marked by the agent's cookie. Flows that are
/// right are left alone when
/// the agent starts again, stale ones are deleted once it has computed all, and bridges that connect again get what they lack.
/// </summary>
/// <param name="controller">The controller that the bridges connect to.</param>
/// <param name="flows">Gives all flows, in the syntax of ovs-ofctl with the datapath id before it: <c>00000000000000a1
/// in_port=1,actions=2</c>.</param>
public sealed class NeutronAgentApp(OpenFlowController controller, Func<IReadOnlyList<string>> flows)
{
    /// <summary>How often the flows are computed anew. Default: every second.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the first computation takes; its flows come one after the other. Default: no time.</summary>
    public TimeSpan FirstComputation { get; init; }

    /// <summary>Where time passes. Default: the scheduler of the thread pool.</summary>
    public IScheduler Scheduler { get; init; } = System.Reactive.Concurrency.Scheduler.Default;

    public (MaintainedRules Maintained, IDisposable Stop) Start()
    {
        var rules = new SourceCache<FlowRule, FlowRuleKey>(rule => rule.Key);
        var first = flows();
        var computed = Observable.Generate(
            0,
            count => count < first.Count,
            count => count + 1,
            count => first[count],
            _ => FirstComputation / Math.Max(first.Count, 1),
            Scheduler);
        var loaded = computed.Do(flow => rules.AddOrUpdate(Parse(flow))).LastOrDefaultAsync().Publish();
        var renewed = Observable.Interval(Period, Scheduler).Do(_ => rules.EditDiff(flows().Select(Parse)));
        var maintained = controller.Maintain(
            rules.Connect(), new() { Lease = CookieLease.OfName("neutron-agent"), Ready = loaded.Select(_ => System.Reactive.Unit.Default) });
        var running = loaded.IgnoreElements().Select(_ => 0L).Concat(renewed).Subscribe();
        return (maintained, new CompositeDisposable(loaded.Connect(), running, maintained, rules));
    }

    private static FlowRule Parse(string line)
    {
        var words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words is [var id, var flow]
            ? FlowRule.Parse(flow, DatapathId.Parse(id))
            : throw new FormatException($"'{line}' is no datapath id followed by a flow.");
    }
}
