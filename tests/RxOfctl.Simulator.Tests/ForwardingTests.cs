using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

public class ForwardingTests
{
    private const int Flows = 10_000;
    private const uint InPort = 8;
    private const uint OutPort = 9;

    private readonly Bench _bench = new(OpenFlowVersion.OpenFlow13);

    public ForwardingTests()
    {
        // Ports without links: nothing but the switch is measured.
        _bench.S1.AddPort(InPort);
        _bench.S1.AddPort(OutPort);
    }

    [Fact]
    public void Forwarding_through_ten_thousand_flows_allocates_at_most_64_bytes_a_packet()
    {
        foreach (var host in Enumerable.Range(1, Flows))
            _bench.Controller.Send(new FlowMod { Match = MatchOf(host), Priority = (ushort)(100 + host % 5), Actions = [new OutputAction(OutPort)] });
        _bench.Settle();
        ByteString[] frames = [.. Enumerable.Range(1, 500).Select(host => Bench.Datagram(1, host).ToBytes())];
        // The cache has grown by then to what the packets need.
        Forward(frames, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Forward(frames, 20);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated / (frames.Length * 20), 0, 64);
        Assert.Equal((ulong)frames.Length * 120, _bench.S1.Flows.Aggregate(0ul, (sum, flow) => sum + flow.PacketCount));
    }

    [Fact]
    public void A_flow_that_is_added_or_removed_counts_for_the_next_packet()
    {
        // More masks than the cache is left out for.
        foreach (var host in Enumerable.Range(1, 50))
            _bench.Controller.Send(new FlowMod { Match = MatchOf(host), Priority = 10, Cookie = (ulong)host });
        _bench.Settle();
        var frame = Bench.Datagram(1, 7).ToBytes();

        _bench.S1.Receive(InPort, frame);
        _bench.Tell(new FlowMod { Match = Match.Any, Priority = 20, Cookie = 100 });
        _bench.S1.Receive(InPort, frame);
        _bench.Tell(new FlowMod { Command = FlowModCommand.DeleteStrict, Match = Match.Any, Priority = 20 });
        _bench.S1.Receive(InPort, frame);

        Assert.Equal(2ul, _bench.S1.Flows.Single(flow => flow.Cookie == 7).PacketCount);
    }

    private static Match MatchOf(int host) => (host % 5) switch
    {
        0 => [Oxm.EthDst.Is(Bench.Mac(host))],
        1 => [Oxm.EthDst.Is(Bench.Mac(host)), Oxm.EthSrc.Is(Bench.Mac(1))],
        2 => [Oxm.EthDst.Is(Bench.Mac(host)), Oxm.EthType.Is(0x800)],
        3 => [Oxm.EthDst.Is(Bench.Mac(host)), Oxm.InPort.Is(InPort)],
        _ => [Oxm.EthDst.Is(Bench.Mac(host)), Oxm.EthType.Is(0x800), Oxm.IpProto.Is(17), Oxm.UdpDst.Is(1000)],
    };

    private void Forward(ByteString[] frames, int times)
    {
        for (var time = 0; time < times; time++)
        {
            foreach (var frame in frames)
                _bench.S1.Receive(InPort, frame);
        }
    }
}
