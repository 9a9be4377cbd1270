using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using RxOfctl.Hosting;
using RxOfctl.Web.Security;

namespace RxOfctl.Web.Api;

/// <summary>
/// The metrics of controllers for Prometheus. They have a provider of their own, so that what else an app exports, and where, is not changed.
/// </summary>
internal sealed class Metrics : IDisposable
{
    public MeterProvider Provider { get; } = Sdk.CreateMeterProviderBuilder().AddOpenFlowInstrumentation().AddPrometheusExporter().Build();

    public void Dispose() => Provider.Dispose();
}

/// <summary><c>GET /metrics</c>.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPrometheusScrapingEndpoint("/metrics", endpoints.ServiceProvider.GetRequiredService<Metrics>().Provider, configureBranchedPipeline: null, optionsName: null)
        .RequireAuthorization(OpenFlowPolicies.Read)
        .RequireRateLimiting(RequestRate.Policy);
}
