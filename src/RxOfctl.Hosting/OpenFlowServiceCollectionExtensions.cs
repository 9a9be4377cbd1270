using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace RxOfctl.Hosting;

/// <summary>Adds a controller and its apps to a host.</summary>
public static class OpenFlowServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="OpenFlowController"/> as a singleton, which accepts and dials datapaths while the host runs, and is disposed when
    /// it stops.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets options in code, after those of the section <c>OpenFlow</c> of the configuration.</param>
    /// <returns>The services.</returns>
    /// <remarks>If options cannot be read, the host does not start: an <see cref="OptionsValidationException"/> names each key.</remarks>
    public static IServiceCollection AddOpenFlowController(this IServiceCollection services, Action<OpenFlowOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<IConfigureOptions<OpenFlowOptions>>(provider => new OpenFlowConfiguration(
            provider.GetService<IConfiguration>()?.GetSection(OpenFlowOptions.DefaultSection)));
        return Add(services, configure);
    }

    /// <inheritdoc cref="AddOpenFlowController(IServiceCollection, Action{OpenFlowOptions})"/>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The configuration of <see cref="OpenFlowOptions"/>.</param>
    /// <param name="configure">Sets options in code, after those of the configuration.</param>
    public static IServiceCollection AddOpenFlowController(
        this IServiceCollection services, IConfiguration configuration, Action<OpenFlowOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IConfigureOptions<OpenFlowOptions>>(new OpenFlowConfiguration(configuration));
        return Add(services, configure);
    }

    /// <summary>Adds an app, which runs while the host does.</summary>
    /// <typeparam name="TApp">Its class. It is a singleton, and a health check if it implements <see cref="IHealthCheck"/>.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOpenFlowApp<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TApp>(
        this IServiceCollection services)
        where TApp : class, IOpenFlowApp
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<TApp>();
        services.AddSingleton<IOpenFlowApp>(provider => provider.GetRequiredService<TApp>());
        if (typeof(TApp).IsAssignableTo(typeof(IHealthCheck)))
        {
            services.Configure<HealthCheckServiceOptions>(options => options.Registrations.Add(
                new(typeof(TApp).Name, provider => (IHealthCheck)provider.GetRequiredService<TApp>(), failureStatus: null, tags: null)));
        }

        return services;
    }

    /// <summary>
    /// Adds a check that the controller listens at all its addresses, and that all <see cref="OpenFlowOptions.Datapaths"/> are present. Its
    /// data are <c>listening</c>, <c>present</c> and <c>missing</c>.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">The status when something is missing; null is <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to select checks, such as <c>ready</c>.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddOpenFlow(
        this IHealthChecksBuilder builder, string name = "openflow", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<OpenFlowHealthCheck>(name, failureStatus, tags ?? []);
    }

    private static IServiceCollection Add(IServiceCollection services, Action<OpenFlowOptions>? configure)
    {
        services.AddOptions();
        if (configure is not null)
            services.Configure(configure);
        services.TryAddSingleton(provider => ControllerPlan.Of(
            provider.GetRequiredService<IOptions<OpenFlowOptions>>().Value,
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        services.TryAddSingleton(provider => new OpenFlowController(provider.GetRequiredService<ControllerPlan>().Options));
        services.AddHostedService<OpenFlowService>();
        return services;
    }

    private sealed class OpenFlowConfiguration(IConfiguration? configuration) : IConfigureOptions<OpenFlowOptions>
    {
        public void Configure(OpenFlowOptions options)
        {
            if (configuration is null)
                return;
            try
            {
                configuration.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            }
            catch (InvalidOperationException wrong)
            {
                var reason = wrong.InnerException is { } inner ? $"{wrong.Message} {inner.Message}" : wrong.Message;
                throw new OptionsValidationException(Options.DefaultName, typeof(OpenFlowOptions), [reason]);
            }

            options.Listen = List(nameof(options.Listen)) ?? options.Listen;
            options.Connect = List(nameof(options.Connect)) ?? options.Connect;
            options.Versions = List(nameof(options.Versions)) ?? options.Versions;
            options.Datapaths = List(nameof(options.Datapaths)) ?? options.Datapaths;

            string[]? List(string key) =>
                configuration[key]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
