using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

public class MatchingTests
{
    [Theory, ClassData(typeof(BothVersions))]
    public void Of_the_flows_that_match_that_of_the_highest_priority_counts(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(
            Bench.Flow(Match.Any, 3, priority: 1),
            Bench.Flow([Oxm.InPort.Is(1)], 2, priority: 9),
            Bench.Flow([Oxm.EthSrc.Is(Bench.Mac(1))], 3, priority: 8));

        bench.Send(1, Bench.Datagram(1, 2));

        bench.AssertHeard(2);
    }

    public static TheoryData<OpenFlowVersion, Match> MatchesOfADatagram()
    {
        Match[] matches =
        [
            Match.Any,
            [Oxm.InPort.Is(1)],
            [Oxm.EthSrc.Is(Bench.Mac(1)), Oxm.EthDst.Is(Bench.Mac(2))],
            [Oxm.EthType.Is(0x800)],
            [Oxm.VlanVid.Is(0)],
            [Oxm.EthType.Is(0x800), Oxm.IpProto.Is(17)],
            [Oxm.EthType.Is(0x800), Oxm.Ipv4Src.Is(Bench.Ip(1)), Oxm.Ipv4Dst.Is(Bench.Ip(2))],
            [Oxm.EthType.Is(0x800), Oxm.Ipv4Dst.Is(new(10, 0, 0, 0), Ipv4Address.Mask(8))],
            [Oxm.EthType.Is(0x800), Oxm.IpProto.Is(17), Oxm.UdpSrc.Is(999), Oxm.UdpDst.Is(1000)],
        ];
        var data = new TheoryData<OpenFlowVersion, Match>();
        foreach (var match in matches)
        {
            data.Add(OpenFlowVersion.OpenFlow10, match);
            data.Add(OpenFlowVersion.OpenFlow13, match);
        }

        data.Add(OpenFlowVersion.OpenFlow13, [Oxm.EthDst.Is(new(2), new(0xff))]);
        return data;
    }

    [Theory, MemberData(nameof(MatchesOfADatagram))]
    public void A_datagram_is_matched(OpenFlowVersion version, Match match)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(match, 2));

        bench.Send(1, Bench.Datagram(1, 2));

        bench.AssertHeard(2);
    }

    public static TheoryData<OpenFlowVersion, Match> MatchesOfOtherPackets()
    {
        Match[] matches =
        [
            [Oxm.InPort.Is(2)],
            [Oxm.EthSrc.Is(Bench.Mac(2))],
            [Oxm.EthType.Is(0x806)],
            [Oxm.VlanVid.Is(0x1000 | 5)],
            [Oxm.EthType.Is(0x800), Oxm.IpProto.Is(6)],
            [Oxm.EthType.Is(0x800), Oxm.Ipv4Dst.Is(new(11, 0, 0, 0), Ipv4Address.Mask(8))],
            [Oxm.EthType.Is(0x800), Oxm.IpProto.Is(17), Oxm.UdpDst.Is(1001)],
            [Oxm.EthType.Is(0x800), Oxm.IpProto.Is(6), Oxm.TcpDst.Is(1000)],
            [Oxm.EthType.Is(0x806), Oxm.ArpTpa.Is(Bench.Ip(2))],
        ];
        var data = new TheoryData<OpenFlowVersion, Match>();
        foreach (var match in matches)
        {
            data.Add(OpenFlowVersion.OpenFlow10, match);
            data.Add(OpenFlowVersion.OpenFlow13, match);
        }

        return data;
    }

    [Theory, MemberData(nameof(MatchesOfOtherPackets))]
    public void A_datagram_is_not_matched(OpenFlowVersion version, Match match)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(match, 2));

        bench.Send(1, Bench.Datagram(1, 2));

        bench.AssertHeard();
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void An_arp_request_is_matched_by_what_it_asks(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow([Oxm.EthType.Is(0x806), Oxm.ArpOp.Is(1), Oxm.ArpTpa.Is(Bench.Ip(2))], PortNumber.Flood));

        bench.Hosts[0].SendUdp(Bench.Ip(2), 1, default);
        bench.Settle();

        Assert.Contains(bench.Heard[1], frame => frame.Arp is { Operation: ArpOperation.Request });
        Assert.Contains(bench.Heard[2], frame => frame.Arp is { Operation: ArpOperation.Request });
    }

    [Fact]
    public void A_packet_that_meets_no_flow_goes_to_the_controller_in_1_0()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow10);

        bench.Send(1, Bench.Datagram(1, 2));

        var packet = Assert.Single(bench.Controller.All<PacketIn>());
        Assert.Equal(PacketInReason.NoMatch, packet.Reason);
        Assert.Equal(new PortNumber(1), packet.InPort);
        Assert.Equal(Bench.Datagram(1, 2).ToBytes(), packet.Data);
        Assert.Equal(BufferId.NoBuffer, packet.BufferId);
    }

    [Fact]
    public void A_packet_that_meets_no_flow_is_dropped_in_1_3()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);

        bench.Send(1, Bench.Datagram(1, 2));

        Assert.Empty(bench.Controller.All<PacketIn>());
        bench.AssertHeard();
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10, PacketInReason.Action, 0ul)]
    [InlineData(OpenFlowVersion.OpenFlow13, PacketInReason.NoMatch, 7ul)]
    public void A_table_miss_flow_sends_to_the_controller(OpenFlowVersion version, PacketInReason reason, ulong cookie)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(Match.Any, PortNumber.Controller, priority: 0) with { Cookie = 7 });

        bench.Send(2, Bench.Datagram(2, 1));

        var packet = Assert.Single(bench.Controller.All<PacketIn>());
        Assert.Equal((reason, cookie, new PortNumber(2)), (packet.Reason, packet.Cookie, packet.InPort));
    }

    [Fact]
    public void A_1_0_match_ignores_addresses_of_a_protocol_that_it_does_not_name()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow10);
        bench.Tell(Bench.Flow([Oxm.Ipv4Dst.Is(new(1, 2, 3, 4))], 2));

        bench.Send(1, Bench.Datagram(1, 2));

        bench.AssertHeard(2);
        Assert.Equal(Match.Any, Assert.Single(bench.S1.Flows).Match);
    }
}
