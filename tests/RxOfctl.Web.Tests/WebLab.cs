using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reactive.Concurrency;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RxOfctl.Hosting;
using RxOfctl.Protocol;
using RxOfctl.Simulator;
using RxOfctl.Web.Security;

namespace RxOfctl.Web.Tests;

/// <summary>
/// A web host at a free port of the loopback interface, with a controller and a simulated network of three switches in a line, each with
/// a host. Its clock is real, because HTTP's is.
/// </summary>
internal sealed class WebLab : IAsyncDisposable
{
    public const string OperatorKey = "operator-key-of-the-tests";
    public const string ReaderKey = "reader-key-of-the-tests--";

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly IDisposable _connections;

    private WebLab(WebApplication app, SimulatedNetwork network, Uri address, Uri? operatorUrl)
    {
        (App, Network, Address, OperatorUrl) = (app, network, address, operatorUrl);
        Controller = app.Services.GetRequiredService<OpenFlowController>();
        _connections = network.ConnectTo(Controller);
        Anonymous = new() { BaseAddress = address };
        Operator = WithKey(OperatorKey);
        Reader = WithKey(ReaderKey);
    }

    public WebApplication App { get; }

    public SimulatedNetwork Network { get; }

    public OpenFlowController Controller { get; }

    public Uri Address { get; }

    public Uri? OperatorUrl { get; }

    public HttpClient Anonymous { get; }

    public HttpClient Operator { get; }

    public HttpClient Reader { get; }

    public static async Task<WebLab> StartAsync(
        OpenFlowVersion version = OpenFlowVersion.OpenFlow13,
        Action<OpenFlowWebOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        string urls = "http://127.0.0.1:0",
        IScheduler? scheduler = null)
    {
        var clock = scheduler ?? TaskPoolScheduler.Default;
        Uri? operatorUrl = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(urls);
        builder.Logging.ClearProviders();
        builder.Services.AddOpenFlowController(options =>
        {
            options.Listen = [];
            options.Customize = controller => controller with { Scheduler = clock };
        });
        builder.Services.AddOpenFlowWeb(options =>
        {
            options.ApiKeys.Add(new() { Name = "tests", Key = OperatorKey, Role = OpenFlowRoles.Operator });
            options.ApiKeys.Add(new() { Name = "eyes", Key = ReaderKey });
            options.OnOperatorUrl = url => operatorUrl = url;
            options.RequestTimeout = Limit;
            options.RequestsPerSecond = 100_000;
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapOpenFlow();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(app, NetworkOf(clock, version), urls.Contains("unix:", StringComparison.Ordinal) ? new("http://localhost") : new(app.Urls.First()), operatorUrl);
    }

    /// <summary>Starts it, and waits until all three switches are present.</summary>
    public static async Task<WebLab> StartWithSwitchesAsync(
        OpenFlowVersion version = OpenFlowVersion.OpenFlow13,
        Action<OpenFlowWebOptions>? configure = null,
        Action<IServiceCollection>? services = null)
    {
        var lab = await StartAsync(version, configure, services);
        for (ulong id = 1; id <= 3; id++)
            await lab.Controller.WaitForDatapathAsync(id, Limit);
        return lab;
    }

    public HttpClient WithKey(string key)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>The JSON of a path.</summary>
    public async Task<JsonElement> GetAsync(string path) => await Anonymous.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Waits until a condition holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
            await Task.Delay(10, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        Anonymous.Dispose();
        Operator.Dispose();
        Reader.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private static SimulatedNetwork NetworkOf(IScheduler clock, OpenFlowVersion version)
    {
        var network = new SimulatedNetwork(clock);
        var switches = Enumerable.Range(1, 3).Select(id => network.AddSwitch((ulong)id, version)).ToList();
        network.Connect(switches[0], 2, switches[1], 2);
        network.Connect(switches[1], 3, switches[2], 2);
        foreach (var (index, each) in switches.Index())
        {
            var host = network.AddHost($"h{index + 1}", new((ulong)index + 1), new(10, 0, 0, (byte)(index + 1)));
            network.Connect(each, 1, host);
        }

        return network;
    }
}
