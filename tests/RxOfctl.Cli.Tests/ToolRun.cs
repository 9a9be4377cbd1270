using System.Net;
using System.Reactive.Concurrency;
using RxOfctl.Simulator;

namespace RxOfctl.Cli.Tests;

/// <summary>What a command printed, and how it ended.</summary>
internal sealed record ToolResult(int Code, string[] Output, string Error)
{
    public string Text => string.Join('\n', Output);
}

/// <summary>Runs commands of the tool in this process. The targets <c>tcp:s1</c>, <c>tcp:s2</c> ... are the switches of a simulated network.</summary>
internal static class ToolRun
{
    // Far longer than any test takes: it ends one that would wait for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task<ToolResult> Async(params string[] args) => WithAsync(null, "", args);

    public static Task<ToolResult> OnAsync(SimulatedNetwork network, params string[] args) => WithAsync(network, "", args);

    public static async Task<ToolResult> WithAsync(SimulatedNetwork? network, string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var limit = new CancellationTokenSource(Limit);
        var code = await CommandLine.RunAsync(args, Console(network, input, output, error), limit.Token).WaitAsync(Limit);
        Assert.False(limit.IsCancellationRequested, $"rxofctl {string.Join(' ', args)} did not end.");
        return new(code, Lines(output), error.ToString());
    }

    public static ToolConsole Console(SimulatedNetwork? network, string input, TextWriter output, TextWriter error) => new(new StringReader(input), output, error)
    {
        Variable = _ => null,
        Dial = (controller, endPoint) => network!.Switch(((DnsEndPoint)endPoint).Host).ConnectTo(controller),
    };

    /// <summary>A network of switches that run on the thread pool, with two ports each.</summary>
    public static SimulatedNetwork Network(int switches = 1, SimulatedSwitchOptions? options = null)
    {
        var network = new SimulatedNetwork(TaskPoolScheduler.Default);
        for (ulong id = 1; id <= (ulong)switches; id++)
        {
            var each = network.AddSwitch(id, options ?? new());
            each.AddPort(1);
            each.AddPort(2);
        }

        return network;
    }

    private static string[] Lines(StringWriter output) => output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
