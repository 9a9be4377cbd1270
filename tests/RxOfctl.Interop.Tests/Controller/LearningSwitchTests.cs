using LearningSwitch;
using RxOfctl.Interop.Tests.Hosts;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Controller;

/// <summary>The example's app on a real switch.</summary>
public sealed class LearningSwitchTests : ControllerWithOvs
{
    private static readonly Ipv4Address FirstAddress = new(10, 0, 0, 1);
    private static readonly Ipv4Address SecondAddress = new(10, 0, 0, 2);

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task Two_hosts_ping_each_other_and_the_switch_forwards_by_itself_once_it_has_learned(OpenFlowVersion version)
    {
        using var app = new LearningSwitchApp(Controller).Start();
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        // The app has set up the switch before the hosts send: they do not retransmit.
        await datapath.SendMsgAsync(new BarrierRequest(), Limit);
        await using var first = new SimulatedHost(await Ovs.ConnectPortAsync("p1", Limit), new(0x02_00_00_00_00_01), FirstAddress);
        await using var second = new SimulatedHost(await Ovs.ConnectPortAsync("p2", Limit), new(0x02_00_00_00_00_02), SecondAddress);

        var packetIns = 0;
        using var counting = datapath.Messages.OfMessage<PacketIn>().Subscribe(_ => Interlocked.Increment(ref packetIns));

        await first.PingAsync(SecondAddress, Limit);
        await second.PingAsync(FirstAddress, Limit);
        var learning = Volatile.Read(ref packetIns);
        Assert.InRange(learning, 1, 8);

        // Both directions are flows now: what the hosts say from here on, no controller sees.
        var flows = await datapath.SendMsgAsync(new FlowStatsRequest(), Limit);
        Assert.Equal(2, flows.Count(flow => flow.Priority == 1 && flow.IdleTimeout == 60));
        await Ovs.AppctlAsync("revalidator/purge"); // What the switch remembers of each packet's way is older than the flows.
        learning = Volatile.Read(ref packetIns);
        for (var round = 0; round < 5; round++)
        {
            await first.PingAsync(SecondAddress, Limit);
            await second.PingAsync(FirstAddress, Limit);
        }

        await datapath.SendMsgAsync(new BarrierRequest(), Limit);
        Assert.Equal(learning, Volatile.Read(ref packetIns));
    }
}
