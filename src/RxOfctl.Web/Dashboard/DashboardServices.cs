using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using RxOfctl.Flows;
using RxOfctl.Hosting;
using RxOfctl.Topology;
using RxOfctl.Web.Dashboard.Live;
using RxOfctl.Web.Rules;

namespace RxOfctl.Web.Dashboard;

/// <summary>The services of the page.</summary>
internal static class DashboardServices
{
    /// <summary>
    /// Adds what the page needs beyond what <see cref="OpenFlowWebServiceCollectionExtensions.AddOpenFlowWeb"/> adds for the API.
    /// </summary>
    public static IServiceCollection AddOpenFlowDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = false;
        });
        services.AddCascadingAuthenticationState();
        return services.AddDashboardState();
    }

    /// <summary>Adds what the components read.</summary>
    public static IServiceCollection AddDashboardState(this IServiceCollection services)
    {
        services.TryAddSingleton<TrafficHistory>();
        services.TryAddSingleton(provider =>
            new NetworkLog(provider.GetRequiredService<DiscoveredTopology>(), provider.GetService<OpenFlowController>()));
        services.TryAddSingleton<SwitchCommands>();
        services.TryAddSingleton(provider => RuleSources.Of(
            provider.GetRequiredService<DiscoveredTopology>(),
            provider.GetRequiredService<DesiredRuleStore>(),
            provider.GetServices<MaintainedRules>()));
        services.AddOpenFlowApp<NetworkLog>();
        return services;
    }
}
