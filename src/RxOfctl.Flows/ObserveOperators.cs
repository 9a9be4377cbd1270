using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>
/// What a datapath, or all datapaths of a fleet, hold and count, as changes of a set. The first change set has what is there; each later
/// one what changed. A rate is null until an entry was polled twice; a counter that goes backwards has been reset and counts from zero.
/// </summary>
/// <remarks>
/// Each is shared: a datapath is asked once for all who subscribe with the same period and filter, from the first subscription to the end
/// of the last. On a datapath it completes when the datapath is disconnected, and fails as a request can. On a fleet it does not end:
/// what a datapath had is removed when the datapath disconnects, one that does not have what is asked contributes nothing, and one whose
/// request failed is asked anew after a pause. <see cref="AsObservableCacheOperator"/> makes a cache of it.
/// </remarks>
public static class ObserveOperators
{
    // How many times as often as all flows the busiest are polled.
    private const int BusyFactor = 4;

    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The flows with their rates. What comes, changes and goes is seen at once where the datapath has a flow monitor; flows that are
    /// flagged for it are seen to go by flow-removed; the rest is seen by the next poll. The 32 flows with the most packets per second
    /// are polled four times as often.
    /// </summary>
    /// <param name="datapath">The datapath.</param>
    /// <param name="filter">Which flows. Default: all.</param>
    /// <param name="period">How often they are polled. Default: 5 seconds.</param>
    /// <exception cref="ArgumentNullException">The datapath or fleet is null.</exception>
    public static IObservable<IChangeSet<FlowRate, FlowKey>> ObserveFlows(
        this Datapath datapath, FlowStatsRequest? filter = null, TimeSpan? period = null) =>
        OnDatapath(datapath, Flows(filter, period));

    /// <summary>The counters of the ports with their rates.</summary>
    /// <inheritdoc cref="ObserveFlows(Datapath, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<PortRate, PortNumber>> ObservePorts(this Datapath datapath, TimeSpan? period = null) =>
        OnDatapath(datapath, Ports(period));

    /// <summary>The counters of the queues with their rates.</summary>
    /// <inheritdoc cref="ObserveFlows(Datapath, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<QueueRate, QueueKey>> ObserveQueues(this Datapath datapath, TimeSpan? period = null) =>
        OnDatapath(datapath, Queues(period));

    /// <summary>The counters of the tables with the rates of lookups.</summary>
    /// <inheritdoc cref="ObserveFlows(Datapath, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<TableRate, TableId>> ObserveTables(this Datapath datapath, TimeSpan? period = null) =>
        OnDatapath(datapath, Tables(period));

    /// <summary>The counters of the groups with their rates. OpenFlow 1.1 and later.</summary>
    /// <inheritdoc cref="ObserveFlows(Datapath, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<GroupRate, GroupId>> ObserveGroups(this Datapath datapath, TimeSpan? period = null) =>
        OnDatapath(datapath, Groups(period));

    /// <summary>The counters of the meters with their rates. OpenFlow 1.3 and later.</summary>
    /// <inheritdoc cref="ObserveFlows(Datapath, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<MeterRate, MeterId>> ObserveMeters(this Datapath datapath, TimeSpan? period = null) =>
        OnDatapath(datapath, Meters(period));

    /// <summary>
    /// The flows of all datapaths with their rates, as <see cref="ObserveFlows(Datapath, FlowStatsRequest?, TimeSpan?)"/>.
    /// </summary>
    /// <param name="fleet">The fleet: a controller is one.</param>
    /// <param name="filter">Which flows. Default: all.</param>
    /// <param name="period">How often they are polled. Default: 5 seconds.</param>
    /// <exception cref="ArgumentNullException">The datapath or fleet is null.</exception>
    public static IObservable<IChangeSet<FlowRate, FleetKey<FlowKey>>> ObserveFlows(
        this IFleet fleet, FlowStatsRequest? filter = null, TimeSpan? period = null) =>
        OnFleet(fleet, Flows(filter, period));

    /// <summary>The counters of the ports of all datapaths with their rates.</summary>
    /// <inheritdoc cref="ObserveFlows(IFleet, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<PortRate, FleetKey<PortNumber>>> ObservePorts(this IFleet fleet, TimeSpan? period = null) =>
        OnFleet(fleet, Ports(period));

    /// <summary>The counters of the queues of all datapaths with their rates.</summary>
    /// <inheritdoc cref="ObserveFlows(IFleet, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<QueueRate, FleetKey<QueueKey>>> ObserveQueues(this IFleet fleet, TimeSpan? period = null) =>
        OnFleet(fleet, Queues(period));

    /// <summary>The counters of the tables of all datapaths with the rates of lookups.</summary>
    /// <inheritdoc cref="ObserveFlows(IFleet, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<TableRate, FleetKey<TableId>>> ObserveTables(this IFleet fleet, TimeSpan? period = null) =>
        OnFleet(fleet, Tables(period));

    /// <summary>The counters of the groups of all datapaths with their rates.</summary>
    /// <inheritdoc cref="ObserveFlows(IFleet, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<GroupRate, FleetKey<GroupId>>> ObserveGroups(this IFleet fleet, TimeSpan? period = null) =>
        OnFleet(fleet, Groups(period));

    /// <summary>The counters of the meters of all datapaths with their rates.</summary>
    /// <inheritdoc cref="ObserveFlows(IFleet, FlowStatsRequest?, TimeSpan?)"/>
    public static IObservable<IChangeSet<MeterRate, FleetKey<MeterId>>> ObserveMeters(this IFleet fleet, TimeSpan? period = null) =>
        OnFleet(fleet, Meters(period));

    internal static FlowKey KeyOf(FlowStats flow) => new(flow.TableId, flow.Priority, flow.Match);

    private static IObservable<IChangeSet<TItem, TKey>> OnDatapath<TItem, TKey>(Datapath datapath, Observation<TItem, TKey> observation)
        where TItem : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(datapath);
        return SharedSources.Of(datapath, observation.Key, () => observation.Observe(StatsSource.Of(datapath)));
    }

    private static IObservable<IChangeSet<TItem, FleetKey<TKey>>> OnFleet<TItem, TKey>(IFleet fleet, Observation<TItem, TKey> observation)
        where TItem : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(fleet);
        return SharedSources.Of(fleet, observation.Key, () => FleetStats.Merge(fleet, observation.Observe));
    }

    private static Observation<FlowRate, FlowKey> Flows(FlowStatsRequest? filter, TimeSpan? period)
    {
        var request = filter ?? new();
        var every = period ?? DefaultPeriod;
        return new((nameof(Flows), every, request), source => Observable.Create<IChangeSet<FlowRate, FlowKey>>(observer =>
        {
            var cache = new SourceCache<FlowRate, FlowKey>(static rate => KeyOf(rate.Stats));
            var busy = new BusyFlows(source, request, every / BusyFactor, rate => cache.Edit(updater =>
            {
                if (updater.TryLookup(KeyOf(rate.Stats), out _))
                    updater.AddOrUpdate(rate);
            }));
            // A poll that begins anew has what a paused monitor did not report.
            var polls = FlowEvents.Resumed(source)
                .StartWith(Unit.Default)
                .Select(_ => source.Poll(request, every).Materialize())
                .Switch()
                .Dematerialize();
            return new CompositeDisposable(
                cache.Connect(suppressEmptyChangeSets: false).Skip(1).Subscribe(observer),
                // Before the first poll, so that nothing falls between the two.
                FlowEvents.Of(source, request).Subscribe(change => change(cache), observer.OnError),
                busy,
                polls.FlowRates().Subscribe(
                    rates =>
                    {
                        cache.EditDiff(rates);
                        busy.Choose(rates);
                    },
                    observer.OnError,
                    observer.OnCompleted));
        }));
    }

    private static Observation<PortRate, PortNumber> Ports(TimeSpan? period) =>
        Polled(new PortStatsRequest(), period, static polls => polls.PortRates(), static rate => rate.Stats.PortNo);

    private static Observation<QueueRate, QueueKey> Queues(TimeSpan? period) => Polled(
        new QueueStatsRequest(),
        period,
        static polls => polls.QueueRates(),
        static rate => new QueueKey(rate.Stats.PortNo, rate.Stats.QueueId));

    private static Observation<TableRate, TableId> Tables(TimeSpan? period) => Polled(
        new TableStatsRequest(),
        period,
        static polls => polls.Rates(
            static table => table.TableId,
            static _ => TimeSpan.Zero,
            static (table, rates) => new TableRate(table, rates[0], rates[1]),
            static table => table.LookupCount,
            static table => table.MatchedCount),
        static rate => rate.Stats.TableId);

    private static Observation<GroupRate, GroupId> Groups(TimeSpan? period) => Polled(
        new GroupStatsRequest(),
        period,
        static polls => polls.Rates(
            static group => group.GroupId,
            static group => group.Duration,
            static (group, rates) => new GroupRate(group, rates[0], rates[1]),
            static group => group.PacketCount,
            static group => group.ByteCount),
        static rate => rate.Stats.GroupId);

    private static Observation<MeterRate, MeterId> Meters(TimeSpan? period) => Polled(
        new MeterStatsRequest(),
        period,
        static polls => polls.Rates(
            static meter => meter.MeterId,
            static meter => meter.Duration,
            static (meter, rates) => new MeterRate(meter, rates[0], rates[1]),
            static meter => meter.PacketInCount,
            static meter => meter.ByteInCount),
        static rate => rate.Stats.MeterId);

    private static Observation<TRate, TKey> Polled<TEntry, TRate, TKey>(
        IMultiRequest<TEntry> request,
        TimeSpan? period,
        Func<IObservable<PollResult<TEntry>>, IObservable<IReadOnlyList<TRate>>> ratesOf,
        Func<TRate, TKey> keySelector)
        where TRate : notnull
        where TKey : notnull
    {
        var every = period ?? DefaultPeriod;
        return new((typeof(TEntry), every), source => Observable.Create<IChangeSet<TRate, TKey>>(observer =>
        {
            var cache = new SourceCache<TRate, TKey>(keySelector);
            return new CompositeDisposable(
                cache.Connect(suppressEmptyChangeSets: false).Skip(1).Subscribe(observer),
                ratesOf(source.Poll(request, every)).Subscribe(rates => cache.EditDiff(rates), observer.OnError, observer.OnCompleted));
        }));
    }

    /// <summary>Something that can be observed on each datapath.</summary>
    /// <param name="Key">Identifies what is shared by all who subscribe to it.</param>
    /// <param name="Observe">Observes it on one.</param>
    private sealed record Observation<TItem, TKey>(object Key, Func<StatsSource, IObservable<IChangeSet<TItem, TKey>>> Observe)
        where TItem : notnull
        where TKey : notnull;
}
