using System.Collections.Frozen;
using System.Reactive.Linq;
using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Topology;
using RxOfctl.Web.Api;
using RxOfctl.Web.Rules;

namespace RxOfctl.Web.Events;

/// <summary>A change of a cache, as the stream has it.</summary>
/// <param name="Reason">The kind of the change.</param>
/// <param name="Key">The key.</param>
/// <param name="Current">The item as JSON; null where it was removed.</param>
internal readonly record struct EventChange(ChangeReason Reason, string Key, byte[]? Current);

/// <summary>Changes of a cache that happened together.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Lost">How many were left out before them, because there were too many.</param>
internal sealed record EventBatch(IReadOnlyList<EventChange> Changes, long Lost = 0);

/// <summary>A cache that can be streamed.</summary>
/// <param name="Connect">The changes, beginning with what is there.</param>
/// <param name="Kept">How many items the snapshot has at most, the newest; null for all.</param>
internal sealed record EventSource(Func<EventFilter, IObservable<EventBatch>> Connect, int? Kept = null);

/// <summary>The caches of the stream by name.</summary>
internal sealed class EventSources
{
    /// <summary>How many messages a stream has in a second at most. Beyond that they are counted, so that a flood of packet-ins costs no more.</summary>
    public const int MessagesPerSecond = 1_000;

    private const int KeptAlerts = 100;

    private readonly IFleet _fleet;

    public EventSources(IFleet fleet, DiscoveredTopology topology, DesiredRuleStore rules, OpenFlowWebOptions options)
    {
        _fleet = fleet;
        var period = options.SamplePeriod;
        ByName = new Dictionary<string, EventSource>
        {
            ["datapaths"] = Of(() => fleet.Datapaths.Connect(), id => id, (_, each) => DatapathEntry.Of(each)),
            ["ports"] = Of(() => topology.Ports.Connect(), id => id.DatapathId, (_, each) => PortEntry.Of(each)),
            ["links"] = Of(() => topology.Links.Connect(), id => id.From.DatapathId, (_, each) => LinkEntry.Of(each)),
            ["hosts"] = Of(() => topology.Hosts.Connect(), _ => null, (_, each) => HostEntry.Of(each)),
            ["rules"] = Of(() => rules.Maintained.Flows.Connect(), key => key.Datapaths.Id, (_, each) => RuleStatusEntry.Of(each)),
            ["members"] = Of(() => fleet.Members.Connect(), _ => null, (_, each) => MemberEntry.Of(each)),
            ["flows"] = Of(
                () => fleet.ObserveFlows(period: period),
                key => key.DatapathId,
                (key, each) => FlowEntry.Of(key.DatapathId, VersionOf(key.DatapathId), each.Stats, each.Packets, each.Bytes)),
            ["port_counters"] = Of(
                () => fleet.ObservePorts(period), key => key.DatapathId, (key, each) => PortCounters.Of(key.DatapathId, each)),
            ["alerts"] = new(filter => topology.Alerts.Where(alert => filter.Includes(alert.Port.DatapathId))
                .Select((alert, index) => new EventBatch([new(ChangeReason.Add, $"{index}", ApiJson.Bytes(AlertEntry.Of(alert)))])), KeptAlerts),
            ["messages"] = new(Messages, Kept: 0),
        }.ToFrozenDictionary();
    }

    public FrozenDictionary<string, EventSource> ByName { get; }

    private static EventSource Of<TObject, TKey, TEntry>(
        Func<IObservable<IChangeSet<TObject, TKey>>> connect, Func<TKey, DatapathId?> datapathOf, Func<TKey, TObject, TEntry> entryOf)
        where TObject : notnull
        where TKey : notnull => new(filter => connect().Select(changes => new EventBatch([.. changes
            .Where(change => datapathOf(change.Key) is not { } datapath || filter.Includes(datapath))
            .Select(change => new EventChange(
                change.Reason, $"{change.Key}", change.Reason == ChangeReason.Remove ? null : ApiJson.Bytes(entryOf(change.Key, change.Current))))])));

    private OpenFlowVersion VersionOf(DatapathId id) =>
        _fleet.Datapaths.TryLookup(id, out var datapath) ? datapath.Version : OpenFlowVersion.OpenFlow13;

    // Those beyond the rate are counted, and reported with the next one that is shown.
    private IObservable<EventBatch> Messages(EventFilter filter) => Observable.Defer(() =>
    {
        var (second, shown, lost, index) = (0L, 0, 0L, 0L);
        return _fleet.Messages
            .Where(each => filter.Includes(each.Datapath.Id) && (filter.Types.IsEmpty || filter.Types.Contains(MessageEntry.TypeOf(each.Message))))
            .Select(each => Take(each.ReceivedAt.ToUnixTimeSeconds(), each))
            .Where(batch => batch is not null)
            .Select(batch => batch!);

        EventBatch? Take(long now, FleetEnvelope<OpenFlowMessage> message)
        {
            if (now != second)
                (second, shown) = (now, 0);
            if (shown == MessagesPerSecond)
            {
                lost++;
                return null;
            }

            shown++;
            var batch = new EventBatch([new(ChangeReason.Add, $"{index++}", ApiJson.Bytes(MessageEntry.Of(message)))], lost);
            lost = 0;
            return batch;
        }
    });
}
