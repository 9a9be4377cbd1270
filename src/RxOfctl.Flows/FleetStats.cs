using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>Merges what is observed on each datapath of a fleet.</summary>
internal static class FleetStats
{
    /// <summary>
    /// The changes on all datapaths, under keys that have the datapath's id. What a datapath had is removed when it disconnects.
    /// </summary>
    /// <remarks>A datapath that does not have what is asked contributes nothing; after another failure it is asked anew, after a
    /// pause.</remarks>
    /// <param name="fleet">The fleet.</param>
    /// <param name="observe">What is observed on a datapath.</param>
    public static IObservable<IChangeSet<TItem, FleetKey<TKey>>> Merge<TItem, TKey>(
        IFleet fleet, Func<StatsSource, IObservable<IChangeSet<TItem, TKey>>> observe)
        where TItem : notnull
        where TKey : notnull => Observable.Defer(() =>
        {
            var messages = fleet.Messages
                .Where(static envelope => envelope.Message is FlowMonitorReply or FlowRemoved)
                .Publish().RefCount();
            return fleet.Datapaths.Connect()
                .SelectMany(static changes => changes)
                .Where(static change => change.Reason != ChangeReason.Refresh)
                .GroupBy(static change => change.Key)
                .SelectMany(changes => OfDatapath(
                    changes
                        .Select(static change => change.Reason == ChangeReason.Remove ? null : change.Current.Connection)
                        .DistinctUntilChanged(),
                    fleet,
                    changes.Key,
                    observe(StatsSource.Of(
                        fleet,
                        changes.Key,
                        messages.Where(envelope => envelope.Datapath.Id == changes.Key).Select(static envelope => envelope.Message)))));
        });

    private static IObservable<IChangeSet<TItem, FleetKey<TKey>>> OfDatapath<TItem, TKey>(
        IObservable<string?> connections, IFleet fleet, DatapathId id, IObservable<IChangeSet<TItem, TKey>> source)
        where TItem : notnull
        where TKey : notnull
    {
        var known = new Dictionary<TKey, TItem>();
        var forget = Observable.Defer(() =>
        {
            var removed = new ChangeSet<TItem, FleetKey<TKey>>(
                known.Select(pair => Change.Remove(new FleetKey<TKey>(id, pair.Key), pair.Value)));
            known.Clear();
            return removed.Count == 0
                ? Observable.Empty<IChangeSet<TItem, FleetKey<TKey>>>()
                : Observable.Return<IChangeSet<TItem, FleetKey<TKey>>>(removed);
        });
        var observed = forget
            .Concat(source.Select(IChangeSet<TItem, FleetKey<TKey>> (changes) => Apply(known, id, changes)))
            .Catch((InvalidMessageException _) => Observable.Empty<IChangeSet<TItem, FleetKey<TKey>>>())
            .Catch((OpenFlowErrorException _) => Observable.Empty<IChangeSet<TItem, FleetKey<TKey>>>())
            // Of a connection that has ended, the next change of the fleet's datapaths says so.
            .Catch((InvalidDatapathException _) => Observable.Empty<IChangeSet<TItem, FleetKey<TKey>>>())
            .RetryWithBackoff(int.MaxValue, fleet.Scheduler);
        return connections.Select(connection => connection is null ? forget : observed).Switch();
    }

    private static ChangeSet<TItem, FleetKey<TKey>> Apply<TItem, TKey>(
        Dictionary<TKey, TItem> known, DatapathId id, IChangeSet<TItem, TKey> changes)
        where TItem : notnull
        where TKey : notnull
    {
        return new ChangeSet<TItem, FleetKey<TKey>>([.. changes.Select(Of)]);

        Change<TItem, FleetKey<TKey>> Of(Change<TItem, TKey> change)
        {
            var key = new FleetKey<TKey>(id, change.Key);
            if (change.Reason == ChangeReason.Remove)
                known.Remove(change.Key);
            else
                known[change.Key] = change.Current;
            return change.Reason switch
            {
                ChangeReason.Add => Change.Add(key, change.Current),
                ChangeReason.Update => Change.Update(key, change.Current, change.Previous!),
                ChangeReason.Remove => Change.Remove(key, change.Current),
                _ => Change.Refresh(key, change.Current),
            };
        }
    }
}
