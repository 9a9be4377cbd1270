using RxOfctl.Interop.Tests.Connections;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Tool;

/// <summary>What rxofctl prints as it happens on a bridge, and whether the bridge answers.</summary>
public sealed class StreamTests : ToolWithOvs
{
    // The smallest frame of an ARP request, from 02:00:00:00:00:01.
    private const string Frame = "ffffffffffff0200000000010806000108000604000102000000000100000000000000000000000000000000";

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Monitor_prints_packet_ins_and_port_changes(OpenFlowVersion version)
    {
        await AddBridgeAsync();
        await TheirsAsync(version, "add-flow", BridgeName, "priority=1,arp,actions=CONTROLLER:65535");
        using var monitor = Start(version, "monitor", BridgeName, "65535");
        // Its configuration takes effect before the bridge answers the next connection.
        await EventuallyAsync(monitor, "NO_FWD", () => TheirsAsync(version, "mod-port", BridgeName, "p1", "no-forward"),
            () => TheirsAsync(version, "mod-port", BridgeName, "p1", "forward"));

        await TheirsAsync(version, "packet-out", BridgeName, $"in_port=1 packet={Frame} actions=resubmit(,0)");

        Assert.Contains("02:00:00:00:00:01", await monitor.LineAsync("PacketIn"), StringComparison.Ordinal);
        Assert.Equal(0, await monitor.StopAsync());
    }

    [OvsTheory]
    [InlineData(OpenFlow10, "ADDED")]
    [InlineData(OpenFlow13, "ADDED")]
    [InlineData(OpenFlow14, "INITIAL")]
    [InlineData(OpenFlow15, "INITIAL")]
    public async Task Monitor_prints_how_flows_change(OpenFlowVersion version, string initial)
    {
        await AddBridgeAsync();
        await TheirsAsync(version, "add-flow", BridgeName, "priority=1,in_port=1,actions=output:2");
        using var monitor = Start(version, "monitor", BridgeName, "watch:");

        Assert.Contains("in_port=1 actions=output:2", await monitor.LineAsync($"event={initial}"), StringComparison.Ordinal);
        await TheirsAsync(version, "add-flow", BridgeName, "priority=2,arp,actions=output:1");
        Assert.Contains("priority=2,arp actions=output:1", await monitor.LineAsync("event=ADDED"), StringComparison.Ordinal);
        await TheirsAsync(version, "mod-flows", BridgeName, "arp,actions=output:2");
        Assert.Contains("arp actions=output:2", await monitor.LineAsync("event=MODIFIED"), StringComparison.Ordinal);
        await TheirsAsync(version, "del-flows", BridgeName, "arp");
        Assert.Contains("reason=delete", await monitor.LineAsync("event=DELETED"), StringComparison.Ordinal);
        Assert.Equal(0, await monitor.StopAsync());
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Snoop_prints_what_the_controller_and_the_bridge_exchange(OpenFlowVersion version)
    {
        await AddBridgeAsync();
        await using var controller = OpenFlowController.Listen(new() { EndPoint = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0), Versions = [version] });
        await Ovs.SetControllerAsync(BridgeName, $"tcp:{controller.LocalEndPoints[0]}");
        var datapath = await Ovs.PokeWhileAsync(controller.WaitForDatapathAsync(0xa1, TimeSpan.FromSeconds(60)));
        using var snoop = Start(version, "snoop", BridgeName);

        await EventuallyAsync(snoop, "BarrierRequest", () => datapath.SendMsgAsync(new BarrierRequest()), () => Task.CompletedTask);

        await snoop.LineAsync("BarrierReply");
        Assert.Equal(0, await snoop.StopAsync());
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Echo_requests_are_answered_and_counted(OpenFlowVersion version)
    {
        await AddBridgeAsync();

        Assert.Equal("", await OursAsync(version, "probe", BridgeName));
        var pings = (await OursAsync(version, "ping", BridgeName, "3")).Split('\n');
        Assert.Equal(["seq=1", "seq=2", "seq=3"], pings[..3].Select(line => line.Split(' ').Single(word => word.StartsWith("seq", StringComparison.Ordinal))));
        Assert.StartsWith("3 answered: min ", pings[3], StringComparison.Ordinal);
        Assert.StartsWith("20 packets of 100 bytes in ", await OursAsync(version, "benchmark", BridgeName, "100", "20"), StringComparison.Ordinal);
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task A_role_needs_a_generation_that_is_not_stale(OpenFlowVersion version)
    {
        await AddBridgeAsync();
        if (version == OpenFlow10)
        {
            Assert.Contains("Master", await OursAsync(version, "role", BridgeName, "master"), StringComparison.OrdinalIgnoreCase);
            return;
        }

        await OursAsync(version, "role", BridgeName, "master", "7");
        var (code, _, error) = await RunAsync(version, "", "role", BridgeName, "slave", "6");
        Assert.Equal(1, code);
        Assert.Contains("OFPRRFC_STALE", error, StringComparison.Ordinal);
        Assert.Contains("Slave", await OursAsync(version, "role", BridgeName, "slave", "8"), StringComparison.OrdinalIgnoreCase);
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task The_tool_waits_for_a_bridge_that_dials(OpenFlowVersion version)
    {
        await AddBridgeAsync();
        var port = FreePort.Take();
        await Ovs.SetControllerAsync(BridgeName, $"tcp:127.0.0.1:{port}");

        using var show = Start(version, "show", $"ptcp:{port}:127.0.0.1");

        Assert.Contains("00000000000000a1", await Ovs.PokeWhileAsync(show.LineAsync("dpid:")), StringComparison.Ordinal);
        Assert.Equal(0, await show.EndAsync());
    }

    // A stream shows nothing of what was before it connected: the change is made again until it is seen.
    private static async Task EventuallyAsync(StreamingTool tool, string text, Func<Task> change, Func<Task> undo)
    {
        var seen = tool.LineAsync(text);
        while (!seen.IsCompleted)
        {
            await change();
            await undo();
        }

        await seen;
    }
}

/// <summary>The same over TLS, with the certificates that ovs-pki makes.</summary>
public sealed class TlsTests(OvsPki pki) : ToolWithOvs, IClassFixture<OvsPki>
{
    [OvsPkiTheory]
    [MemberData(nameof(Versions))]
    public async Task The_tool_dials_a_bridge_and_waits_for_one_with_TLS(OpenFlowVersion version)
    {
        await AddBridgeAsync();
        await Ovs.VsctlAsync(pki.SetSsl);
        var (waiting, dialing) = (FreePort.Take(), FreePort.Take());
        await Ovs.SetControllerAsync(BridgeName, $"pssl:{waiting}:127.0.0.1", $"ssl:127.0.0.1:{dialing}");

        using var dialed = Start(version, ["dump-desc", $"ssl:127.0.0.1:{waiting}", .. pki.ToolOptions]);
        Assert.Contains("Open vSwitch", await Ovs.PokeWhileAsync(dialed.LineAsync("Hardware:")), StringComparison.Ordinal);
        using var accepted = Start(version, ["dump-desc", $"pssl:{dialing}:127.0.0.1", .. pki.ToolOptions]);
        Assert.Contains("Open vSwitch", await Ovs.PokeWhileAsync(accepted.LineAsync("Hardware:")), StringComparison.Ordinal);
        Assert.Equal((0, 0), (await dialed.EndAsync(), await accepted.EndAsync()));
    }
}
