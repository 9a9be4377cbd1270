using System.Collections.Concurrent;
using System.Reactive;
using System.Reactive.Linq;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Topology;
using RxOfctl.Web.Dashboard.Texts;

namespace RxOfctl.Web.Dashboard.Live;

/// <summary>Something that happened in the network.</summary>
/// <param name="Number">Its number on this page.</param>
/// <param name="At">When, by the fleet's clock.</param>
/// <param name="Kind">What kind of event it is: a message's type, or what has changed.</param>
/// <param name="Datapath">The datapath it is about; null if it is about none.</param>
/// <param name="Text">A line about it.</param>
/// <param name="Packet">The message, for a packet-in.</param>
internal sealed record NetworkEvent(long Number, DateTimeOffset At, string Kind, DatapathId? Datapath, string Text, PacketIn? Packet);

/// <summary>
/// The events of the network for one page. They come on the threads of the controller and wait here, a limited number of them, until the
/// page takes them; what does not fit is counted.
/// </summary>
internal sealed class EventFeed(IFleet fleet, DiscoveredTopology topology, OpenFlowController? controller)
{
    private const int Capacity = 1000;

    private readonly ConcurrentQueue<(DateTimeOffset At, DatapathId? Datapath, object Event)> _waiting = [];
    private int _count;
    private long _left;
    private long _last;

    /// <summary>Whether the topology's own probes are among the events.</summary>
    public bool WithProbes { get; set; }

    /// <summary>How many events came faster than the page could show them, and were left out.</summary>
    public long LeftOut => Interlocked.Read(ref _left);

    /// <summary>Emits when something has happened. Events are collected while this is subscribed to.</summary>
    public IObservable<Unit> Happened => Observable.Merge(
        fleet.Messages.Do(e => Add(e.ReceivedAt, e.Datapath.Id, e.Message)).AsSignal(),
        topology.LinkPairs.Preview().Do(changes => Add(changes, change => change.Current.Lower.DatapathId)).AsSignal(),
        topology.Hosts.Preview().Do(changes => Add(changes, change => change.Current.Port.DatapathId)).AsSignal(),
        topology.Alerts.Do(alert => Add(alert.At, alert.Port.DatapathId, alert)).AsSignal(),
        (controller?.Connections ?? Observable.Never<ConnectionChange>())
            .Do(change => Add(change.At, change.DatapathId, change)).AsSignal());

    /// <summary>Takes the events that have come, in their order.</summary>
    public IReadOnlyList<NetworkEvent> Take()
    {
        var taken = new List<NetworkEvent>();
        while (_waiting.TryDequeue(out var each))
        {
            Interlocked.Decrement(ref _count);
            if (each.Event is PacketIn packet && !WithProbes && topology.IsProbe(packet.Data))
                continue;
            var (kind, text) = Describe(each.Event);
            taken.Add(new(++_last, each.At, kind, each.Datapath, text, each.Event as PacketIn));
        }

        return taken;
    }

    private void Add<TObject, TKey>(IChangeSet<TObject, TKey> changes, Func<Change<TObject, TKey>, DatapathId> datapathOf)
        where TObject : notnull
        where TKey : notnull
    {
        // Updates, such as of a latency or of the time when a host was last seen, are not events.
        foreach (var change in changes.Where(change => change.Reason is ChangeReason.Add or ChangeReason.Remove))
            Add(fleet.Scheduler.Now, datapathOf(change), (change.Reason, (object)change.Current));
    }

    private void Add(DateTimeOffset at, DatapathId? datapath, object happened)
    {
        if (Interlocked.Increment(ref _count) > Capacity && _waiting.TryDequeue(out _))
        {
            Interlocked.Decrement(ref _count);
            Interlocked.Increment(ref _left);
        }

        _waiting.Enqueue((at, datapath, happened));
    }

    private static (string Kind, string Text) Describe(object happened) => happened switch
    {
        PacketIn packet => ("packet-in", $"port {packet.InPort}: {packet.Data.ParseEthernet()}"),
        FlowRemoved removed => (
            "flow-removed", $"table={removed.TableId.Value}, priority={removed.Priority},{removed.Match} ({removed.Reason})"),
        PortStatus status => (
            "port-status", $"port {status.Desc.PortNo} {status.Desc.Name}: {status.Reason}, {(status.Desc.IsUp ? "up" : "down")}"),
        ErrorMessage error => ("error", $"{error.Error}"),
        OpenFlowMessage message => (message.GetType().Name, $"{message}"),
        ConnectionChange change => ("connection", $"{change.Peer}: {change.State}{(change.Reason is null ? "" : $", {change.Reason}")}"),
        TopologyAlert alert => ("alert", AlertTexts.Of(alert)),
        (ChangeReason reason, LinkPair link) => ("link", $"{Names.Of(link.Id)} {(reason == ChangeReason.Add ? "found" : "lost")}"),
        (ChangeReason reason, NetworkHost host) => (
            "host", $"{host.Id.Mac} at {Names.Of(host.Port)} {(reason == ChangeReason.Add ? "found" : "gone")}"),
        _ => (happened.GetType().Name, $"{happened}"),
    };
}
