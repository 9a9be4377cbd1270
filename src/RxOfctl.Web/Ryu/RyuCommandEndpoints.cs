using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Ryu;

/// <summary>The commands of Ryu's <c>/stats</c>. Each is answered when the datapath has carried it out, or refused it.</summary>
internal static class RyuCommandEndpoints
{
    public static void MapRyuCommands(this IEndpointRouteBuilder endpoints, OpenFlowWebOptions options)
    {
        var group = endpoints.MapGroup("/stats").ForWriting(options).WithTags("Ryu ofctl_rest");
        var timeout = options.RequestTimeout;
        Map(group, "/flowentry/{cmd}", timeout, (body, cmd, datapath) => ReadFlow(body, CommandOf(cmd), datapath.Version), "Adds, changes or deletes flows.");
        Map(group, "/groupentry/{cmd}", timeout, (body, cmd, datapath) => RyuGroups.ReadGroup(body, cmd switch
        {
            "add" => GroupModCommand.Add,
            "modify" => GroupModCommand.Modify,
            "delete" => GroupModCommand.Delete,
            _ => throw NoCommand(cmd),
        }, datapath.Version), "Adds, changes or deletes a group.");
        Map(group, "/meterentry/{cmd}", timeout, (body, cmd, _) => RyuGroups.ReadMeter(body, cmd switch
        {
            "add" => MeterModCommand.Add,
            "modify" => MeterModCommand.Modify,
            "delete" => MeterModCommand.Delete,
            _ => throw NoCommand(cmd),
        }), "Adds, changes or deletes a meter.");
        Map(group, "/portdesc/{cmd}", timeout, (body, cmd, datapath) => cmd == "modify" ? ReadPort(body, datapath) : throw NoCommand(cmd), "Changes a port.");
        group.MapDelete("/flowentry/clear/{dpid}", async (string dpid, IFleet fleet, CancellationToken cancellation) =>
        {
            var datapath = RyuStatsEndpoints.Find(fleet, dpid);
            var tables = datapath.Version == OpenFlowVersion.OpenFlow10 ? default : TableId.All;
            await fleet.ChangeAsync(datapath, new FlowMod { Command = FlowModCommand.Delete, TableId = tables }, timeout, cancellation);
            return Results.Ok();
        }).WithSummary("Deletes all flows of a datapath.");
        group.MapPost("/role", async (HttpContext http, IFleet fleet) =>
        {
            var (body, datapath) = await ReadAsync(http, fleet, dpid: null);
            var role = new RoleRequest
            {
                Role = (ControllerRole)RyuNumbers.ParseRole(body.Text("role") ?? "EQUAL"),
                GenerationId = body.UInt64("generation_id"),
            };
            await fleet.ReadAsync(datapath, role, timeout, http.RequestAborted);
            return Results.Ok();
        }).WithSummary("Sets the role of the controller.");
        group.MapPost("/experimenter/{dpid}", async (string dpid, HttpContext http, IFleet fleet) =>
        {
            var (body, datapath) = await ReadAsync(http, fleet, dpid);
            var message = new Experimenter { ExperimenterId = body.UInt32("experimenter"), ExpType = body.UInt32("exp_type"), Data = RyuData.Read(body) };
            if (datapath.Version == OpenFlowVersion.OpenFlow10)
                message = message with { ExpType = 0 };
            await fleet.SendMsg<OpenFlowMessage>(datapath.Id, message, replyMulti: true, timeout).ToList().ToTask(http.RequestAborted);
            return Results.Ok();
        }).WithSummary("Sends an experimenter's message.");
    }

    private static void Map(
        RouteGroupBuilder group, string path, TimeSpan timeout, Func<RyuObject, string, FleetDatapath, IOpenFlowCommand> read, string summary) =>
        group.MapPost(path, async (string cmd, HttpContext http, IFleet fleet) =>
        {
            var (body, datapath) = await ReadAsync(http, fleet, dpid: null);
            await fleet.ChangeAsync(datapath, read(body, cmd, datapath), timeout, http.RequestAborted);
            return Results.Ok();
        }).WithSummary(summary);

    private static async Task<(RyuObject Body, FleetDatapath Datapath)> ReadAsync(HttpContext http, IFleet fleet, string? dpid)
    {
        var (document, text) = await RyuStatsEndpoints.ReadBodyAsync(http.Request);
        http.Response.RegisterForDispose(document);
        http.Items[EndpointFilters.AuditDetail] = text;
        var body = RyuObject.Of(document.RootElement, "The body");
        return (body, RyuStatsEndpoints.Find(fleet, body.Text("dpid") ?? dpid ?? throw new FormatException("dpid is missing.")));
    }

    private static FlowModCommand CommandOf(string cmd) => cmd switch
    {
        "add" => FlowModCommand.Add,
        "modify" => FlowModCommand.Modify,
        "modify_strict" => FlowModCommand.ModifyStrict,
        "delete" => FlowModCommand.Delete,
        "delete_strict" => FlowModCommand.DeleteStrict,
        _ => throw NoCommand(cmd),
    };

    private static FlowMod ReadFlow(RyuObject flow, FlowModCommand command, OpenFlowVersion version)
    {
        var is10 = version == OpenFlowVersion.OpenFlow10;
        return new()
        {
            Command = command,
            Cookie = flow.UInt64("cookie"),
            CookieMask = is10 ? 0 : flow.UInt64("cookie_mask"),
            TableId = is10 || flow.Text("table_id") is not { } table ? default : RyuNumbers.ParseTable(table),
            IdleTimeout = flow.UInt16("idle_timeout"),
            HardTimeout = flow.UInt16("hard_timeout"),
            Priority = flow.UInt16("priority", (ushort)(is10 ? 0x8000 : 0)),
            BufferId = RyuNumbers.ParseBuffer(flow.Text("buffer_id") ?? "NO_BUFFER"),
            OutPort = RyuNumbers.ParsePort(flow.Text("out_port") ?? "ANY", version),
            OutGroup = is10 ? GroupId.Any : RyuNumbers.ParseGroup(flow.Text("out_group") ?? "ANY"),
            Flags = FlagsOf(flow.UInt16("flags"), is10),
            Match = RyuMatch.Read(flow.Object("match"), version),
            Instructions = RyuActions.ReadInstructions(flow.Objects("actions"), version),
        };
    }

    // Bit 2 is OFPFF_EMERG in OpenFlow 1.0 and OFPFF_RESET_COUNTS later.
    private static FlowModFlags FlagsOf(ushort bits, bool is10) =>
        is10 && (bits & 4) != 0 ? (FlowModFlags)(bits & ~4) | FlowModFlags.Emerg : (FlowModFlags)bits;

    private static PortMod ReadPort(RyuObject body, FleetDatapath datapath)
    {
        var number = RyuNumbers.ParsePort(body.Required("port_no"), datapath.Version);
        if (!datapath.Ports.TryLookup(number, out var port))
            throw new RequestRefusedException(StatusCodes.Status404NotFound, "No such port", $"{datapath.Id} has no port {number}.");
        return new()
        {
            PortNo = number,
            HwAddr = body.Text("hw_addr") is { } address ? MacAddress.Parse(address) : port.HwAddr,
            Config = (PortConfig)body.UInt32("config"),
            Mask = (PortConfig)body.UInt32("mask"),
            Advertise = body.Has("advertise") ? RyuPorts.FeaturesOf(body.UInt32("advertise"), datapath.Version) : port.Advertised,
        };
    }

    private static RequestRefusedException NoCommand(string cmd) =>
        new(StatusCodes.Status404NotFound, "No such command", $"'{cmd}' is not a command.");
}
