using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RxOfctl.Web.Dashboard;

/// <summary>The addresses of the page.</summary>
internal static class DashboardEndpoints
{
    /// <summary>Where the page is.</summary>
    public const string Root = "/dashboard";

    /// <summary>Maps the page, its assets and its connection below <see cref="Root"/>.</summary>
    /// <returns>All that was mapped, for conventions such as authorization.</returns>
    public static IEndpointConventionBuilder MapOpenFlowDashboard(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(Root);
        group.MapGet("/assets/{name}", DashboardAssets.Send).AllowAnonymous();
        group.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return group;
    }
}
