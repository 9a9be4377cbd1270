using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RxOfctl.Topology;
using RxOfctl.Web.Api;
using RxOfctl.Web.Rules;

namespace RxOfctl.Web;

/// <summary>Begins to discover the topology and to maintain the desired rules when the host starts, not with the first request.</summary>
internal sealed class NetworkService(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<DiscoveredTopology>();
        services.GetRequiredService<AlertLog>();
        services.GetRequiredService<DesiredRuleStore>();
        services.GetRequiredService<Metrics>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
