using System.Reactive.Concurrency;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MudBlazor.Services;
using RxOfctl.Hosting;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Topology;
using RxOfctl.Web.Dashboard;
using RxOfctl.Web.Rules;
using RxOfctl.Web.Security;

namespace RxOfctl.Web.Tests.Dashboard;

/// <summary>The page's components with a controller and a simulated network, in virtual time.</summary>
public abstract class PageLab : BunitContext, IAsyncLifetime
{
    private readonly HistoricalScheduler _scheduler = new(DateTimeOffset.UnixEpoch);
    private readonly IDisposable _app;
    private IDisposable? _connections;

    private protected PageLab()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.Setup<Dictionary<string, double[]>>("rxofctl.map.attach", _ => true).SetResult([]);
        Services.AddOpenFlowController(options => options.Customize = controller => controller with { Scheduler = _scheduler, EndPoints = [] });
        // Not AddOpenFlowWeb: the services of Blazor Server would replace those of bunit.
        var options = new OpenFlowWebOptions();
        Services.AddMudServices();
        Services.AddSingleton<IFleet>(provider => provider.GetRequiredService<OpenFlowController>());
        Services.AddSingleton(provider => provider.GetRequiredService<IFleet>().DiscoverTopology(options.Topology));
        Services.AddSingleton(provider => new DesiredRuleStore(provider.GetRequiredService<IFleet>(), options));
        Services.AddSingleton(new AuditLog(NullLoggerFactory.Instance, TimeProvider.System));
        Services.AddDashboardState();
        Authorization = this.AddAuthorization();
        Network = new(_scheduler);
        Controller = Services.GetRequiredService<OpenFlowController>();
        Topology = Services.GetRequiredService<DiscoveredTopology>();
        _app = Services.GetServices<IOpenFlowApp>().Single().Start();
        Render<MudPopoverProvider>();
    }

    private protected BunitAuthorizationContext Authorization { get; }

    private protected SimulatedNetwork Network { get; }

    private protected OpenFlowController Controller { get; }

    private protected DiscoveredTopology Topology { get; }

    /// <summary>Connects a network, and waits until its links are known.</summary>
    private protected void Connect(NetworkTopology topology)
    {
        Network.Add(topology);
        _connections = Network.ConnectTo(Controller);
        Advance(1);
    }

    /// <summary>Lets each host send, from which its place is learned.</summary>
    private protected void Announce()
    {
        foreach (var each in Controller.GetDatapaths())
            each.TrySend(new FlowMod { Priority = 0, Actions = [new Protocol.Actions.OutputAction(PortNumber.Controller)] });
        Advance(1);
        foreach (var host in Network.Hosts)
            host.Announce();
        Advance(1);
    }

    private protected void BeOperator() => Authorization.SetAuthorized("somebody").SetRoles(OpenFlowRoles.Operator);

    private protected void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));

    public Task InitializeAsync() => Task.CompletedTask;

    // Services of MudBlazor can only be disposed of asynchronously.
    async Task IAsyncLifetime.DisposeAsync()
    {
        _app.Dispose();
        _connections?.Dispose();
        await DisposeAsync();
    }
}
