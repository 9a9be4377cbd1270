using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Subjects;

namespace Firewall;

/// <summary>Packets to drop: a match in the notation of ovs-ofctl, such as <c>tcp,tp_dst=23</c>.</summary>
public sealed record FirewallRule(string Match);

/// <summary>A flow that a switch could not take, and why.</summary>
public sealed record RuleFailure(DatapathId Datapath, FlowRule Rule, Exception Error);

/// <summary>
/// Forwards all packets but those that the rules forbid. The rules are a cache that the user edits: each edit changes the flows of all
/// switches, and a switch that connects gets what it lacks.
/// </summary>
public sealed class FirewallApp(OpenFlowController controller, IObservableCache<FirewallRule, string> rules)
{
    private const int RulePriority = 100;
    private static readonly FlowRule Forward = new() { Priority = 0, Actions = [new OutputAction(PortNumber.Flood)] };
    private readonly Subject<RuleFailure> _failures = new();

    /// <summary>Emits each flow that a switch refused; the others are sent all the same.</summary>
    public IObservable<RuleFailure> Failures => _failures.Synchronize();

    public IDisposable Start()
    {
        var always = new SourceCache<FlowRule, FlowRuleKey>(rule => rule.Key);
        always.AddOrUpdate(Forward);
        var forbidden = rules.Connect().TransformMany(Flows, rule => rule.Key);
        // The cache has all rules from the start: what is on a switch and not among them is stale at once.
        var maintained = controller.Maintain(
            forbidden.Or(always.Connect()), new() { Lease = CookieLease.OfName("Firewall"), Ready = Observable.Return(Unit.Default) });
        var failures = maintained.Flows.Connect(status => status.State == RuleState.Failed)
            .SelectMany(changes => changes)
            .Where(change => change.Reason is ChangeReason.Add or ChangeReason.Update)
            .Select(change => new RuleFailure(change.Current.DatapathId, change.Current.Rule, change.Current.Error!));
        return new CompositeDisposable(failures.Subscribe(_failures.OnNext), maintained, always);
    }

    private static FlowRule[] Flows(FirewallRule rule) => [FlowRule.Parse($"priority={RulePriority},{rule.Match},actions=drop")];
}
