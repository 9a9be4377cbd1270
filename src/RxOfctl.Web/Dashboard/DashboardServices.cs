using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using RxOfctl.Flows;
using RxOfctl.Hosting;
using RxOfctl.Topology;
using RxOfctl.Web.Dashboard.Live;

namespace RxOfctl.Web.Dashboard;

/// <summary>The services of the page.</summary>
internal static class DashboardServices
{
    /// <summary>
    /// Adds what the page needs. A <see cref="DiscoveredTopology"/> and an <see cref="IFleet"/> that are registered already are used;
    /// otherwise they are those of the <see cref="OpenFlowController"/>.
    /// </summary>
    public static IServiceCollection AddOpenFlowDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = false;
        });
        services.AddAuthorizationCore();
        services.AddCascadingAuthenticationState();
        services.TryAddSingleton<IFleet>(provider => provider.GetRequiredService<OpenFlowController>());
        services.TryAddSingleton(provider => provider.GetRequiredService<IFleet>().DiscoverTopology());
        services.TryAddSingleton<TrafficHistory>();
        services.TryAddSingleton(provider =>
            new NetworkLog(provider.GetRequiredService<DiscoveredTopology>(), provider.GetService<OpenFlowController>()));
        services.TryAddSingleton<SwitchCommands>();
        services.TryAddSingleton(provider =>
            RuleSources.Of(provider.GetRequiredService<DiscoveredTopology>(), provider.GetServices<MaintainedRules>()));
        services.AddOpenFlowApp<NetworkLog>();
        return services;
    }
}
