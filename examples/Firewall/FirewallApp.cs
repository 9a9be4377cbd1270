namespace Firewall;

/// <summary>What is not let through: a match in the notation of ovs-ofctl, such as <c>tcp,tp_dst=23</c>.</summary>
public sealed record FirewallRule(string Match);

/// <summary>
/// Forwards everything but what the rules forbid. The rules are a cache that the user edits: each edit changes the flows of all switches,
/// and a
/// switch that connects gets all rules.
/// </summary>
public sealed class FirewallApp(OpenFlowController controller, IObservableCache<FirewallRule, string> rules)
{
    private const ushort Forbidden = 100;

    public IDisposable Start() => controller.Datapaths.Connect().SubscribeMany(Serve).Subscribe();

    private IDisposable Serve(Datapath datapath)
    {
        // Rules that were removed while the switch was away must not stay; the rest is forwarded as by a hub.
        var reset = datapath.SendMsgs([
            new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All },
            new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Flood)] },
        ]);
        var edits = from changes in rules.Connect()
                    select datapath.SendMsgs(changes.Select(change => Flow(change, datapath.Version)));
        return reset.Concat(edits.Concat()).Subscribe();
    }

    private static FlowMod Flow(Change<FirewallRule, string> change, OpenFlowVersion version) =>
        FlowMod.Parse($"priority={Forbidden},{change.Current.Match},actions=drop", version) with
        {
            Command = change.Reason == ChangeReason.Remove ? FlowModCommand.DeleteStrict : FlowModCommand.Add,
        };
}
