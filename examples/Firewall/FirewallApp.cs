using System.Reactive;

namespace Firewall;

/// <summary>What is not let through: a match in the notation of ovs-ofctl, such as <c>tcp,tp_dst=23</c>.</summary>
public sealed record FirewallRule(string Match);

/// <summary>
/// Forwards everything but what the rules forbid. The rules are a cache that the user edits: each edit changes the flows of all switches, and a switch that
/// connects gets what it lacks.
/// </summary>
public sealed class FirewallApp(OpenFlowController controller, IObservableCache<FirewallRule, string> rules)
{
    // As a hub does it.
    private static readonly FlowRule Forward = new() { Priority = 0, Actions = [new OutputAction(PortNumber.Flood)] };

    public MaintainedRules Start()
    {
        var always = new SourceCache<FlowRule, FlowRuleKey>(rule => rule.Key);
        always.AddOrUpdate(Forward);
        var forbidden = rules.Connect().TransformMany(rule => (FlowRule[])[FlowRule.Parse($"priority=100,{rule.Match},actions=drop")], rule => rule.Key);
        // The cache has all rules from the start: what is on a switch and not among them is stale at once.
        return controller.Maintain(
            forbidden.Or(always.Connect()), new() { Lease = CookieLease.OfName("Firewall"), Ready = Observable.Return(Unit.Default) });
    }
}
