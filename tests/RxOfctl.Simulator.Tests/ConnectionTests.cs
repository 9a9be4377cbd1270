using System.Net;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Tests;

public class ConnectionTests
{
    [Fact]
    public void A_controller_and_a_switch_speak_the_highest_version_that_both_offer()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        var s2 = bench.Network.AddSwitch(2, OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13);

        Assert.IsType<PortDescReply>(Answer(bench, new(bench, s2, OpenFlowVersion.OpenFlow13), new PortDescRequest()));
        Assert.IsType<FeaturesReply>(Answer(bench, new(bench, s2, OpenFlowVersion.OpenFlow10), new FeaturesRequest()));
    }

    [Fact]
    public void A_controller_without_a_version_in_common_is_told_so_and_left()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);

        var other = new RawController(bench, bench.S1, OpenFlowVersion.OpenFlow10);

        Assert.Equal([OpenFlowError.HelloFailedIncompatible], other.Errors);
        Assert.True(other.Reading.IsCompleted);
    }

    [Fact]
    public void A_controller_that_does_not_say_hello_first_is_left()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        var other = new RawController(bench, bench.S1, OpenFlowVersion.OpenFlow13, sayHello: false);

        other.Send(new FeaturesRequest());
        bench.Settle();

        Assert.Equal([OpenFlowError.HelloFailedIncompatible], other.Errors);
        Assert.Empty(other.All<FeaturesReply>());
    }

    [Fact]
    public void A_slave_reads_and_hears_of_ports_but_neither_changes_anything_nor_gets_packets()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(Bench.Flow(Match.Any, PortNumber.Controller, priority: 0));
        var slave = new RawController(bench, bench.S1, OpenFlowVersion.OpenFlow13);
        Assert.Equal(
            new RoleReply { Role = ControllerRole.Slave, GenerationId = 5 },
            Answer(bench, slave, new RoleRequest { Role = ControllerRole.Slave, GenerationId = 5 }));

        var refused = Answer(bench, slave, Bench.Flow(Match.Any, 1));
        var read = Answer(bench, slave, new FlowStatsRequest());
        bench.Send(1, Bench.Datagram(1, 2));
        bench.Links[0].SetUp(false);
        bench.Settle();

        Assert.Equal(OpenFlowError.BadRequestIsSlave, Assert.IsType<ErrorMessage>(refused).Error);
        Assert.Single(Assert.IsType<FlowStatsReply>(read).Body);
        Assert.Single(bench.Controller.All<PacketIn>());
        Assert.Empty(slave.All<PacketIn>());
        Assert.Single(slave.All<PortStatus>());
    }

    [Fact]
    public void A_new_master_makes_the_old_one_a_slave_and_an_older_generation_is_stale()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        var other = new RawController(bench, bench.S1, OpenFlowVersion.OpenFlow13);
        bench.Ask(new RoleRequest { Role = ControllerRole.Master, GenerationId = 7 });

        Answer(bench, other, new RoleRequest { Role = ControllerRole.Master, GenerationId = 8 });

        Assert.Equal([new RoleReply { Role = ControllerRole.Slave, GenerationId = 8 }], bench.Ask(new RoleRequest()));
        var stale = bench.Ask(new RoleRequest { Role = ControllerRole.Master, GenerationId = 7 });
        Assert.Equal(OpenFlowError.RoleRequestFailedStale, Assert.IsType<ErrorMessage>(Assert.Single(stale)).Error);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void Controllers_are_told_when_ports_come_go_down_and_up_and_leave(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        var reported = new List<PortReason>();
        bench.S1.PortChanges.Subscribe(change => reported.Add(change.Reason));

        bench.S1.AddPort(9);
        bench.Links[0].SetUp(false);
        bench.Links[0].SetUp(false);
        bench.Links[0].SetUp(true);
        bench.S1.RemovePort(2);
        bench.Settle();

        Assert.Equal(
            [
                (PortReason.Add, 9u, PortState.LinkDown), (PortReason.Modify, 1u, PortState.LinkDown),
                (PortReason.Modify, 1u, version == OpenFlowVersion.OpenFlow10 ? PortState.None : PortState.Live),
                (PortReason.Delete, 2u, PortState.LinkDown),
            ],
            bench.Controller.All<PortStatus>().Select(status => (status.Reason, status.Desc.PortNo.Value, status.Desc.State)));
        Assert.Equal([PortReason.Add, PortReason.Modify, PortReason.Modify, PortReason.Delete], reported);
        Assert.Equal([1u, 3u, 9u], bench.S1.Ports.Select(port => port.PortNo.Value));
    }

    [Fact]
    public void A_disconnected_switch_keeps_its_flows()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(Bench.Flow([Oxm.InPort.Is(1)], 2));

        bench.S1.Disconnect();
        bench.Settle();
        bench.Send(1, Bench.Datagram(1, 2));

        Assert.True(bench.Controller.Reading.IsCompletedSuccessfully);
        bench.AssertHeard(2);
    }

    [Fact]
    public async Task A_switch_connects_over_tcp_in_real_time()
    {
        await using var controller = OpenFlowController.Listen(new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        var s1 = new SimulatedNetwork(TaskPoolScheduler.Default).AddSwitch(1, OpenFlowVersion.OpenFlow13);
        s1.AddPort(1);
        using var stop = new CancellationTokenSource();
        var left = controller.Datapaths.Connect().OnItemRemoved(_ => { }).FirstAsync(changes => changes.Removes > 0).ToTask();

        var connection = s1.ConnectAsync(controller.LocalEndPoints[0], stop.Token);
        var joined = await controller.Datapaths.Watch(1).Select(change => change.Current).FirstAsync();
        var ports = await joined.SendMsgAsync(new PortDescRequest());
        await stop.CancelAsync();
        await connection;
        await left;

        Assert.Equal(1u, Assert.Single(ports!.Body).PortNo.Value);
    }

    [Fact]
    public async Task A_controller_that_is_not_there_is_reported()
    {
        var s1 = new SimulatedNetwork(TaskPoolScheduler.Default).AddSwitch(1, OpenFlowVersion.OpenFlow13);
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));

        await Assert.ThrowsAsync<SocketException>(() => s1.ConnectAsync(taken.LocalEndPoint!));
    }

    private static OpenFlowMessage Answer(Bench bench, RawController controller, OpenFlowMessage message)
    {
        var xid = controller.Send(message);
        bench.Settle();
        return Assert.Single(controller.Received, received => received.Xid == xid).Message;
    }
}
