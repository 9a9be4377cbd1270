using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RxOfctl.Topology;
using RxOfctl.Web.Api;
using RxOfctl.Web.Dashboard;
using RxOfctl.Web.Events;
using RxOfctl.Web.Rules;
using RxOfctl.Web.Security;

namespace RxOfctl.Web;

/// <summary>Adds the services of the REST API, the stream of changes and the dashboard.</summary>
public static class OpenFlowWebServiceCollectionExtensions
{
    /// <summary>
    /// Adds what <see cref="OpenFlowWebApplicationExtensions.MapOpenFlow"/> needs. The services must have a controller
    /// (<see cref="Hosting.OpenFlowServiceCollectionExtensions.AddOpenFlowController(IServiceCollection, Action{Hosting.OpenFlowOptions})"/>)
    /// or an <see cref="IFleet"/>. If they have a <see cref="DiscoveredTopology"/>, that is shown; else one is discovered.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets options in code, after those of the section <c>OpenFlowWeb</c> of the configuration.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOpenFlowWeb(this IServiceCollection services, Action<OpenFlowWebOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<OpenFlowWebOptions>().Configure<IServiceProvider>(static (options, provider) =>
            provider.GetService<IConfiguration>()?.GetSection(OpenFlowWebOptions.Section).Bind(options));
        if (configure is not null)
            options.Configure(configure);
        options.PostConfigure(static options => options.Validate());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IFleet>(static provider => provider.GetRequiredService<OpenFlowController>());
        services.TryAddSingleton(static provider => provider.GetRequiredService<IFleet>().DiscoverTopology(OptionsOf(provider).Topology));
        services.TryAddSingleton(static provider => new DesiredRuleStore(provider.GetRequiredService<IFleet>(), OptionsOf(provider)));
        services.TryAddSingleton(static provider =>
            new AuditLog(provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => new EventSources(
            provider.GetRequiredService<IFleet>(),
            provider.GetRequiredService<DiscoveredTopology>(),
            provider.GetRequiredService<DesiredRuleStore>(),
            OptionsOf(provider)));
        services.TryAddSingleton<EventStreams>();
        services.TryAddSingleton<AlertLog>();
        services.TryAddSingleton<Metrics>();
        services.AddOpenApi(Documentation.Name, Documentation.Configure);
        AddSecurity(services);
        services.AddHostedService<NetworkService>();
        services.AddHostedService<ListenerGuard>();
        services.AddOpenFlowDashboard();
        return services;
    }

    private static void AddSecurity(IServiceCollection services)
    {
        services.AddSingleton<OperatorSessions>().AddSingleton<Listeners>().AddSingleton<IAuthorizationHandler, AccessHandler>();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, OpenFlowAuthenticationHandler>(OpenFlowPolicies.Scheme, configureOptions: null);
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<OpenFlowWebOptions>>(static (authorization, options) =>
        {
            // The last of them writes the answer to who is not known.
            string[] schemes = [.. options.Value.AuthenticationSchemes, OpenFlowPolicies.Scheme];
            Add(OpenFlowPolicies.Login, AccessKind.Login);
            Add(OpenFlowPolicies.Read, AccessKind.Read);
            Add(OpenFlowPolicies.Write, AccessKind.Write);

            void Add(string name, AccessKind kind) =>
                authorization.AddPolicy(name, policy => policy.AddAuthenticationSchemes(schemes).AddRequirements(new AccessRequirement(kind)));
        });
        services.AddAntiforgery();
        services.AddRateLimiter(RequestRate.Configure);
    }

    private static OpenFlowWebOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<OpenFlowWebOptions>>().Value;
}
