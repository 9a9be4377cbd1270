using System.Reactive;
using System.Reactive.Subjects;

namespace Firewall;

/// <summary>Packets to drop: a match in the notation of ovs-ofctl, such as <c>tcp,tp_dst=23</c>.</summary>
public sealed record FirewallRule(string Match);

/// <summary>A switch that could not change its flows with the rules, and why.</summary>
public sealed record RuleFailure(Datapath Datapath, string Rules, Exception Error);

/// <summary>
/// Forwards all packets but those that the rules forbid. The rules are a cache that the user edits: each edit changes the flows of all
/// switches, and a switch that connects gets all rules.
/// </summary>
public sealed class FirewallApp(OpenFlowController controller, IObservableCache<FirewallRule, string> rules)
{
    private const ushort RulePriority = 100;
    private readonly Subject<RuleFailure> _failures = new();

    /// <summary>Emits each edit that a switch refused or did not confirm; later edits are sent all the same.</summary>
    public IObservable<RuleFailure> Failures => _failures.Synchronize();

    public IDisposable Start() => controller.Datapaths.Connect().SubscribeMany(Serve).Subscribe();

    private IDisposable Serve(Datapath datapath)
    {
        // Flows of rules that were removed while the switch was disconnected are deleted; all other packets are flooded.
        var reset = datapath.SendMsgs([
            new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All },
            new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Flood)] },
        ]);
        var edits = rules.Connect().Select(changes => Edit(datapath, changes));
        return reset.Concat(edits.Concat()).Subscribe();
    }

    private IObservable<Unit> Edit(Datapath datapath, IChangeSet<FirewallRule, string> changes) => Observable
        .Defer(() => datapath.SendMsgs(changes.Select(change => Flow(change, datapath.Version))))
        .Catch((Exception error) =>
        {
            _failures.OnNext(new(datapath, string.Join("; ", changes.Select(change => change.Key)), error));
            return Observable.Empty<Unit>();
        });

    private static FlowMod Flow(Change<FirewallRule, string> change, OpenFlowVersion version) =>
        FlowMod.Parse($"priority={RulePriority},{change.Current.Match},actions=drop", version) with
        {
            Command = change.Reason == ChangeReason.Remove ? FlowModCommand.DeleteStrict : FlowModCommand.Add,
        };
}
