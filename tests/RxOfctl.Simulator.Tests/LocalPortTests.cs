using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

/// <summary>A switch whose own host is connected to its LOCAL port (OpenFlow 1.3.5 §4.5).</summary>
public class LocalPortTests
{
    [Theory, ClassData(typeof(BothVersions))]
    public void Packets_go_to_and_come_from_the_host_at_the_local_port(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        var (local, heard) = AddLocal(bench);
        bench.Tell(
            new FlowMod { Match = [Oxm.InPort.Is(1)], Actions = [new OutputAction(PortNumber.Local)] },
            new FlowMod { Match = [Oxm.InPort.Is(PortNumber.Local)], Actions = [new OutputAction(PortNumber.Flood)] });

        bench.Send(1, Bench.Datagram(1, 9));
        Assert.Single(heard);
        local.Send(Bench.Datagram(9, 1) with { Destination = MacAddress.Broadcast });
        bench.Settle();

        bench.AssertHeard(1, 2, 3);
        Assert.Single(heard);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void The_local_port_is_described_and_configured_as_any_port_is(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        var (_, heard) = AddLocal(bench);
        bench.Tell(new FlowMod { Actions = [new OutputAction(PortNumber.Flood)] });

        var described = Assert.Single(bench.S1.Ports, port => port.PortNo == PortNumber.Local);
        Assert.Equal("s1", described.Name);
        Assert.Contains(bench.Controller.All<PortStatus>(), status => status is { Reason: PortReason.Add, Desc.PortNo: var number } && number == PortNumber.Local);
        bench.Send(1, Bench.Datagram(1, 9));
        Assert.Single(heard);
        bench.Tell(new PortMod { PortNo = PortNumber.Local, HwAddr = described.HwAddr, Config = PortConfig.PortDown, Mask = PortConfig.PortDown });
        bench.Send(1, Bench.Datagram(1, 9));
        Assert.Single(heard);
    }

    [Fact]
    public void Without_a_local_port_packets_to_it_are_dropped()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(new FlowMod { Actions = [new OutputAction(PortNumber.Local)] });

        bench.Send(1, Bench.Datagram(1, 2));

        bench.AssertHeard();
    }

    private static (SimulatedHost Local, List<EthernetFrame> Heard) AddLocal(Bench bench)
    {
        var local = bench.Network.AddHost("local", Bench.Mac(9), Bench.Ip(9));
        bench.Network.Connect(bench.S1, PortNumber.Local.Value, local);
        var heard = new List<EthernetFrame>();
        local.Received.Subscribe(heard.Add);
        bench.Settle();
        return (local, heard);
    }
}
