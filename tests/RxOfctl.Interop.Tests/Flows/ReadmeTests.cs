using RxOfctl.Documentation.Tests;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Flows;

/// <summary>The first listing of the README of flows, on Open vSwitch with each version and as it is installed, with all of them.</summary>
[Collection("Console")]
public sealed class ReadmeTests
{
    public static TheoryData<OpenFlowVersion[]> Versions =>
        [.. Enum.GetValues<OpenFlowVersion>().Select(version => (OpenFlowVersion[])[version]).Append(Enum.GetValues<OpenFlowVersion>())];

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task The_first_listing_keeps_its_flows(OpenFlowVersion[] versions)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var ovs = await OpenVSwitch.StartAsync(limit.Token);
        var port = FreePort.Take();
        var (input, output) = (Console.In, Console.Out);
        using var keyboard = new Keyboard();
        Console.SetIn(keyboard);
        Console.SetOut(TextWriter.Null);
        try
        {
            var listing = Listing.All().First(listing => listing.Page == "src/RxOfctl.Flows/README.md");
            var running = (listing with { Code = listing.Code.Replace("0.0.0.0:6653", $"127.0.0.1:{port}", StringComparison.Ordinal) }).RunAsync();
            await ovs.AddBridgeAsync(new Bridge("br0", 1) { Protocols = versions, Controllers = [$"tcp:127.0.0.1:{port}"], Ports = ["p1"] });
            await HoldsAsync();
            await ovs.OfctlAsync("-O", versions[^1].ToString(), "del-flows", "br0");
            await HoldsAsync();
            keyboard.PressEnter();
            await running.WaitAsync(limit.Token);
        }
        finally
        {
            Console.SetIn(input);
            Console.SetOut(output);
        }

        async Task HoldsAsync()
        {
            while ((await ovs.DumpFlowsAsync("br0", versions[^1])) is not { Count: 2 } flows || !flows.Any(flow => flow.Contains("nw_dst=10.0.0.1 actions=output:", StringComparison.Ordinal)))
            {
                limit.Token.ThrowIfCancellationRequested();
                await ovs.AppctlAsync("version");
            }
        }
    }
}
