using System.Globalization;
using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>What <see cref="MaintainOperator.Maintain"/> would send, without sending it.</summary>
public static class PlanOperator
{
    /// <summary>
    /// Reads a datapath and compares it with rules. Emits what would have to be sent, and completes. Rules that cannot be sent because
    /// they are outside the slot, or a flow of another app has their place, are left out. Ends as a request can.
    /// </summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="flows">The rules for flows; those for other datapaths are left out.</param>
    /// <param name="options">Whose the flows are.</param>
    /// <param name="groups">The rules for groups; if null, groups are not compared.</param>
    /// <param name="meters">The rules for meters; if null, meters are not compared.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fleet"/> or <paramref name="flows"/> is null.</exception>
    public static IObservable<RulePlan> Plan(
        this IFleet fleet,
        DatapathId datapathId,
        IEnumerable<FlowRule> flows,
        MaintainOptions? options = null,
        IEnumerable<GroupRule>? groups = null,
        IEnumerable<MeterRule>? meters = null)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(flows);
        options ??= new();
        options.Validate();
        // A barrier first: a datapath that is not there ends this as it ends any request.
        return fleet.SendMsg(datapathId, new BarrierRequest(), options.RequestTimeout).SelectMany(_ =>
            fleet.Datapaths.TryLookup(datapathId, out var datapath)
                ? Compare(fleet, datapath, options, flows, groups, meters)
                : Observable.Empty<RulePlan>());
    }

    private static IObservable<RulePlan> Nothing => Observable.Empty<RulePlan>();

    private static IObservable<RulePlan> Compare(
        IFleet fleet,
        FleetDatapath datapath,
        MaintainOptions options,
        IEnumerable<FlowRule> flows,
        IEnumerable<GroupRule>? groups,
        IEnumerable<MeterRule>? meters)
    {
        var rules = new RuleSet(options);
        var dialect = new RuleDialect(datapath.Version, options.EffectiveLease, ReportsRemoval: false);
        rules.SetVersion(datapath.Version);
        foreach (var rule in flows.Where(rule => rule.Datapaths.Includes(datapath)))
            rules.Want(rule);
        foreach (var rule in (groups ?? []).Where(rule => rule.Datapaths.Includes(datapath)))
            rules.Groups.Want(rule.GroupId, rule);
        foreach (var rule in (meters ?? []).Where(rule => rule.Datapaths.Includes(datapath)))
            rules.Meters.Want(rule.MeterId, rule);
        rules.BeginDump();
        var (limit, now) = (options.RequestTimeout, fleet.Scheduler.Now);
        return Observable.Concat(
            meters is null ? Nothing : Read(new MeterDescRequest(), each => rules.OnMeter(each, dialect, now)),
            groups is null ? Nothing : Read(new GroupDescRequest(), each => rules.OnGroup(each, dialect, now)),
            Read(new FlowStatsRequest(), each => rules.OnFlow(each, dialect, now)),
            Observable.Defer(() =>
            {
                rules.EndDump(isCut: false, now);
                return Observable.Return(PlanOf(datapath.Id, rules, dialect));
            }));

        IObservable<RulePlan> Read<T>(IMultiRequest<T> request, Action<T> look) =>
            fleet.SendMsg(datapath.Id, request, limit).Do(look).IgnoreElements().SelectMany(static _ => Nothing);
    }

    private static RulePlan PlanOf(DatapathId id, RuleSet rules, in RuleDialect dialect)
    {
        var batch = new Batch();
        IRuleBook[] books = [rules.Meters, rules.Groups, rules.Flows];
        foreach (var book in books)
            book.Take(batch, dialect, deletes: false, int.MaxValue);
        foreach (var book in books.Reverse())
            book.Take(batch, dialect, deletes: true, int.MaxValue);
        return new(id, Of(ChangeReason.Add), Of(ChangeReason.Update), Of(ChangeReason.Remove));

        IReadOnlyList<OpenFlowMessage> Of(ChangeReason reason) =>
            [.. batch.Messages.Where((_, index) => batch.Reasons[index] == reason).Cast<OpenFlowMessage>()];
    }
}

/// <summary>What a datapath lacks, and has too much, compared with rules.</summary>
/// <param name="DatapathId">The datapath.</param>
/// <param name="Adds">The messages that add what is missing: flow-mods, group-mods and meter-mods.</param>
/// <param name="Modifies">The messages that change what differs.</param>
/// <param name="Deletes">The messages that delete what is the app's and not among the rules.</param>
public sealed record RulePlan(
    DatapathId DatapathId,
    IReadOnlyList<OpenFlowMessage> Adds,
    IReadOnlyList<OpenFlowMessage> Modifies,
    IReadOnlyList<OpenFlowMessage> Deletes)
{
    /// <summary>Whether the datapath is as the rules say.</summary>
    public bool IsEmpty => Adds.Count + Modifies.Count + Deletes.Count == 0;

    /// <summary>A line with the numbers, then each message in the syntax of <c>ovs-ofctl</c>(8), a line each, deletions last.</summary>
    public override string ToString() => string.Join('\n', (string[])
        [
            string.Create(
                CultureInfo.InvariantCulture, $"{DatapathId}: {Adds.Count} to add, {Modifies.Count} to modify, {Deletes.Count} to delete"),
            .. Adds.Concat(Modifies).Concat(Deletes).Select(message => message.ToString()!),
        ]);
}
