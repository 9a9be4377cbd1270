using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RxOfctl.Web.Security;

namespace RxOfctl.Web.Dashboard;

/// <summary>The addresses of the page.</summary>
internal static class DashboardEndpoints
{
    /// <summary>Where the page is.</summary>
    public const string Root = "/dashboard";

    /// <summary>Maps the page, its assets and its connection below <see cref="Root"/>, for those who may read.</summary>
    public static void MapOpenFlowDashboard(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(Root).RequireAuthorization(OpenFlowPolicies.Read).ExcludeFromDescription();
        group.MapGet("/assets/{name}", DashboardAssets.Send);
        group.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
