using System.Collections.Immutable;
using System.Text;

namespace Queries;

/// <summary>Queries over the messages of all switches, in any version of OpenFlow.</summary>
public sealed class NetworkQueries(OpenFlowController controller)
{
    private IObservable<(Envelope<PacketIn> From, EthernetFrame Frame)> Packets =>
        from e in controller.Messages.OfMessage<PacketIn>()
        select (e, e.Message.Data.ParseEthernet());

    /// <summary>The hosts that sent the most bytes, once a minute.</summary>
    public IObservable<IReadOnlyList<(MacAddress Station, long Bytes)>> TopTalkers(int count) =>
        from minute in Packets.Buffer(TimeSpan.FromMinutes(1), controller.Scheduler)
        where minute.Count > 0
        select (IReadOnlyList<(MacAddress, long)>)[.. (
            from packet in minute
            group packet.From.Message.Data.Length by packet.Frame.Source into station
            let bytes = station.Sum(length => (long)length)
            orderby bytes descending
            select (station.Key, bytes)).Take(count)];

    /// <summary>Ports that sent a number of port-status messages within a time.</summary>
    public IObservable<(DatapathId Datapath, PortNumber Port)> FlappingPorts(int times, TimeSpan within) =>
        from port in controller.Messages.OfMessage<PortStatus>().GroupBy(e => (e.Datapath.Id, e.Message.Desc.PortNo))
        from changes in port.Timestamp(controller.Scheduler).Buffer(times, 1)
        where changes.Count == times && changes[^1].Timestamp - changes[0].Timestamp <= within
        select port.Key;

    /// <summary>Hosts that appear at another port while their previous port is up: they moved, or their address is forged.</summary>
    public IObservable<(MacAddress Station, PortNumber Before, PortNumber After)> MovesWithoutPortDown() =>
        from station in Packets.GroupBy(packet => (packet.From.Datapath.Id, packet.Frame.Source))
        from seen in station.Buffer(2, 1)
        where seen.Count == 2 && seen[0].From.Message.InPort != seen[1].From.Message.InPort
        where seen[1].From.Datapath.Ports.TryLookup(seen[0].From.Message.InPort, out var port) && port.IsUp
        select (station.Key.Source, seen[0].From.Message.InPort, seen[1].From.Message.InPort);

    /// <summary>
    /// Packets that a flow sent to the controller, joined by cookie with the removal of that flow. OpenFlow 1.3 and later.
    /// </summary>
    public IObservable<(ulong Cookie, int Bytes, FlowRemovedReason Reason)> PacketsOfRemovedFlows(TimeSpan within) =>
        from packet in controller.Messages.OfMessage<PacketIn>()
        from removed in controller.Messages.OfMessage<FlowRemoved>()
            .TakeUntil(Observable.Timer(within, controller.Scheduler))
            .Where(e => e.Datapath == packet.Datapath && e.Message.Cookie == packet.Message.Cookie)
            .Take(1)
        select (removed.Message.Cookie, packet.Message.Data.Length, removed.Message.Reason);

    /// <summary>Hosts that sent UDP datagrams to a sequence of ports, without others in between, within a time.</summary>
    public IObservable<Ipv4Address> PortKnocking(ImmutableArray<ushort> secret, TimeSpan within) =>
        from station in Packets.Where(packet => packet.Frame.Ipv4?.Udp is not null).GroupBy(packet => packet.Frame.Ipv4!.Source)
        from knocks in station.Select(packet => packet.Frame.Udp!.DestinationPort).Timestamp(controller.Scheduler).Buffer(secret.Length, 1)
        where knocks.Select(knock => knock.Value).SequenceEqual(secret) && knocks[^1].Timestamp - knocks[0].Timestamp <= within
        select station.Key;

    /// <summary>The port of each host, after each change: a learning switch as a query.</summary>
    public IObservable<ImmutableDictionary<(DatapathId, MacAddress), PortNumber>> Stations() => Packets
        .Scan(
            ImmutableDictionary<(DatapathId, MacAddress), PortNumber>.Empty,
            (stations, packet) => stations.SetItem((packet.From.Datapath.Id, packet.Frame.Source), packet.From.Message.InPort))
        .DistinctUntilChanged();

    /// <summary>The names in DNS requests.</summary>
    public IObservable<(Ipv4Address Station, string Name)> DnsNames() =>
        from packet in Packets
        let ip = packet.Frame.Ipv4
        where ip?.Udp is { DestinationPort: 53 }
        let name = ReadName(ip!.Udp!.Payload.Span)
        where name is not null
        select (ip.Source, name);

    // The first question's name (RFC 1035 §4.1.2): labels, each preceded by its length, after a header of twelve bytes.
    private static string? ReadName(ReadOnlySpan<byte> message)
    {
        const int header = 12, longestLabel = 63;
        var labels = new List<string>();
        for (var rest = message.Length > header ? message[header..] : []; rest.Length > 0; rest = rest[(1 + rest[0])..])
        {
            if (rest[0] == 0)
                return string.Join('.', labels);
            if (rest[0] > longestLabel || rest.Length <= rest[0])
                return null;
            labels.Add(Encoding.ASCII.GetString(rest.Slice(1, rest[0])));
        }

        return null;
    }
}
