using System.Collections.Concurrent;
using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using RxOfctl.Topology;

namespace RxOfctl.Web.Api;

/// <summary>A connected datapath.</summary>
/// <param name="Id">Its id, 16 hexadecimal digits.</param>
/// <param name="Version">The version of OpenFlow, such as <c>OpenFlow 1.3</c>.</param>
/// <param name="Connection">Another one after each reconnection.</param>
/// <param name="Owner">The controller that is its master; null while there is none.</param>
/// <param name="ConnectedTo">The controllers that it is connected to.</param>
/// <param name="NTables">The number of its tables.</param>
/// <param name="NBuffers">The number of packets that it can buffer.</param>
/// <param name="Capabilities">What it supports.</param>
internal sealed record DatapathEntry(
    string Id,
    string Version,
    string Connection,
    string? Owner,
    IReadOnlyList<string> ConnectedTo,
    int NTables,
    uint NBuffers,
    Capabilities Capabilities)
{
    public static DatapathEntry Of(FleetDatapath datapath) => new(
        $"{datapath.Id}",
        datapath.Version.ToText(),
        datapath.Connection,
        datapath.Owner,
        [.. datapath.ConnectedTo],
        datapath.Features.TableCount,
        datapath.Features.BufferCount,
        datapath.Features.Capabilities);
}

/// <summary>A port of a datapath.</summary>
/// <param name="Datapath">The datapath.</param>
/// <param name="PortNo">The number, or the name of a reserved port.</param>
/// <param name="Name">The name.</param>
/// <param name="HwAddr">The MAC address.</param>
/// <param name="IsUp">Whether it can pass packets.</param>
/// <param name="Role">Its role in the topology; null where that is not known.</param>
/// <param name="Config">What the controller has set.</param>
/// <param name="State">What the datapath says of it.</param>
/// <param name="Curr">Its present features.</param>
/// <param name="CurrSpeed">Its present rate in kbit/s; 0 where it is unknown.</param>
internal sealed record PortEntry(
    string Datapath,
    PortNumber PortNo,
    string Name,
    string HwAddr,
    bool IsUp,
    string? Role,
    PortConfig Config,
    PortState State,
    PortFeatures Curr,
    uint CurrSpeed)
{
    public static PortEntry Of(DatapathId datapath, Port port, PortRole? role) => new(
        $"{datapath}", port.PortNo, port.Name, $"{port.HwAddr}", port.IsUp, role is { } known ? Names.Of(known) : null, port.Config, port.State, port.Curr, port.CurrSpeed);

    public static PortEntry Of(NetworkPort port) => Of(port.Id.DatapathId, port.Description, port.Role);
}

/// <summary>The counters of a port. A rate is per second, and null until the port was read twice.</summary>
internal sealed record PortCounters(
    string Datapath,
    PortNumber PortNo,
    ulong RxPackets,
    ulong TxPackets,
    ulong RxBytes,
    ulong TxBytes,
    ulong RxDropped,
    ulong TxDropped,
    ulong RxErrors,
    ulong TxErrors,
    double? RxPacketRate,
    double? TxPacketRate,
    double? RxByteRate,
    double? TxByteRate)
{
    public static PortCounters Of(DatapathId datapath, PortRate rate) => new(
        $"{datapath}",
        rate.Stats.PortNo,
        rate.Stats.RxPackets,
        rate.Stats.TxPackets,
        rate.Stats.RxBytes,
        rate.Stats.TxBytes,
        rate.Stats.RxDropped,
        rate.Stats.TxDropped,
        rate.Stats.RxErrors,
        rate.Stats.TxErrors,
        rate.RxPackets,
        rate.TxPackets,
        rate.RxBytes,
        rate.TxBytes);
}

/// <summary>A flow of a datapath.</summary>
/// <param name="Datapath">The datapath.</param>
/// <param name="Flow">The flow in the notation of <c>ovs-ofctl</c>, without counters.</param>
/// <param name="TableId">The table.</param>
/// <param name="Priority">The priority.</param>
/// <param name="Match">The match in the notation of <c>ovs-ofctl</c>.</param>
/// <param name="Cookie">The cookie, in hexadecimal.</param>
/// <param name="PacketCount">The packets that it matched.</param>
/// <param name="ByteCount">The bytes that it matched.</param>
/// <param name="PacketRate">Packets per second; null until it was read twice.</param>
/// <param name="ByteRate">Bytes per second; null until it was read twice.</param>
/// <param name="Duration">How long it has been installed, in seconds.</param>
internal sealed record FlowEntry(
    string Datapath,
    string Flow,
    TableId TableId,
    ushort Priority,
    string Match,
    string Cookie,
    ulong PacketCount,
    ulong ByteCount,
    double? PacketRate,
    double? ByteRate,
    double Duration)
{
    public static FlowEntry Of(DatapathId datapath, OpenFlowVersion version, FlowStats flow, double? packets = null, double? bytes = null) => new(
        $"{datapath}",
        TextOf(flow, version),
        flow.TableId,
        flow.Priority,
        $"{flow.Match}",
        $"0x{flow.Cookie:x}",
        flow.PacketCount,
        flow.ByteCount,
        packets,
        bytes,
        flow.Duration.TotalSeconds);

    private static string TextOf(FlowStats flow, OpenFlowVersion version) => new FlowMod
    {
        Cookie = flow.Cookie,
        TableId = flow.TableId,
        Priority = flow.Priority,
        IdleTimeout = flow.IdleTimeout,
        HardTimeout = flow.HardTimeout,
        Importance = flow.Importance,
        Flags = flow.Flags,
        Match = flow.Match,
        Instructions = flow.Instructions,
    }.ToText(version);
}

/// <summary>A group of a datapath.</summary>
/// <param name="Datapath">The datapath.</param>
/// <param name="Group">The group in the notation of <c>ovs-ofctl</c>.</param>
/// <param name="GroupId">The group's number.</param>
/// <param name="Type">Its type.</param>
internal sealed record GroupEntry(string Datapath, string Group, GroupId GroupId, GroupType Type)
{
    public static GroupEntry Of(FleetDatapath datapath, GroupDesc group) =>
        new($"{datapath.Id}", group.ToText(datapath.Version), group.GroupId, group.Type);
}

/// <summary>A meter of a datapath.</summary>
/// <param name="Datapath">The datapath.</param>
/// <param name="Meter">The meter in the notation of <c>ovs-ofctl</c>.</param>
/// <param name="MeterId">The meter's number.</param>
internal sealed record MeterEntry(string Datapath, string Meter, MeterId MeterId)
{
    public static MeterEntry Of(FleetDatapath datapath, MeterDesc meter) => new($"{datapath.Id}", $"{meter}", meter.MeterId);
}

/// <summary>An end of a link, or the place of a host.</summary>
/// <param name="Datapath">The datapath.</param>
/// <param name="PortNo">The port.</param>
internal sealed record PlaceEntry(string Datapath, PortNumber PortNo)
{
    public static PlaceEntry Of(SwitchPort port) => new($"{port.DatapathId}", port.Port);
}

/// <summary>One direction of a link.</summary>
/// <param name="From">The port that sends.</param>
/// <param name="To">The port that receives.</param>
/// <param name="Kind">Direct, or indirect across switches of others.</param>
/// <param name="Latency">In seconds; null where it is not known.</param>
/// <param name="Rate">In kbit/s; null where it is not known.</param>
/// <param name="Flaps">How often it was lost and found again.</param>
internal sealed record LinkEntry(PlaceEntry From, PlaceEntry To, string Kind, double? Latency, long? Rate, int Flaps)
{
    public static LinkEntry Of(NetworkLink link) =>
        new(PlaceEntry.Of(link.From), PlaceEntry.Of(link.To), Names.Of(link.Kind), link.Latency?.TotalSeconds, link.Rate, link.Flaps);
}

/// <summary>A host.</summary>
/// <param name="Mac">The MAC address.</param>
/// <param name="Vlan">The VLAN; 0 without a tag.</param>
/// <param name="Port">Where it is.</param>
/// <param name="Ipv4">Its IPv4 addresses.</param>
/// <param name="Ipv6">Its IPv6 addresses.</param>
/// <param name="FirstSeen">When it was first seen.</param>
/// <param name="LastSeen">When it was last seen.</param>
internal sealed record HostEntry(
    string Mac, ushort Vlan, PlaceEntry Port, IReadOnlyList<string> Ipv4, IReadOnlyList<string> Ipv6, DateTimeOffset FirstSeen, DateTimeOffset LastSeen)
{
    public static HostEntry Of(NetworkHost host) => new(
        $"{host.Id.Mac}",
        host.Id.Vlan,
        PlaceEntry.Of(host.Port),
        [.. host.Ipv4Addresses.Select(address => $"{address}")],
        [.. host.Ipv6Addresses.Select(address => $"{address}")],
        host.FirstSeen,
        host.LastSeen);
}

/// <summary>An alert of the topology.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What kind: <c>forged_probe</c>, <c>host_hijack</c>, ...</param>
/// <param name="Port">The port at which it was seen.</param>
/// <param name="Action">What was done.</param>
/// <param name="Text">The evidence.</param>
internal sealed record AlertEntry(DateTimeOffset At, string Kind, PlaceEntry Port, string Action, string Text)
{
    private const string Suffix = "Alert";

    public static AlertEntry Of(TopologyAlert alert) =>
        new(alert.At, Names.Snake(alert.GetType().Name[..^Suffix.Length]), PlaceEntry.Of(alert.Port), Names.Of(alert.Action), $"{alert}");
}

/// <summary>What became of a desired rule on a datapath.</summary>
/// <param name="Datapath">The datapath.</param>
/// <param name="Flow">The rule in the notation of <c>ovs-ofctl</c>.</param>
/// <param name="State">Pending, installed, normalized, drifted, expired or failed.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="OpenFlowError">The name of the OpenFlow error, if the datapath refused it.</param>
/// <param name="Drifts">How often the flow was found changed.</param>
internal sealed record RuleStatusEntry(string Datapath, string Flow, string State, string? Error, string? OpenFlowError, int Drifts)
{
    public static RuleStatusEntry Of(RuleStatus<FlowRule> status) => new(
        $"{status.DatapathId}",
        $"{status.Rule}",
        Names.Of(status.State),
        status.Error?.Message,
        status.Error is OpenFlowErrorException { Errors: [var first, ..] } ? first.Error.Name : null,
        status.Drifts);
}

/// <summary>A message of a datapath that answers no request.</summary>
/// <param name="At">When it was received.</param>
/// <param name="Datapath">The datapath.</param>
/// <param name="Xid">The transaction id.</param>
/// <param name="Type">Its name in the specification: <c>packet_in</c>, <c>port_status</c>, ...</param>
/// <param name="Message">The message.</param>
internal sealed record MessageEntry(DateTimeOffset At, string Datapath, uint Xid, string Type, OpenFlowMessage Message)
{
    private static readonly ConcurrentDictionary<Type, string> Types = new();

    public static MessageEntry Of(FleetEnvelope<OpenFlowMessage> envelope) =>
        new(envelope.ReceivedAt, $"{envelope.Datapath.Id}", envelope.Xid, TypeOf(envelope.Message), envelope.Message);

    public static string TypeOf(OpenFlowMessage message) => Types.GetOrAdd(message.GetType(), static type => Names.Snake(type.Name));
}

/// <summary>A controller of the fleet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSelf">Whether it is the one that answers.</param>
internal sealed record MemberEntry(string Name, bool IsSelf)
{
    public static MemberEntry Of(FleetMember member) => new(member.Name, member.IsSelf);
}
