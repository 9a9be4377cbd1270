using System.Reactive.Concurrency;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Simulator.Tests;

/// <summary>Guards of what switches cost: allocations and memory. The benchmarks measure times.</summary>
[Collection(nameof(CostTests))]
public class CostTests
{
    [CollectionDefinition(nameof(CostTests), DisableParallelization = true)]
    public sealed class Alone;

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public void Forwarding_allocates_nothing_however_many_flows_there_are(int flows)
    {
        const int Packets = 1000;
        const int Masks = 5;
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.S1.AddPort(9);
        for (var flow = 0; flow < flows; flow++)
        {
            var mask = Ipv4Address.Mask(32 - flow % Masks);
            bench.Controller.Send(new FlowMod
            {
                Priority = (ushort)(1 + flow % Masks),
                Match = [Oxm.EthType.Is(0x800), Oxm.Ipv4Dst.Is(new(0x0a00_0000u + ((uint)flow << 8) & mask.Value), mask)],
                Actions = [new OutputAction(9)],
            });
        }

        bench.Settle();
        Assert.Equal(flows, bench.S1.Flows.Count);
        ByteString[] frames = [.. Enumerable.Range(0, Math.Min(flows, Packets)).Select(flow => (Bench.Datagram(1, 2) with
        {
            Ipv4 = new() { Destination = new(0x0a00_0000u + ((uint)flow << 8)), Udp = new() { Payload = new byte[10] } },
        }).ToBytes())];
        // Code that is not optimized yet allocates, so it is measured again until the just-in-time compiler is done.
        var rounds = 1u;
        while (Forward() is var allocated and > Packets / 10)
            Assert.True(++rounds < 5000, $"{allocated} bytes for {Packets} packets");
        Assert.Equal((ulong)rounds * Packets, bench.S1.Flows.Aggregate(0ul, (sum, flow) => sum + flow.PacketCount));

        long Forward()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var packet = 0; packet < Packets; packet++)
                bench.S1.Receive(1, frames[packet % frames.Length]);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void A_connected_switch_with_a_host_holds_less_than_100_kilobytes()
    {
        const int Switches = 500;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var scheduler = new HistoricalScheduler();
        var network = new SimulatedNetwork(scheduler);
        network.Add(NetworkTopology.Ring(Switches));
        var controller = new OpenFlowController(new() { Scheduler = scheduler, EchoInterval = TimeSpan.Zero });
        network.ConnectTo(controller);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Equal(Switches, controller.GetDatapaths().Count);

        var used = (GC.GetTotalMemory(forceFullCollection: true) - before) / Switches;

        Assert.InRange(used, 1, 100 * 1024);
        GC.KeepAlive(network);
    }
}
