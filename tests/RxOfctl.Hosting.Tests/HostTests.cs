using System.Net;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Simulator;

namespace RxOfctl.Hosting.Tests;

public sealed class HostTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_host_listens_as_its_configuration_says_and_serves_apps_that_started_before()
    {
        var builder = Builder(("OpenFlow:Listen:0", "ptcp:0:127.0.0.1"));
        builder.Services.AddSingleton<List<string>>().AddOpenFlowController().AddOpenFlowApp<FirstApp>().AddOpenFlowApp<SecondApp>();
        using var host = builder.Build();
        await host.StartAsync();

        var controller = host.Services.GetRequiredService<OpenFlowController>();
        var log = host.Services.GetRequiredService<List<string>>();
        Assert.Equal(["first starts, listening at 0", "second starts, listening at 0"], log);

        await using var joined = await JoinAsync(controller, 7);
        Assert.Equal(OpenFlowVersion.OpenFlow13, joined.Datapath.Version);

        await host.StopAsync();
        Assert.Equal(["second stops, datapaths 1", "first stops, datapaths 1"], log[2..]);
        Assert.Throws<ObjectDisposedException>(controller.StartListening);
    }

    [Fact]
    public async Task A_host_runs_until_it_is_stopped_and_can_be_disposed_either_way()
    {
        foreach (var isAsync in new[] { true, false })
        {
            var builder = Builder(("OpenFlow:Listen:0", "ptcp:0:127.0.0.1"));
            builder.Services.AddOpenFlowController();
            var host = builder.Build();
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
            var running = host.RunAsync();
            await started.Task.WaitAsync(Limit);

            host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            await running.WaitAsync(Limit);
            if (isAsync)
                await ((IAsyncDisposable)host).DisposeAsync();
            else
                host.Dispose();
        }
    }

    [Fact]
    public void Services_that_were_never_started_can_be_disposed_synchronously()
    {
        var services = new ServiceCollection().AddOpenFlowController().BuildServiceProvider();

        services.GetRequiredService<OpenFlowController>();
        services.Dispose();
    }

    [Fact]
    public async Task A_host_dials_datapaths()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var builder = Builder(("OpenFlow:Connect", $"tcp:{listener.LocalEndpoint}"));
        builder.Services.AddOpenFlowController();
        using var host = builder.Build();

        await host.StartAsync();
        using var accepted = await listener.AcceptSocketAsync(new CancellationTokenSource(Limit).Token);
        await host.StopAsync();

        Assert.Empty(host.Services.GetRequiredService<OpenFlowController>().LocalEndPoints);
    }

    [Fact]
    public async Task Where_it_cannot_listen_the_host_does_not_start_and_apps_that_started_have_ended()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var builder = Builder(("OpenFlow:Listen:0", $"{taken.LocalEndpoint}"));
        builder.Services.AddSingleton<List<string>>().AddOpenFlowController().AddOpenFlowApp<FirstApp>();
        using var host = builder.Build();

        await Assert.ThrowsAsync<IOException>(() => host.StartAsync());

        Assert.Equal(["first starts, listening at 0", "first stops, datapaths 0"], host.Services.GetRequiredService<List<string>>());
    }

    [Fact]
    public async Task The_health_check_names_missing_datapaths_and_an_app_has_a_check_of_its_own()
    {
        var builder = Builder(("OpenFlow:Listen", "ptcp:0:127.0.0.1"), ("OpenFlow:Datapaths:0", "7"), ("OpenFlow:Datapaths:1", "0x1f"));
        builder.Services.AddSingleton<List<string>>().AddOpenFlowController().AddOpenFlowApp<SecondApp>();
        builder.Services.AddHealthChecks().AddOpenFlow(tags: ["ready"]);
        using var host = builder.Build();
        var health = host.Services.GetRequiredService<HealthCheckService>();

        var before = (await health.CheckHealthAsync()).Entries["openflow"];
        Assert.Equal((HealthStatus.Unhealthy, "The controller is not listening."), (before.Status, before.Description));

        await host.StartAsync();
        var controller = host.Services.GetRequiredService<OpenFlowController>();
        await using var first = await JoinAsync(controller, 7);
        var report = await health.CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Equal("Datapaths are missing: 000000000000001f.", report.Entries["openflow"].Description);
        Assert.Equal(["0000000000000007"], Assert.IsType<string[]>(report.Entries["openflow"].Data["present"]));
        Assert.Equal(["ready"], report.Entries["openflow"].Tags);
        Assert.Equal((HealthStatus.Degraded, "so so"), (report.Entries["SecondApp"].Status, report.Entries["SecondApp"].Description));

        await using var second = await JoinAsync(controller, 0x1f);
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Entries["openflow"].Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task The_controller_logs_to_the_host()
    {
        var lines = new List<string>();
        var builder = Builder(("OpenFlow:Listen", "ptcp:0:127.0.0.1"));
        builder.Logging.AddProvider(new Recorder(lines));
        builder.Services.AddOpenFlowController();
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.Contains(lines, line => line.StartsWith("RxOfctl: Listening at 127.0.0.1:", StringComparison.Ordinal));
    }

    private static HostApplicationBuilder Builder(params (string Key, string Value)[] configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(configuration.Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value)));
        return builder;
    }

    private static async Task<Joined> JoinAsync(OpenFlowController controller, DatapathId id)
    {
        var present = controller.Datapaths.Watch(id).Where(change => change.Reason == ChangeReason.Add).FirstAsync().Timeout(Limit).ToTask();
        var added = new SimulatedNetwork(TaskPoolScheduler.Default).AddSwitch(id, OpenFlowVersion.OpenFlow13);
        var connection = added.ConnectAsync(controller.LocalEndPoints[0]);
        return new(added, connection, (await present).Current);
    }

    private sealed record Joined(SimulatedSwitch Switch, Task Connection, Datapath Datapath) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Switch.Disconnect();
            await Connection.WaitAsync(Limit);
        }
    }

    private sealed class FirstApp(OpenFlowController controller, List<string> log) : IOpenFlowApp
    {
        public IDisposable Start()
        {
            log.Add($"first starts, listening at {controller.LocalEndPoints.Count}");
            return Disposable.Create(() => log.Add($"first stops, datapaths {controller.GetDatapaths().Count}"));
        }
    }

    private sealed class SecondApp(OpenFlowController controller, List<string> log) : IOpenFlowApp, IHealthCheck
    {
        public IDisposable Start()
        {
            log.Add($"second starts, listening at {controller.LocalEndPoints.Count}");
            return Disposable.Create(() => log.Add($"second stops, datapaths {controller.GetDatapaths().Count}"));
        }

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Degraded("so so"));
    }

    private sealed class Recorder(List<string> lines) : ILoggerProvider, ILogger
    {
        private string _category = "";

        public ILogger CreateLogger(string categoryName) => new Recorder(lines) { _category = categoryName };

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
                lines.Add($"{_category}: {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }
}
