using System.Buffers;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Web.Ryu;

/// <summary>Flow statistics, and requests for them, in Ryu's JSON.</summary>
internal static class RyuFlows
{
    private const int MultipartHeader = 16;
    private const int MaxMessage = ushort.MaxValue;

    /// <summary>The flows that a filter asks for. OpenFlow cannot ask for a priority; Ryu can.</summary>
    public static (FlowStatsRequest Request, ushort? Priority) ReadRequest(RyuObject filter, OpenFlowVersion version)
    {
        var request = new FlowStatsRequest
        {
            TableId = TableOf(filter),
            OutPort = PortOf(filter, version),
            OutGroup = GroupOf(filter, version),
            Cookie = version == OpenFlowVersion.OpenFlow10 ? 0 : filter.UInt64("cookie"),
            CookieMask = version == OpenFlowVersion.OpenFlow10 ? 0 : filter.UInt64("cookie_mask"),
            Match = RyuMatch.Read(filter.Object("match"), version),
        };
        return (request, PriorityOf(filter));
    }

    public static AggregateStatsRequest ReadAggregateRequest(RyuObject filter, OpenFlowVersion version)
    {
        var (flows, _) = ReadRequest(filter, version);
        return new()
        {
            TableId = flows.TableId,
            OutPort = flows.OutPort,
            OutGroup = flows.OutGroup,
            Cookie = flows.Cookie,
            CookieMask = flows.CookieMask,
            Match = flows.Match,
        };
    }

    public static RyuResult Result(FleetDatapath datapath, IEnumerable<FlowStats> flows) => new(datapath.Id, json =>
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxMessage);
        json.WriteStartArray();
        foreach (var flow in flows)
            Write(json, flow, datapath.Version, buffer);
        json.WriteEndArray();
        ArrayPool<byte>.Shared.Return(buffer);
    });

    private static void Write(Utf8JsonWriter json, FlowStats flow, OpenFlowVersion version, byte[] buffer)
    {
        json.WriteStartObject();
        json.WriteNumber("priority", flow.Priority);
        json.WriteNumber("cookie", flow.Cookie);
        json.WriteNumber("idle_timeout", flow.IdleTimeout);
        json.WriteNumber("hard_timeout", flow.HardTimeout);
        json.WriteNumber("byte_count", flow.ByteCount);
        json.WriteNumber("duration_sec", flow.DurationSec);
        json.WriteNumber("duration_nsec", flow.DurationNsec);
        json.WriteNumber("packet_count", flow.PacketCount);
        json.WritePropertyName("actions");
        if (version == OpenFlowVersion.OpenFlow10)
        {
            RyuActions10.Write(json, flow.Actions);
        }
        else
        {
            RyuActions.Write(json, flow.Instructions, version);
            json.WriteNumber("length", LengthOf(flow, version, buffer));
            json.WriteNumber("flags", (uint)flow.Flags & ushort.MaxValue);
        }

        json.WritePropertyName("match");
        RyuMatch.Write(json, flow.Match, version);
        json.WriteTable(flow.TableId);
        json.WriteEndObject();
    }

    // How long the entry is in the message (ofp_flow_stats.length).
    private static int LengthOf(FlowStats flow, OpenFlowVersion version, byte[] buffer) =>
        OpenFlowCodec.Encode(new FlowStatsReply { Body = [flow] }, version, xid: 0, buffer) - MultipartHeader;

    private static TableId TableOf(RyuObject filter) => filter.Text("table_id") is { } table ? RyuNumbers.ParseTable(table) : TableId.All;

    private static PortNumber PortOf(RyuObject filter, OpenFlowVersion version) =>
        filter.Text("out_port") is { } port ? RyuNumbers.ParsePort(port, version) : PortNumber.Any;

    private static GroupId GroupOf(RyuObject filter, OpenFlowVersion version) =>
        version > OpenFlowVersion.OpenFlow10 && filter.Text("out_group") is { } group ? RyuNumbers.ParseGroup(group) : GroupId.Any;

    private static ushort? PriorityOf(RyuObject filter) => filter.Text("priority") is { } priority && priority != "-1"
        ? (ushort)RyuNumbers.Parse(priority, "priority", ushort.MaxValue)
        : null;
}

/// <summary>Ports, tables and groups in Ryu's JSON: a number, or the name of a reserved one.</summary>
internal static class RyuWriter
{
    public static void WritePort(this Utf8JsonWriter json, string member, PortNumber port, OpenFlowVersion version) =>
        WriteNamed(json, member, RyuNumbers.NameOf(port, version), RyuNumbers.Wire(port, version));

    public static void WriteTable(this Utf8JsonWriter json, TableId table) => WriteNamed(json, "table_id", RyuNumbers.NameOf(table), table.Value);

    public static void WriteGroup(this Utf8JsonWriter json, GroupId group) => WriteNamed(json, "group_id", RyuNumbers.NameOf(group), group.Value);

    public static void WriteMeter(this Utf8JsonWriter json, MeterId meter) => WriteNamed(json, "meter_id", RyuNumbers.NameOf(meter), meter.Value);

    public static void WriteQueue(this Utf8JsonWriter json, uint queue) => WriteNamed(json, "queue_id", RyuNumbers.NameOfQueue(queue), queue);

    public static void WriteNames(this Utf8JsonWriter json, string member, IEnumerable<string> names)
    {
        json.WriteStartArray(member);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteNamed(Utf8JsonWriter json, string member, string? name, uint number)
    {
        if (name is null)
            json.WriteNumber(member, number);
        else
            json.WriteString(member, name);
    }
}
