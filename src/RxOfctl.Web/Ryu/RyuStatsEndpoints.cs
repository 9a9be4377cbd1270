using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Ryu;

/// <summary>
/// Ryu's <c>/stats</c> as its <c>ofctl_rest</c> has them. OpenFlow 1.0 has its JSON of 1.0; all later versions have that of 1.3. Statuses
/// differ where Ryu answers nothing: errors of datapaths are problems (422), and a command has been carried out when it is answered.
/// </summary>
internal static class RyuStatsEndpoints
{
    private const string All = "ALL";
    private static readonly JsonDocumentOptions Json = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static void MapRyuStats(this IEndpointRouteBuilder endpoints, OpenFlowWebOptions options)
    {
        var group = endpoints.MapGroup("/stats").ForReading(options).WithTags("Ryu ofctl_rest");
        var timeout = options.RequestTimeout;
        group.MapGet("/switches", (IFleet fleet) => fleet.Datapaths.Keys.Order().Select(id => id.Value))
            .WithSummary("The ids of the datapaths, in decimal.");
        group.MapGet("/desc/{dpid}", async (string dpid, IFleet fleet, CancellationToken cancellation) =>
        {
            var datapath = Find(fleet, dpid);
            var desc = await fleet.ReadAsync(datapath, new DescRequest(), timeout, cancellation);
            return new RyuResult(datapath.Id, json => Write(json, desc));
        }).WithSummary("What a datapath says of itself.");
        MapFlows(group, timeout);
        MapPorts(group, timeout);
        MapGroups(group, timeout);
        MapMeters(group, timeout);
        group.MapGet("/role/{dpid}", async (string dpid, IFleet fleet, CancellationToken cancellation) =>
        {
            var datapath = Find(fleet, dpid);
            var role = await fleet.ReadAsync(datapath, new RoleRequest(), timeout, cancellation);
            return RyuResult.OfList(datapath.Id, [role], static (json, role) =>
            {
                json.WriteString("role", RyuNumbers.NameOfRole((uint)role.Role));
                json.WriteNumber("generation_id", role.GenerationId);
            });
        }).WithSummary("The role of the controller.");
    }

    /// <summary>The datapath of a path: its id in decimal, or in hexadecimal after 0x.</summary>
    /// <exception cref="FormatException">It is no number (400).</exception>
    /// <exception cref="RequestRefusedException">There is no such datapath (404).</exception>
    public static FleetDatapath Find(IFleet fleet, string dpid) => fleet.Find(RyuNumbers.Parse(dpid, "dpid"));

    /// <summary>The body as a JSON object; an empty one where there is no body.</summary>
    /// <exception cref="FormatException">A text in it is not valid Unicode (400).</exception>
    /// <exception cref="JsonException">It is not JSON (400).</exception>
    public static async Task<(JsonDocument Document, string Text)> ReadBodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        var document = JsonDocument.Parse(text.Length == 0 ? "{}" : text, Json);
        try
        {
            Decode(document.RootElement);
        }
        catch (InvalidOperationException wrong)
        {
            document.Dispose();
            throw new FormatException("A text in the body is not valid Unicode: it has half a surrogate pair.", wrong);
        }

        return (document, text);
    }

    // The parser leaves escape sequences in names and texts as they are, and each use of one that is not valid would throw.
    private static void Decode(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Decode(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Decode(item);
                break;
            case JsonValueKind.String:
                element.GetString();
                break;
        }
    }

    private static void MapFlows(RouteGroupBuilder group, TimeSpan timeout)
    {
        foreach (var path in new[] { "/flow/{dpid}", "/flowdesc/{dpid}" })
        {
            group.MapMethods(path, [HttpMethods.Get, HttpMethods.Post], async (string dpid, HttpRequest http, IFleet fleet) =>
            {
                var datapath = Find(fleet, dpid);
                var (body, _) = await ReadBodyAsync(http);
                using var document = body;
                var (request, priority) = RyuFlows.ReadRequest(RyuObject.Of(body.RootElement, "The body"), datapath.Version);
                var flows = await fleet.ReadAsync(datapath, request, timeout, http.HttpContext.RequestAborted);
                return RyuFlows.Result(datapath, priority is null ? flows : flows.Where(flow => flow.Priority == priority));
            }).WithSummary("The flows of a datapath, or those that the body asks for.");
        }

        group.MapMethods("/aggregateflow/{dpid}", [HttpMethods.Get, HttpMethods.Post], async (string dpid, HttpRequest http, IFleet fleet) =>
        {
            var datapath = Find(fleet, dpid);
            var (body, _) = await ReadBodyAsync(http);
            using var document = body;
            var request = RyuFlows.ReadAggregateRequest(RyuObject.Of(body.RootElement, "The body"), datapath.Version);
            var reply = await fleet.ReadAsync(datapath, request, timeout, http.HttpContext.RequestAborted);
            return RyuResult.OfList(datapath.Id, [reply], static (json, reply) =>
            {
                json.WriteNumber("packet_count", reply.PacketCount);
                json.WriteNumber("byte_count", reply.ByteCount);
                json.WriteNumber("flow_count", reply.FlowCount);
            });
        }).WithSummary("The counters of flows together.");
        Map<TableStats>(group, "/table/{dpid}", timeout, (_, _) => new TableStatsRequest(), RyuPorts.Write, "The tables of a datapath.");
        Map<TableFeatures>(
            group,
            "/tablefeatures/{dpid}",
            timeout,
            (_, _) => new TableFeaturesRequest(),
            static (json, table, _) => RyuTableFeatures.Write(json, table),
            "What the tables of a datapath can do.");
    }

    private static void MapPorts(RouteGroupBuilder group, TimeSpan timeout)
    {
        Map<PortStats>(
            group,
            "/port/{dpid}/{port?}",
            timeout,
            (route, version) => new PortStatsRequest { PortNo = PortOf(route, version) },
            RyuPorts.Write,
            "The counters of ports.");
        group.MapGet("/portdesc/{dpid}/{port?}", async (string dpid, string? port, IFleet fleet, CancellationToken cancellation) =>
        {
            var datapath = Find(fleet, dpid);
            IEnumerable<Port> ports = datapath.Version < OpenFlowVersion.OpenFlow13
                ? (await fleet.ReadAsync(datapath, new FeaturesRequest(), timeout, cancellation)).Ports
                : (await fleet.ReadAsync(datapath, new PortDescRequest(), timeout, cancellation)).Body;
            if (port is not null and not All && RyuNumbers.ParsePort(port, datapath.Version) is var number)
                ports = ports.Where(each => each.PortNo == number);
            return RyuResult.OfList(datapath.Id, ports, (json, each) => RyuPorts.Write(json, each, datapath.Version));
        }).WithSummary("The ports of a datapath.");
        Map<QueueStats>(
            group,
            "/queue/{dpid}/{port?}/{queue?}",
            timeout,
            (route, version) => new QueueStatsRequest { PortNo = PortOf(route, version), QueueId = QueueOf(route) },
            RyuPorts.Write,
            "The counters of queues.");
        group.MapGet("/queueconfig/{dpid}/{port?}", async (string dpid, string? port, IFleet fleet, CancellationToken cancellation) =>
        {
            var datapath = Find(fleet, dpid);
            var request = new QueueGetConfigRequest { Port = port is null or All ? PortNumber.Any : RyuNumbers.ParsePort(port, datapath.Version) };
            var reply = await fleet.ReadAsync(datapath, request, timeout, cancellation);
            return RyuResult.OfList(datapath.Id, [reply], (json, reply) =>
            {
                json.WritePort("port", reply.Port, datapath.Version);
                json.WriteStartArray("queues");
                foreach (var queue in reply.Queues)
                {
                    json.WriteStartObject();
                    RyuPorts.Write(json, queue, datapath.Version);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }).WithSummary("The queues of ports (to OpenFlow 1.3).");
        Map<QueueDesc>(
            group,
            "/queuedesc/{dpid}/{port?}/{queue?}",
            timeout,
            (route, version) => new QueueDescRequest { PortNo = PortOf(route, version), QueueId = QueueOf(route) },
            RyuPorts.Write,
            "The queues of ports (from OpenFlow 1.4 on).");
    }

    private static void MapGroups(RouteGroupBuilder group, TimeSpan timeout)
    {
        Map<GroupStats>(
            group,
            "/group/{dpid}/{group?}",
            timeout,
            (route, _) => new GroupStatsRequest { GroupId = GroupOf(route) },
            static (json, each, _) => RyuGroups.Write(json, each),
            "The counters of groups.");
        Map<GroupDesc>(
            group,
            "/groupdesc/{dpid}/{group?}",
            timeout,
            (route, version) => new GroupDescRequest { GroupId = version < OpenFlowVersion.OpenFlow15 ? GroupId.All : GroupOf(route) },
            RyuGroups.Write,
            "The groups of a datapath.");
        MapOne<GroupFeaturesReply>(
            group, "/groupfeatures/{dpid}", timeout, new GroupFeaturesRequest(), RyuGroups.Write, "What groups a datapath can have.");
    }

    private static void MapMeters(RouteGroupBuilder group, TimeSpan timeout)
    {
        Map<MeterStats>(
            group,
            "/meter/{dpid}/{meter?}",
            timeout,
            (route, _) => new MeterStatsRequest { MeterId = MeterOf(route) },
            static (json, each, _) => RyuGroups.Write(json, each),
            "The counters of meters.");
        foreach (var path in new[] { "/meterconfig/{dpid}/{meter?}", "/meterdesc/{dpid}/{meter?}" })
        {
            Map<MeterDesc>(
                group,
                path,
                timeout,
                (route, _) => new MeterDescRequest { MeterId = MeterOf(route) },
                static (json, each, _) => RyuGroups.Write(json, each),
                "The meters of a datapath.");
        }

        MapOne<MeterFeaturesReply>(
            group, "/meterfeatures/{dpid}", timeout, new MeterFeaturesRequest(), RyuGroups.Write, "What meters a datapath can have.");
    }

    private static void Map<TEntry>(
        RouteGroupBuilder group,
        string path,
        TimeSpan timeout,
        Func<RouteValueDictionary, OpenFlowVersion, IMultiRequest<TEntry>> request,
        Action<Utf8JsonWriter, TEntry, OpenFlowVersion> write,
        string summary) => group.MapGet(path, async (string dpid, HttpContext http, IFleet fleet) =>
        {
            var datapath = Find(fleet, dpid);
            var message = request(http.Request.RouteValues, datapath.Version);
            var entries = await fleet.ReadAsync(datapath, message, timeout, http.RequestAborted);
            return RyuResult.OfList(datapath.Id, entries, (json, entry) => write(json, entry, datapath.Version));
        }).WithSummary(summary);

    private static void MapOne<TReply>(
        RouteGroupBuilder group,
        string path,
        TimeSpan timeout,
        IOpenFlowRequest<TReply> request,
        Action<Utf8JsonWriter, TReply> write,
        string summary)
        where TReply : OpenFlowMessage => group.MapGet(path, async (string dpid, IFleet fleet, CancellationToken cancellation) =>
        {
            var datapath = Find(fleet, dpid);
            var reply = await fleet.ReadAsync(datapath, request, timeout, cancellation);
            return RyuResult.OfList(datapath.Id, [reply], write);
        }).WithSummary(summary);

    private static void Write(Utf8JsonWriter json, DescReply desc)
    {
        json.WriteStartObject();
        json.WriteString("mfr_desc", desc.MfrDesc);
        json.WriteString("hw_desc", desc.HwDesc);
        json.WriteString("sw_desc", desc.SwDesc);
        json.WriteString("serial_num", desc.SerialNum);
        json.WriteString("dp_desc", desc.DpDesc);
        json.WriteEndObject();
    }

    private static string? ValueOf(RouteValueDictionary route, string name) => route[name] as string is { } text and not All ? text : null;

    private static PortNumber PortOf(RouteValueDictionary route, OpenFlowVersion version) =>
        ValueOf(route, "port") is { } port ? RyuNumbers.ParsePort(port, version) : PortNumber.Any;

    private static uint QueueOf(RouteValueDictionary route) => ValueOf(route, "queue") is { } queue ? RyuNumbers.ParseQueue(queue) : QueueId.All;

    private static GroupId GroupOf(RouteValueDictionary route) => ValueOf(route, "group") is { } group ? RyuNumbers.ParseGroup(group) : GroupId.All;

    private static MeterId MeterOf(RouteValueDictionary route) => ValueOf(route, "meter") is { } meter ? RyuNumbers.ParseMeter(meter) : MeterId.All;
}
