using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Hosts;

public sealed class SimulatedHostTests
{
    private static readonly Ipv4Address First = new(10, 0, 0, 1);
    private static readonly Ipv4Address Second = new(10, 0, 0, 2);

    [OvsFact]
    public async Task Two_hosts_on_a_plain_switch_ping_each_other()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var ovs = await OpenVSwitch.StartAsync(limit.Token);
        await ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Ports = ["p1", "p2"], Standalone = true });
        await using var a = new SimulatedHost(await ovs.ConnectPortAsync("p1", limit.Token), new(0x02_00_00_00_00_01), First);
        await using var b = new SimulatedHost(await ovs.ConnectPortAsync("p2", limit.Token), new(0x02_00_00_00_00_02), Second);

        await a.PingAsync(Second, limit.Token);
        await a.PingAsync(Second, limit.Token);
        await b.PingAsync(First, limit.Token);
    }

    [OvsFact]
    public async Task The_frames_are_what_Open_vSwitch_takes_for_ARP_and_ping()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var ovs = await OpenVSwitch.StartAsync(limit.Token);
        await ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Ports = ["p1", "p2"] });
        foreach (var match in (string[])["arp,arp_op=1,arp_tpa=10.0.0.2", "arp,arp_op=2,arp_spa=10.0.0.2", "icmp,icmp_type=8,nw_dst=10.0.0.2", "icmp,icmp_type=0,nw_src=10.0.0.2"])
            await ovs.OfctlAsync("-O", "OpenFlow13", "add-flow", "br0", $"{match},actions=FLOOD");
        await using var a = new SimulatedHost(await ovs.ConnectPortAsync("p1", limit.Token), new(0x02_00_00_00_00_01), First);
        await using var b = new SimulatedHost(await ovs.ConnectPortAsync("p2", limit.Token), new(0x02_00_00_00_00_02), Second);

        await a.PingAsync(Second, limit.Token);
    }

    [OvsFact]
    public async Task A_ping_fails_when_the_switch_dies()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var ovs = await OpenVSwitch.StartAsync(limit.Token);
        await ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Ports = ["p1", "p2"] });
        await using var a = new SimulatedHost(await ovs.ConnectPortAsync("p1", limit.Token), new(0x02_00_00_00_00_01), First);
        await using var b = new SimulatedHost(await ovs.ConnectPortAsync("p2", limit.Token), new(0x02_00_00_00_00_02), Second);
        var ping = a.PingAsync(Second, limit.Token);

        ovs.Kill();

        await Assert.ThrowsAnyAsync<IOException>(() => ping);
    }
}
