using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>
/// What a datapath holds and counts, as changes of a set. The first change set has what is there; each later one what changed. A rate is
/// null
/// until an entry was polled twice; a counter that goes backwards has been reset and counts from zero.
/// </summary>
/// <remarks>
/// Each is shared: the datapath is asked once for all who subscribe with the same period and filter, from the first subscription to the
/// end of the last.
/// It completes when the datapath is disconnected, and fails as a request can. <see cref="AsObservableCacheOperator"/> makes a cache of it.
/// </remarks>
public static class ObserveOperators
{
    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The flows with their rates. What comes, changes and goes is seen at once where the datapath has a flow monitor; flows that are
    /// flagged for it
    /// are seen to go by flow-removed; the rest is seen by the next poll.
    /// </summary>
    /// <param name="datapath">The datapath.</param>
    /// <param name="filter">Which flows. Default: all.</param>
    /// <param name="period">How often they are polled. Default: 5 seconds.</param>
    /// <exception cref="ArgumentNullException"><paramref name="datapath"/> is null.</exception>
    public static IObservable<IChangeSet<FlowRate, FlowKey>> ObserveFlows(
        this Datapath datapath, FlowStatsRequest? filter = null, TimeSpan? period = null)
    {
        ArgumentNullException.ThrowIfNull(datapath);
        var request = filter ?? new();
        var every = period ?? DefaultPeriod;
        return SharedSources.Of(datapath, (nameof(ObserveFlows), every, request), () => Observable.Create<IChangeSet<FlowRate, FlowKey>>(observer =>
        {
            var cache = new SourceCache<FlowRate, FlowKey>(static rate => KeyOf(rate.Stats));
            return new CompositeDisposable(
                cache.Connect(suppressEmptyChangeSets: false).Skip(1).Subscribe(observer),
                // Before the first poll, so that nothing falls between the two.
                FlowEvents.Of(datapath, request).Subscribe(change => change(cache), observer.OnError),
                datapath.Poll(request, every).FlowRates().Subscribe(rates => cache.EditDiff(rates), observer.OnError, observer.OnCompleted));
        }));
    }

    /// <summary>The counters of the ports with their rates.</summary>
    /// <inheritdoc cref="ObserveFlows"/>
    public static IObservable<IChangeSet<PortRate, PortNumber>> ObservePorts(this Datapath datapath, TimeSpan? period = null) =>
        Polled(datapath, new PortStatsRequest(), period, static polls => polls.PortRates(), static rate => rate.Stats.PortNo);

    /// <summary>The counters of the queues with their rates.</summary>
    /// <inheritdoc cref="ObserveFlows"/>
    public static IObservable<IChangeSet<QueueRate, QueueKey>> ObserveQueues(this Datapath datapath, TimeSpan? period = null) =>
        Polled(
            datapath,
            new QueueStatsRequest(),
            period,
            static polls => polls.QueueRates(),
            static rate => new QueueKey(rate.Stats.PortNo, rate.Stats.QueueId));

    /// <summary>The counters of the tables with the rates of lookups.</summary>
    /// <inheritdoc cref="ObserveFlows"/>
    public static IObservable<IChangeSet<TableRate, TableId>> ObserveTables(this Datapath datapath, TimeSpan? period = null) =>
        Polled(
            datapath,
            new TableStatsRequest(),
            period,
            static polls => polls.Rates(
                static table => table.TableId,
                static _ => TimeSpan.Zero,
                static (table, rates) => new TableRate(table, rates[0], rates[1]),
                static table => table.LookupCount,
                static table => table.MatchedCount),
            static rate => rate.Stats.TableId);

    /// <summary>The counters of the groups with their rates. OpenFlow 1.1 and later.</summary>
    /// <inheritdoc cref="ObserveFlows"/>
    public static IObservable<IChangeSet<GroupRate, GroupId>> ObserveGroups(this Datapath datapath, TimeSpan? period = null) =>
        Polled(
            datapath,
            new GroupStatsRequest(),
            period,
            static polls => polls.Rates(
                static group => group.GroupId,
                static group => group.Duration,
                static (group, rates) => new GroupRate(group, rates[0], rates[1]),
                static group => group.PacketCount,
                static group => group.ByteCount),
            static rate => rate.Stats.GroupId);

    /// <summary>The counters of the meters with their rates. OpenFlow 1.3 and later.</summary>
    /// <inheritdoc cref="ObserveFlows"/>
    public static IObservable<IChangeSet<MeterRate, MeterId>> ObserveMeters(this Datapath datapath, TimeSpan? period = null) =>
        Polled(
            datapath,
            new MeterStatsRequest(),
            period,
            static polls => polls.Rates(
                static meter => meter.MeterId,
                static meter => meter.Duration,
                static (meter, rates) => new MeterRate(meter, rates[0], rates[1]),
                static meter => meter.PacketInCount,
                static meter => meter.ByteInCount),
            static rate => rate.Stats.MeterId);

    internal static FlowKey KeyOf(FlowStats flow) => new(flow.TableId, flow.Priority, flow.Match);

    private static IObservable<IChangeSet<TRate, TKey>> Polled<TEntry, TRate, TKey>(
        Datapath datapath,
        IMultiRequest<TEntry> request,
        TimeSpan? period,
        Func<IObservable<PollResult<TEntry>>, IObservable<IReadOnlyList<TRate>>> ratesOf,
        Func<TRate, TKey> keySelector)
        where TRate : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(datapath);
        var every = period ?? DefaultPeriod;
        return SharedSources.Of(datapath, (typeof(TEntry), every), () => Observable.Create<IChangeSet<TRate, TKey>>(observer =>
        {
            var cache = new SourceCache<TRate, TKey>(keySelector);
            return new CompositeDisposable(
                cache.Connect(suppressEmptyChangeSets: false).Skip(1).Subscribe(observer),
                ratesOf(datapath.Poll(request, every)).Subscribe(rates => cache.EditDiff(rates), observer.OnError, observer.OnCompleted));
        }));
    }
}

/// <summary>What identifies a queue on a datapath.</summary>
/// <param name="PortNo">The port.</param>
/// <param name="QueueId">The queue of the port.</param>
public readonly record struct QueueKey(PortNumber PortNo, uint QueueId);

/// <summary>The traffic of a table since the previous poll. A rate is null at the first poll, and if the datapath does not count
/// it.</summary>
/// <param name="Stats">The counters.</param>
/// <param name="Lookups">Packets looked up per second.</param>
/// <param name="Matches">Packets that matched a flow per second.</param>
public sealed record TableRate(TableStats Stats, double? Lookups, double? Matches);

/// <summary>The traffic of a group since the previous poll. A rate is null at the first poll, and if the datapath does not count
/// it.</summary>
/// <param name="Stats">The counters.</param>
/// <param name="Packets">Packets per second.</param>
/// <param name="Bytes">Bytes per second.</param>
public sealed record GroupRate(GroupStats Stats, double? Packets, double? Bytes);

/// <summary>The traffic of a meter since the previous poll. A rate is null at the first poll, and if the datapath does not count
/// it.</summary>
/// <param name="Stats">The counters.</param>
/// <param name="Packets">Packets that came to it per second.</param>
/// <param name="Bytes">Bytes that came to it per second.</param>
public sealed record MeterRate(MeterStats Stats, double? Packets, double? Bytes);

/// <summary>What a datapath reports of changes of its flows.</summary>
internal static class FlowEvents
{
    // One for each filter, apart from those that keep rules true.
    private static uint _lastMonitor = 0x5278_0000;

    /// <summary>The changes, each as an edit of what is known.</summary>
    /// <param name="datapath">The datapath.</param>
    /// <param name="filter">Which flows.</param>
    public static IObservable<Action<SourceCache<FlowRate, FlowKey>>> Of(Datapath datapath, FlowStatsRequest filter)
    {
        // Cookies and, before OpenFlow 1.4, groups cannot be monitored: such flows are seen by polling only.
        var isMonitored = filter.CookieMask == 0 && filter.OutGroup == GroupId.Any;
        var removed = datapath.Messages
            .Select(envelope => envelope.Message)
            .OfType<FlowRemoved>()
            .Select(Action<SourceCache<FlowRate, FlowKey>> (flow) => cache => cache.Remove(new FlowKey(flow.TableId, flow.Priority, flow.Match)));
        return isMonitored ? removed.Merge(Monitor(datapath, filter)) : removed;
    }

    private static IObservable<Action<SourceCache<FlowRate, FlowKey>>> Monitor(Datapath datapath, FlowStatsRequest filter) =>
        Observable.Create<Action<SourceCache<FlowRate, FlowKey>>>(observer =>
        {
            var monitor = new FlowMonitor
            {
                MonitorId = Interlocked.Increment(ref _lastMonitor),
                TableId = filter.TableId,
                OutPort = filter.OutPort,
                Match = filter.Match,
                Flags = FlowMonitorFlags.Add | FlowMonitorFlags.Removed | FlowMonitorFlags.Modify | FlowMonitorFlags.Instructions | FlowMonitorFlags.NoAbbrev,
            };
            var updates = datapath.Messages
                .Select(envelope => envelope.Message)
                .OfType<FlowMonitorReply>()
                .SelectMany(reply => reply.Body)
                .OfType<FullFlowUpdate>()
                .Where(update => Concerns(filter, update))
                .Select(Action<SourceCache<FlowRate, FlowKey>> (update) => cache => Apply(cache, update))
                .Subscribe(observer);
            // A datapath without monitors refuses it, and is polled.
            var asking = datapath.SendMsg(new FlowMonitorRequest { Body = [monitor] })
                .Catch((OpenFlowErrorException _) => Observable.Empty<FlowUpdate>())
                .Catch((InvalidMessageException _) => Observable.Empty<FlowUpdate>())
                .Catch((InvalidDatapathException _) => Observable.Empty<FlowUpdate>())
                .Subscribe(static _ => { }, observer.OnError);
            return new CompositeDisposable(updates, asking, Disposable.Create(() => datapath.TrySend(new FlowMonitorRequest
            {
                Body = [new() { MonitorId = monitor.MonitorId, Command = FlowMonitorCommand.Delete }],
            })));
        });

    // All monitors of a connection report to all.
    private static bool Concerns(FlowStatsRequest filter, FullFlowUpdate update) =>
        (filter.TableId == TableId.All || filter.TableId == update.TableId) && (filter.Match.Count == 0 || filter.Match.Equals(update.Match));

    private static void Apply(SourceCache<FlowRate, FlowKey> cache, FullFlowUpdate update)
    {
        var key = new FlowKey(update.TableId, update.Priority, update.Match);
        if (update.Event == FlowUpdateEvent.Removed)
        {
            cache.Remove(key);
            return;
        }

        cache.TryLookup(key, out var known);
        cache.AddOrUpdate(new FlowRate(
            (known?.Stats ?? new()) with
            {
                TableId = update.TableId,
                Priority = update.Priority,
                Match = update.Match,
                Cookie = update.Cookie,
                IdleTimeout = update.IdleTimeout,
                HardTimeout = update.HardTimeout,
                Instructions = update.Instructions,
            },
            known?.Packets,
            known?.Bytes));
    }
}
