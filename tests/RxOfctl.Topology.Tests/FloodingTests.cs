using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Topology.Tests;

/// <summary>A switch that floods every packet, in networks with loops.</summary>
public sealed class FloodingTests
{
    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public void Hosts_on_a_ring_ping_each_other_from_the_first_second_on_without_a_storm(OpenFlowVersion version)
    {
        using var lab = new Lab(NetworkTopology.Ring(4), version: version);
        var loops = new List<InvariantViolation>();
        using var checking = lab.Network.NoLoop().Subscribe(loops.Add);
        using var flooding = Flood(lab);
        var frames = 0;
        foreach (var link in lab.Network.Links)
            link.Frames.Subscribe(_ => frames++);

        // Hosts speak before any link is found.
        lab.Advance(0.0005);
        foreach (var host in lab.Network.Hosts)
            host.Announce();
        lab.Advance(1);
        Assert.True(lab.Ping("h1", "h3"));
        Assert.True(lab.Ping("h2", "h4"));
        lab.Network.Faults.Cut("s1", "s2");
        lab.Advance(0.5);
        Assert.True(lab.Ping("h1", "h2"));
        lab.Network.Faults.Mend("s1", "s2");
        lab.Advance(0.5);
        Assert.True(lab.Ping("h1", "h2"));
        Assert.Empty(loops);
        // Probes of twelve ports each second, and a few dozen packets to seven links.
        Assert.InRange(frames, 100, 1000);
    }

    // What a learning switch does before it has learned.
    private static IDisposable Flood(Lab lab) => lab.Controller.Datapaths.Connect().SubscribeMany(datapath =>
    {
        datapath.Send(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] });
        ValueList<PortNumber> ports = [];
        return new System.Reactive.Disposables.CompositeDisposable(
            lab.Topology.FloodPorts(datapath.Id).Subscribe(current => ports = current),
            datapath.Messages.OfMessage<PacketIn>().SubscribeEach(e =>
            {
                var type = e.Message.Data.Span[12..14];
                if (ports.Contains(e.Message.InPort) && !type.SequenceEqual<byte>([0x88, 0xcc]) && !type.SequenceEqual<byte>([0x89, 0x42]))
                {
                    datapath.Send(new PacketOut
                    {
                        InPort = e.Message.InPort,
                        Actions = [.. ports.Where(port => port != e.Message.InPort).Select(port => new OutputAction(port))],
                        Data = e.Message.Data,
                    });
                }
            }));
    }).Subscribe();
}
