using System.Text.Json;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Cli.Tests;

/// <summary>The tool as a controller of simulated switches.</summary>
public sealed class ControllerCommandTests
{
    private static readonly MacAddress Sender = MacAddress.Parse("00:00:00:00:00:01");

    [Fact]
    public async Task Listen_prints_who_comes_and_the_packets_that_match()
    {
        var network = ToolRun.Network(2);
        await ToolRun.OnAsync(network, "add-flow", "tcp:s1", "priority=0,actions=controller");
        using var listening = RunningTool.Start(network, "listen", "tcp:s1", "tcp:s2", "--filter", "arp,arp_tpa=10.0.0.9");

        Assert.Contains("OpenFlow 1.3, 2 ports", await listening.LineAsync(line => line.Contains(" + 0000000000000001 ", StringComparison.Ordinal)), StringComparison.Ordinal);
        await listening.LineAsync(line => line.Contains(" + 0000000000000002 ", StringComparison.Ordinal));
        network.Switch("s1").Receive(1, Arp(8).ToBytes());
        network.Switch("s1").Receive(2, Arp(9).ToBytes());
        var packet = await listening.LineAsync(line => line.Contains("PacketIn", StringComparison.Ordinal));
        var result = await listening.StopAsync();

        Assert.Contains("in_port=2", packet, StringComparison.Ordinal);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.DoesNotContain(result.Output, line => line.Contains("10.0.0.8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Listen_prints_a_line_of_json_for_each_event()
    {
        var network = ToolRun.Network();
        using var listening = RunningTool.Start(network, "listen", "tcp:s1", "--json");

        using var connected = JsonDocument.Parse(await listening.LineAsync(line => line.Contains("connected", StringComparison.Ordinal)));
        network.Switch("s1").AddPort(7);
        using var status = JsonDocument.Parse(await listening.LineAsync(line => line.Contains("port_status", StringComparison.Ordinal)));
        await listening.StopAsync();

        Assert.Equal("0000000000000001", connected.RootElement.GetProperty("datapath").GetString());
        Assert.Equal(7, status.RootElement.GetProperty("message").GetProperty("desc").GetProperty("port_no").GetInt32());
    }

    [Fact]
    public async Task Top_prints_a_line_a_datapath_and_reading()
    {
        var network = ToolRun.Network();
        await ToolRun.WithAsync(network, "in_port=1,actions=drop\nin_port=2,actions=drop\n", "add-flow", "tcp:s1", "-");

        using var top = RunningTool.Start(network, "top", "tcp:s1", "--interval", "0.1");
        var line = await top.LineAsync(line => line.EndsWith(" flows=2", StringComparison.Ordinal));
        var result = await top.StopAsync();

        Assert.StartsWith("0000000000000001 OpenFlow 1.3 ", line, StringComparison.Ordinal);
        Assert.Contains(" ports=0/2 ", line, StringComparison.Ordinal);
        Assert.Equal((0, ""), (result.Code, result.Error));
    }

    [Fact]
    public async Task Topology_prints_links_as_a_tree_dot_and_json()
    {
        var network = ToolRun.Network(0);
        network.Add(NetworkTopology.Linear(2, 0));

        var tree = await UntilLinkedAsync();
        var dot = await UntilLinkedAsync("--format", "dot");
        var json = await UntilLinkedAsync("--json");

        Assert.Equal((0, ""), (tree.Code, tree.Error));
        Assert.Equal("2 switches, 1 links, 0 hosts", tree.Output[^1]);
        Assert.StartsWith("0000000000000001  OpenFlow 1.3", tree.Output[0], StringComparison.Ordinal);
        Assert.Matches("^└─ +[0-9]+ +── 0000000000000002:[0-9]+", tree.Output[1]);
        Assert.Equal("graph topology {", dot.Output[0]);
        Assert.Contains(dot.Output, line => line.StartsWith("  \"0000000000000001\" -- \"0000000000000002\" [", StringComparison.Ordinal));
        using var document = JsonDocument.Parse(Assert.Single(json.Output));
        Assert.Equal("0000000000000001", document.RootElement.GetProperty("links")[0].GetProperty("from").GetProperty("dpid").GetString());

        // Where the machine is so busy that probes return too late, ports are taken for those of hosts at first.
        async Task<ToolResult> UntilLinkedAsync(params string[] options)
        {
            ToolResult result;
            do
                result = await ToolRun.OnAsync(network, ["topology", "tcp:s1", "tcp:s2", .. options]);
            while (result.Code == 0 && !HasLink(result.Text));
            return result;
        }

        static bool HasLink(string text) => new[] { " 1 links", " -- ", "\"links\":[{" }.Any(part => text.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Simulate_pings_cuts_links_and_shows_flows()
    {
        // On a busy machine the first pings may take longer than the tool waits.
        var result = await ToolRun.Async(
            "simulate", "linear,2", "-e", "h1 ping h2", "-e", "h1 ping h2", "-e", "h1 ping h2", "-e", "pingall", "-e", "link s1 s2 down", "-e", "h1 ping h2", "-e", "dump-flows s1", "-e", "links", "-e", "crash s9", "-e", "nonsense");

        Assert.Equal(0, result.Code);
        Assert.StartsWith("h1 -> h2: answered in ", result.Output[2], StringComparison.Ordinal);
        Assert.Equal(["h1 -> h2", "h2 -> h1", "2 of 2 pings answered", "h1 -> h2: no answer within 1 s"], result.Output[3..7]);
        Assert.EndsWith("priority=0 actions=NORMAL", result.Output[7], StringComparison.Ordinal);
        Assert.Contains(result.Output, line => line.StartsWith("s1", StringComparison.Ordinal) && line.EndsWith(" down", StringComparison.Ordinal));
        Assert.Equal(2, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void The_prompt_completes_names_and_words()
    {
        var network = ToolRun.Network(0);
        network.Add(NetworkTopology.Linear(2));
        var prompt = new Controllers.NetworkPrompt(network, ToolRun.Console(network, "", TextWriter.Null, TextWriter.Null), Settings());

        Assert.Contains("pingall", prompt.Complete([]));
        Assert.Contains("h1", prompt.Complete([]));
        Assert.Equal(["s1", "s2"], prompt.Complete(["crash"]));
        Assert.Equal(["ping"], prompt.Complete(["h1"]));
        Assert.Equal(["up", "down"], prompt.Complete(["link", "s1", "s2"]));
        Assert.Empty(prompt.Complete(["quit", "now"]));
    }

    private static Settings Settings() => new()
    {
        Versions = [OpenFlowVersion.OpenFlow13],
        Timeout = TimeSpan.FromSeconds(10),
        Json = false,
        Color = false,
        ReadsNames = true,
        WritesNames = false,
        Tls = null,
    };

    private static EthernetFrame Arp(byte target) => new()
    {
        Destination = MacAddress.Broadcast,
        Source = Sender,
        EtherType = EtherType.Arp,
        Payload = ArpPacket.Request(Sender, new(10, 0, 0, 1), new(10, 0, 0, target)).ToBytes(),
    };
}
