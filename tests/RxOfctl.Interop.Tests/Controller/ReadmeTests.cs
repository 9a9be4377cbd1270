using RxOfctl.Documentation.Tests;
using RxOfctl.Interop.Tests.Hosts;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Controller;

/// <summary>The README's first listing, on Open vSwitch as it is installed: all versions, so that 1.5 is negotiated, and fail-mode
/// standalone.</summary>
[Collection("Console")]
public sealed class ReadmeTests
{
    [OvsFact]
    public async Task The_first_listing_forwards_pings()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var ovs = await OpenVSwitch.StartAsync(limit.Token);
        var port = FreePort.Take();
        var input = Console.In;
        using var keyboard = new Keyboard();
        Console.SetIn(keyboard);
        try
        {
            var listing = Listing.All().First(listing => listing.Page == "README.md");
            var running = (listing with { Code = listing.Code.Replace("0.0.0.0:6653", $"127.0.0.1:{port}", StringComparison.Ordinal) }).RunAsync();
            await ovs.AddBridgeAsync(new Bridge("br0", 1)
            {
                Protocols = Enum.GetValues<OpenFlowVersion>(),
                Controllers = [$"tcp:127.0.0.1:{port}"],
                Ports = ["p1", "p2"],
                Standalone = true,
            });
            // The table-miss flow shows that the listing has set the switch up.
            while (!(await ovs.DumpFlowsAsync("br0", OpenFlowVersion.OpenFlow15)).Any(flow => flow.Contains("CONTROLLER", StringComparison.Ordinal)))
            {
                limit.Token.ThrowIfCancellationRequested();
                await ovs.AppctlAsync("version");
            }

            await using (var hosts = await Pair.ConnectAsync(ovs, limit.Token))
            {
                await hosts.First.PingAsync(hosts.Second.Address, limit.Token);
                await hosts.Second.PingAsync(hosts.First.Address, limit.Token);
            }

            keyboard.PressEnter();
            await running.WaitAsync(limit.Token);
        }
        finally
        {
            Console.SetIn(input);
        }
    }
}
