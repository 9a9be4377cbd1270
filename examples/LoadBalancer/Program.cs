using System.CommandLine;
using System.Reactive.Concurrency;
using RxOfctl.Examples;

namespace LoadBalancer;

public static class Program
{
    private static readonly MacAddress VirtualMac = MacAddress.Parse("02:00:00:00:00:64");
    private static readonly Ipv4Address VirtualAddress = new(10, 0, 0, 100);

    private static readonly Option<string[]> Servers = new("--server")
    {
        Description = "A server, as PORT,MAC,ADDRESS. Given once for each.",
        DefaultValueFactory = _ => ["3,02:00:00:00:00:03,10.0.0.3", "4,02:00:00:00:00:04,10.0.0.4"],
    };

    public static ExampleProgram Example { get; } = new()
    {
        Description = $"A load balancer: spreads connections to {VirtualAddress} over servers, by select groups or, on OpenFlow 1.0, by a flow for each.",
        Options = [Servers],
        Demonstrate = (arguments, output) => DemonstrateAsync(arguments.GetValue(Servers)!, output),
        Start = (arguments, controller, _) => App(controller, arguments.GetValue(Servers)!).Start(),
    };

    public static Task<int> Main(string[] args) => Example.RunAsync(args);

    private static LoadBalancerApp App(OpenFlowController controller, IEnumerable<string> servers) =>
        new(controller, VirtualMac, VirtualAddress, [.. servers.Select(Parse)]);

    private static Server Parse(string text) => text.Split(',') is [var port, var mac, var address]
        ? new(new(uint.Parse(port, null)), MacAddress.Parse(mac), Ipv4Address.Parse(address))
        : throw new IOException($"'{text}' is not a server. Write PORT,MAC,ADDRESS, as in 3,02:00:00:00:00:03,10.0.0.3.");

    // Two clients send datagrams from many ports to the virtual address; both servers get some, and nothing is lost.
    private static async Task<bool> DemonstrateAsync(string[] servers, TextWriter output)
    {
        const int datagrams = 40;
        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        await using var ending = controller.ConfigureAwait(false);
        using var running = App(controller, servers).Start();
        var network = new SimulatedNetwork(scheduler);
        var s1 = network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
        var client = network.AddHost("client", new(1), new(10, 0, 0, 1));
        network.Connect(s1, 1, client);
        var received = new Dictionary<string, int>();
        foreach (var server in servers.Select(Parse))
        {
            var host = network.AddHost($"server at {server.Port}", server.Mac, server.Address);
            network.Connect(s1, server.Port.Value, host);
            received[host.Name] = 0;
            host.Received.Where(frame => frame.Udp?.DestinationPort == 80).Subscribe(_ => received[host.Name]++);
        }

        using var connections = network.ConnectTo(controller);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        for (ushort source = 0; source < datagrams; source++)
        {
            client.SendUdp(VirtualAddress, 80, "request"u8.ToArray(), (ushort)(50_000 + source));
            scheduler.AdvanceBy(TimeSpan.FromMilliseconds(100));
        }

        foreach (var (name, count) in received)
            output.WriteLine($"{name,-16} {count} datagrams");
        return received.Values.Sum() == datagrams && received.Values.All(count => count > 0);
    }
}
