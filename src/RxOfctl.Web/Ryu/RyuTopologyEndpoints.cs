using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RxOfctl.Protocol;
using RxOfctl.Topology;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Ryu;

/// <summary>Ryu's <c>/v1.0/topology</c> as its <c>rest_topology</c> has them. Datapath ids are 16 hexadecimal digits.</summary>
internal static class RyuTopologyEndpoints
{
    public static void MapRyuTopology(this IEndpointRouteBuilder endpoints, OpenFlowWebOptions options)
    {
        var group = endpoints.MapGroup("/v1.0/topology").ForReading(options).WithTags("Ryu rest_topology");
        Map(group, "switches", topology => topology.SwitchesToJson(), "The datapaths with their ports.");
        Map(group, "links", topology => topology.LinksToJson(), "The links, each direction by itself.");
        Map(group, "hosts", topology => topology.HostsToJson(), "The hosts.");
    }

    private static void Map(RouteGroupBuilder group, string path, Func<RyuTopology, string> write, string summary)
    {
        group.MapGet($"/{path}", (DiscoveredTopology topology) => Json(write(topology.ToRyu()))).WithSummary(summary);
        group.MapGet($"/{path}/{{dpid}}", (string dpid, DiscoveredTopology topology) => IdOf(dpid) is { } id
            ? Json(write(topology.ToRyu(id)))
            : Problem.Of(StatusCodes.Status404NotFound, "No such datapath", $"'{dpid}' is not a datapath id of 16 hexadecimal digits."))
            .WithSummary($"{summary[..^1]} of a datapath.");
    }

    private static DatapathId? IdOf(string text) =>
        text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static IResult Json(string text) => Results.Text(text, "application/json");
}
