using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Topology;
using RxOfctl.Web.Errors;
using RxOfctl.Web.Security;

namespace RxOfctl.Web.Api;

/// <summary>What can be read at <c>/api</c>. Lists are pages (<c>?offset=</c>, <c>?limit=</c>), and every answer has an ETag.</summary>
internal static class ReadEndpoints
{
    public static void MapReading(this IEndpointRouteBuilder endpoints, OpenFlowWebOptions options)
    {
        var group = endpoints.MapGroup("/api").ForReading(options).WithTags("Network");
        var timeout = options.RequestTimeout;
        group.MapGet("/datapaths", (HttpRequest request, IFleet fleet) =>
            ApiPage<DatapathEntry>.Of(request, [.. fleet.Datapaths.Items.OrderBy(each => each.Id)], DatapathEntry.Of))
            .Describe<ApiPage<DatapathEntry>>("The connected datapaths.");
        group.MapGet("/datapaths/{datapath}", (string datapath, IFleet fleet) =>
            new ApiResult<DatapathEntry>(DatapathEntry.Of(Find(fleet, datapath)))).Describe<DatapathEntry>("A datapath.");
        group.MapGet("/datapaths/{datapath}/description", async (string datapath, IFleet fleet, CancellationToken cancellation) =>
            new ApiResult<DescReply>(await fleet.ReadAsync(Find(fleet, datapath), new DescRequest(), timeout, cancellation)))
            .Describe<DescReply>("What a datapath says of itself (ofp_desc).");
        group.MapGet("/datapaths/{datapath}/ports", (string datapath, HttpRequest request, IFleet fleet, DiscoveredTopology topology) =>
        {
            var found = Find(fleet, datapath);
            return ApiPage<PortEntry>.Of(request, [.. found.Ports.Items.OrderBy(port => port.PortNo)], port => PortEntry.Of(found.Id, port, RoleOf(topology, found, port)));
        }).Describe<ApiPage<PortEntry>>("The ports of a datapath.");
        group.MapGet("/datapaths/{datapath}/flows", async (string datapath, string? filter, HttpRequest request, IFleet fleet, CancellationToken cancellation) =>
        {
            var found = Find(fleet, datapath);
            var flows = await fleet.ReadAsync(found, FilterOf(filter, found.Version), timeout, cancellation);
            return ApiPage<FlowEntry>.Of(
                request,
                [.. flows.OrderBy(flow => flow.TableId.Value).ThenByDescending(flow => flow.Priority)],
                flow => FlowEntry.Of(found.Id, found.Version, flow));
        }).Describe<ApiPage<FlowEntry>>("The flows of a datapath; filter selects them in the notation of ovs-ofctl dump-flows, such as table=0,tcp.");
        group.MapGet("/datapaths/{datapath}/groups", async (string datapath, HttpRequest request, IFleet fleet, CancellationToken cancellation) =>
        {
            var found = Find(fleet, datapath);
            var groups = await fleet.ReadAsync(found, new GroupDescRequest(), timeout, cancellation);
            return ApiPage<GroupEntry>.Of(request, groups, each => GroupEntry.Of(found, each));
        }).Describe<ApiPage<GroupEntry>>("The groups of a datapath.");
        group.MapGet("/datapaths/{datapath}/meters", async (string datapath, HttpRequest request, IFleet fleet, CancellationToken cancellation) =>
        {
            var found = Find(fleet, datapath);
            var meters = await fleet.ReadAsync(found, new MeterDescRequest(), timeout, cancellation);
            return ApiPage<MeterEntry>.Of(request, meters, each => MeterEntry.Of(found, each));
        }).Describe<ApiPage<MeterEntry>>("The meters of a datapath.");
        group.MapGet("/links", (HttpRequest request, DiscoveredTopology topology) =>
            ApiPage<LinkEntry>.Of(request, [.. topology.Links.Items.OrderBy(link => link.Id)], LinkEntry.Of))
            .Describe<ApiPage<LinkEntry>>("The links, each direction by itself.");
        group.MapGet("/hosts", (HttpRequest request, DiscoveredTopology topology) =>
            ApiPage<HostEntry>.Of(request, [.. topology.Hosts.Items.OrderBy(host => host.Port).ThenBy(host => host.Id.Mac)], HostEntry.Of))
            .Describe<ApiPage<HostEntry>>("The hosts.");
        group.MapGet("/alerts", (HttpRequest request, AlertLog alerts) => ApiPage<AlertEntry>.Of(request, alerts.Alerts, AlertEntry.Of))
            .Describe<ApiPage<AlertEntry>>("The last 100 alerts of the topology, the oldest first.");
        group.MapGet("/members", (HttpRequest request, IFleet fleet) =>
            ApiPage<MemberEntry>.Of(request, [.. fleet.Members.Items.OrderBy(member => member.Name, StringComparer.Ordinal)], MemberEntry.Of))
            .Describe<ApiPage<MemberEntry>>("The controllers of the fleet.");

        // Who did what is for those who may do it.
        endpoints.MapGroup("/api").ForOperators(options).WithTags("Operation")
            .MapGet("/audit", (HttpRequest request, AuditLog audit) => ApiPage<AuditEntry>.Of(request, audit.Entries, each => each))
            .Describe<ApiPage<AuditEntry>>("The last changes that were asked for, the oldest first.");
    }

    /// <summary>The datapath of a path: its id in hexadecimal.</summary>
    /// <exception cref="FormatException">It is no id (400).</exception>
    /// <exception cref="RequestRefusedException">There is no such datapath (404).</exception>
    public static FleetDatapath Find(IFleet fleet, string datapath) => fleet.Find(DatapathId.Parse(datapath));

    private static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder route, string summary) => route.WithSummary(summary)
        .Produces<T>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static PortRole? RoleOf(DiscoveredTopology topology, FleetDatapath datapath, Port port) =>
        topology.Ports.TryLookup(new(datapath.Id, port.PortNo), out var known) ? known.Role : null;

    // A deletion has the notation that ovs-ofctl has for what is to be dumped.
    private static FlowStatsRequest FilterOf(string? filter, OpenFlowVersion version)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return new();
        var flow = FlowMod.Parse(filter, version, FlowModCommand.Delete);
        return new()
        {
            TableId = filter.Contains("table=", StringComparison.Ordinal) ? flow.TableId : TableId.All,
            OutPort = flow.OutPort,
            OutGroup = flow.OutGroup,
            Cookie = flow.Cookie,
            CookieMask = flow.CookieMask,
            Match = flow.Match,
        };
    }
}
