using System.CommandLine;
using System.Reactive.Disposables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ShortestPath;

namespace Dashboard;

/// <summary>
/// The dashboard of a network that ShortestPath steers: a simulated fat tree, or real switches with --listen. On a terminal, and with
/// --listen, it runs until Ctrl-C; otherwise, as in a pipeline of tests, it asks its own page and REST API and ends.
/// </summary>
public static class Program
{
    private const string DefaultUrl = "http://localhost:5080";
    private const string AnyPort = "http://127.0.0.1:0";

    public static Task<int> Main(string[] args)
    {
        var listen = new Option<string[]>("--listen")
        {
            Description = "Listen for real switches at ptcp:PORT[:HOST], HOST:PORT or punix:PATH, without a simulated network.",
            HelpName = "ADDRESS",
        };
        var url = new Option<string?>("--url") { Description = $"Where the page is. Default: {DefaultUrl}", HelpName = "URL" };
        var seed = new Option<int>("--seed")
        {
            Description = "Makes other traffic and faults.",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => 1,
        };
        var calm = new Option<bool>("--calm") { Description = "Nothing breaks." };
        var command = new RootCommand(
            "Shows a network on a page, and serves it over REST: a simulated fat tree with traffic, or real switches.")
        {
            listen, url, seed, calm,
        };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(listen) ?? [], parsed.GetValue(url), parsed.GetValue(calm) ? null : parsed.GetValue(seed), Console.Out));
        return command.Parse(args).InvokeAsync();
    }

    private static async Task<int> RunAsync(string[] listen, string? url, int? seed, TextWriter output)
    {
        var isSimulated = listen.Length == 0;
        var isCheck = isSimulated && Console.IsInputRedirected && url is null;
        var app = Build(listen, url ?? (isCheck ? AnyPort : DefaultUrl));
        await using var ending = app.ConfigureAwait(false);
        await app.StartAsync().ConfigureAwait(false);

        var address = new Uri(app.Urls.First());
        output.WriteLine($"The dashboard is at {new Uri(address, "dashboard")}. The link above lets you change switches, too.");
        using var network = isSimulated ? Simulate(app.Services, isCheck ? null : seed) : Disposable.Empty;
        if (isCheck)
        {
            output.WriteLine("The input is no terminal: this checks itself and ends. Give --url to let it run.");
            var topology = app.Services.GetRequiredService<DiscoveredTopology>();
            var isGood = await SelfCheck.RunAsync(address, topology, output).ConfigureAwait(false);
            await app.StopAsync().ConfigureAwait(false);
            return isGood ? 0 : 1;
        }

        await app.WaitForShutdownAsync().ConfigureAwait(false);
        return 0;
    }

    private static WebApplication Build(string[] listen, string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddOpenFlowController(options => options.Listen = listen).AddOpenFlowApp<SteeringApp>().AddOpenFlowWeb();
        // What the app knows and wants is shown on the page.
        builder.Services.AddSingleton<ShortestPathApp>()
            .AddSingleton(services => services.GetRequiredService<ShortestPathApp>().Topology)
            .AddSingleton(services => services.GetRequiredService<ShortestPathApp>().Flows);
        var app = builder.Build();
        app.MapOpenFlow();
        return app;
    }

    private static IDisposable Simulate(IServiceProvider services, int? seed)
    {
        var controller = services.GetRequiredService<OpenFlowController>();
        var topology = services.GetRequiredService<DiscoveredTopology>();
        return new DemoNetwork(controller.Scheduler, seed ?? 1).Start(controller, topology, withFaults: seed is not null);
    }

    // Steers the network while the host runs.
    private sealed class SteeringApp(ShortestPathApp app) : IOpenFlowApp
    {
        public IDisposable Start() => app;
    }
}
