using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>What a datapath reports of changes of its flows.</summary>
internal static class FlowEvents
{
    // One for each filter, apart from those that keep rules true.
    private static uint _lastMonitor = 0x5278_0000;

    /// <summary>The changes, each as an edit of what is known.</summary>
    /// <param name="source">The datapath.</param>
    /// <param name="filter">Which flows.</param>
    public static IObservable<Action<SourceCache<FlowRate, FlowKey>>> Of(StatsSource source, FlowStatsRequest filter)
    {
        // Cookies and, before OpenFlow 1.4, groups cannot be monitored: such flows are seen by polling only.
        var isMonitored = filter.CookieMask == 0 && filter.OutGroup == GroupId.Any;
        var removed = source.Messages
            .OfType<FlowRemoved>()
            .Select(Action<SourceCache<FlowRate, FlowKey>> (flow) =>
                cache => cache.Remove(new FlowKey(flow.TableId, flow.Priority, flow.Match)));
        return isMonitored ? removed.Merge(Monitor(source, filter)) : removed;
    }

    /// <summary>
    /// Emits when a monitor resumes after it was paused, because there were more changes than it could report: some may be missing.
    /// </summary>
    /// <param name="source">The datapath.</param>
    public static IObservable<Unit> Resumed(StatsSource source) => source.Messages
        .OfType<FlowMonitorReply>()
        .SelectMany(static reply => reply.Body)
        .OfType<ResumedFlowUpdate>()
        .Select(static _ => Unit.Default);

    private static IObservable<Action<SourceCache<FlowRate, FlowKey>>> Monitor(StatsSource source, FlowStatsRequest filter) =>
        Observable.Create<Action<SourceCache<FlowRate, FlowKey>>>(observer =>
        {
            var monitor = new FlowMonitor
            {
                MonitorId = Interlocked.Increment(ref _lastMonitor),
                TableId = filter.TableId,
                OutPort = filter.OutPort,
                Match = filter.Match,
                Flags = FlowMonitorFlags.Add | FlowMonitorFlags.Removed | FlowMonitorFlags.Modify
                    | FlowMonitorFlags.Instructions | FlowMonitorFlags.NoAbbrev,
            };
            var updates = source.Messages
                .OfType<FlowMonitorReply>()
                .SelectMany(static reply => reply.Body)
                .OfType<FullFlowUpdate>()
                .Where(update => Concerns(filter, update))
                .Select(Action<SourceCache<FlowRate, FlowKey>> (update) => cache => Apply(cache, update))
                .Subscribe(observer);
            // A datapath without monitors refuses it, and is polled.
            var asking = source.SendMsg(new FlowMonitorRequest { Body = [monitor] })
                .Catch((OpenFlowErrorException _) => Observable.Empty<FlowUpdate>())
                .Catch((InvalidMessageException _) => Observable.Empty<FlowUpdate>())
                .Catch((ReplyMissingException _) => Observable.Empty<FlowUpdate>())
                .Catch((InvalidDatapathException _) => Observable.Empty<FlowUpdate>())
                .Subscribe(static _ => { }, observer.OnError);
            return new CompositeDisposable(updates, asking, Disposable.Create(() => source.TrySend(new FlowMonitorRequest
            {
                Body = [new() { MonitorId = monitor.MonitorId, Command = FlowMonitorCommand.Delete }],
            })));
        });

    // All monitors of a connection report to all.
    private static bool Concerns(FlowStatsRequest filter, FullFlowUpdate update) =>
        (filter.TableId == TableId.All || filter.TableId == update.TableId)
        && (filter.Match.Count == 0 || filter.Match.Equals(update.Match));

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
