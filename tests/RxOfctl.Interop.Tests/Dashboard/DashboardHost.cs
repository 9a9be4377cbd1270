using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RxOfctl.Hosting;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Web;

namespace RxOfctl.Interop.Tests.Dashboard;

/// <summary>A controller with its page at a port of the loopback interface, and a simulated ring of four switches.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    /// <summary>The longest that a test waits for anything.</summary>
    public const int Milliseconds = 60_000;

    private readonly WebApplication _app;
    private readonly IDisposable _connections;

    private DashboardHost(WebApplication app, Uri operatorUrl)
    {
        (_app, OperatorUrl) = (app, operatorUrl);
        var controller = app.Services.GetRequiredService<OpenFlowController>();
        Network = new(controller.Scheduler);
        Network.Add(NetworkTopology.Ring(4));
        _connections = Network.ConnectTo(controller);
    }

    public SimulatedNetwork Network { get; }

    public Uri Address => new(OperatorUrl, "/dashboard");

    /// <summary>The address that makes a browser an operator's, once.</summary>
    public Uri OperatorUrl { get; }

    public static async Task<DashboardHost> StartAsync(int port = 0)
    {
        Uri? operatorUrl = null;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddOpenFlowController(options => options.Listen = [])
            .AddOpenFlowWeb(options => options.OnOperatorUrl = url => operatorUrl = url);
        var app = builder.Build();
        app.MapOpenFlow();
        await app.StartAsync();
        return new(app, operatorUrl!);
    }

    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        // Browsers keep their connections open.
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
