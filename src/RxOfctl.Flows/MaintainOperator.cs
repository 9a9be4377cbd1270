namespace RxOfctl.Flows;

/// <summary>Keeps flows, groups and meters of datapaths as they should be.</summary>
public static class MaintainOperator
{
    /// <summary>
    /// Keeps the datapaths of a fleet as rules say, from now until the result is disposed of. What is missing is added, what differs is
    /// changed, and what is
    /// the app's by its cookie and not among the rules is deleted, when a datapath connects, when a rule changes, and when something else
    /// changed the datapath.
    /// What is as it should be is never sent again.
    /// </summary>
    /// <remarks>
    /// A group or meter is installed before the flows that use it, and deleted after them. The sources are subscribed to at once. When one
    /// completes, its
    /// rules stay in force.
    /// </remarks>
    /// <example><code>
    /// var rules = new SourceCache&lt;FlowRule, FlowRuleKey&gt;(rule => rule.Key);
    /// using var maintained = controller.Maintain(rules.Connect(), new() { Lease = CookieLease.OfName("my app") });
    /// rules.AddOrUpdate(FlowRule.Parse("priority=10,in_port=1,actions=2", datapaths: 1));
    /// await maintained.Settled;
    /// </code></example>
    /// <param name="fleet">The fleet: a controller is one.</param>
    /// <param name="flows">The changes of the rules for flows.</param>
    /// <param name="options">How they are kept true.</param>
    /// <param name="groups">The changes of the rules for groups, if there are any.</param>
    /// <param name="meters">The changes of the rules for meters, if there are any.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fleet"/> or <paramref name="flows"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="LeaseTakenException">Another app on the fleet has some of the cookies, or of the slot.</exception>
    public static MaintainedRules Maintain(
        this IFleet fleet,
        IObservable<IChangeSet<FlowRule, FlowRuleKey>> flows,
        MaintainOptions? options = null,
        IObservable<IChangeSet<GroupRule, GroupRuleKey>>? groups = null,
        IObservable<IChangeSet<MeterRule, MeterRuleKey>>? meters = null)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(flows);
        options ??= new();
        options.Validate();
        return new(fleet, options, flows, groups, meters);
    }
}
