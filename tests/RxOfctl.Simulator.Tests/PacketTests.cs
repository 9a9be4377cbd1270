using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

public class PacketTests
{
    // A frame that every host takes.
    private static readonly EthernetFrame ToAll = Bench.Datagram(1, 2) with { Destination = MacAddress.Broadcast };

    public static TheoryData<OpenFlowVersion, uint, int[]> Outputs()
    {
        var data = new TheoryData<OpenFlowVersion, uint, int[]>();
        foreach (var version in new[] { OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13 })
        {
            data.Add(version, 2, [2]);
            data.Add(version, 1, []);
            data.Add(version, 77, []);
            data.Add(version, PortNumber.InPort.Value, [1]);
            data.Add(version, PortNumber.Flood.Value, [2, 3]);
            data.Add(version, PortNumber.All.Value, [2, 3]);
        }

        return data;
    }

    [Theory, MemberData(nameof(Outputs))]
    public void A_flow_sends_where_its_output_says(OpenFlowVersion version, uint port, int[] hosts)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(Match.Any, port));

        bench.Send(1, ToAll);

        bench.AssertHeard(hosts);
    }

    [Theory, MemberData(nameof(Outputs))]
    public void A_packet_out_sends_where_its_output_says(OpenFlowVersion version, uint port, int[] hosts)
    {
        var bench = new Bench(version);

        bench.Tell(new PacketOut { InPort = 1, Actions = [new OutputAction(port)], Data = ToAll.ToBytes() });

        bench.AssertHeard(hosts);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_packet_out_from_the_controller_floods_to_all_ports(OpenFlowVersion version)
    {
        var bench = new Bench(version);

        bench.Tell(new PacketOut { Actions = [new OutputAction(PortNumber.Flood)], Data = ToAll.ToBytes() });

        bench.AssertHeard(1, 2, 3);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_packet_out_goes_through_the_tables_if_it_says_so(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow([Oxm.InPort.Is(1)], 3));

        bench.Tell(new PacketOut { InPort = 1, Actions = [new OutputAction(PortNumber.Table)], Data = ToAll.ToBytes() });

        bench.AssertHeard(3);
        Assert.Equal(1ul, bench.S1.Flows[0].PacketCount);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_packet_out_to_the_controller_comes_back(OpenFlowVersion version)
    {
        var bench = new Bench(version);

        bench.Tell(new PacketOut { InPort = 2, Actions = [new OutputAction(PortNumber.Controller)], Data = ToAll.ToBytes() });

        var packet = Assert.Single(bench.Controller.All<PacketIn>());
        Assert.Equal((PacketInReason.Action, new PortNumber(2), ToAll.ToBytes()), (packet.Reason, packet.InPort, packet.Data));
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_buffered_packet_comes_cut_and_goes_out_whole_once(OpenFlowVersion version)
    {
        var bench = new Bench(version, new() { BufferCount = 4 });
        bench.Tell(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller) { MaxLen = 20 }] });
        bench.Send(1, Bench.Datagram(1, 2));
        var packet = Assert.Single(bench.Controller.All<PacketIn>());
        var whole = Bench.Datagram(1, 2).ToBytes();
        Assert.NotEqual(BufferId.NoBuffer, packet.BufferId);
        Assert.Equal((20, whole.Length), (packet.Data.Length, (int)packet.TotalLen));

        bench.Tell(new PacketOut { BufferId = packet.BufferId, InPort = 1, Actions = [new OutputAction(2)] });
        Assert.Equal(whole, Assert.Single(bench.Heard[1]).ToBytes());

        var again = bench.Ask(new PacketOut { BufferId = packet.BufferId, InPort = 1, Actions = [new OutputAction(2)] });
        Assert.Equal(OpenFlowError.BadRequestBufferUnknown, Assert.IsType<ErrorMessage>(Assert.Single(again)).Error);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_flow_mod_sends_the_packet_in_the_buffer_that_it_names(OpenFlowVersion version)
    {
        var bench = new Bench(version, new() { BufferCount = 4 });
        bench.Tell(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller) { MaxLen = 20 }] });
        bench.Send(1, Bench.Datagram(1, 2));

        bench.Tell(Bench.Flow([Oxm.InPort.Is(1)], 2) with { BufferId = bench.Controller.All<PacketIn>().Single().BufferId });

        bench.AssertHeard(2);
        Assert.Equal(1ul, bench.S1.Flows[0].PacketCount);
    }

    [Fact]
    public void The_oldest_packet_makes_room_when_all_buffers_are_taken()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow10, new() { BufferCount = 1 });
        bench.Send(1, Bench.Datagram(1, 2));
        bench.Send(1, Bench.Datagram(1, 3));
        var packets = bench.Controller.All<PacketIn>().ToList();

        var first = bench.Ask(new PacketOut { BufferId = packets[0].BufferId, InPort = 1, Actions = [new OutputAction(2)] });
        bench.Ask(new PacketOut { BufferId = packets[1].BufferId, InPort = 1, Actions = [new OutputAction(3)] });

        Assert.IsType<ErrorMessage>(Assert.Single(first));
        bench.AssertHeard(3);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void Set_fields_change_the_packet_and_keep_its_checksums_right(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(new FlowMod
        {
            Match = [Oxm.EthType.Is(0x800), Oxm.IpProto.Is(17)],
            Actions =
            [
                new SetFieldAction(Oxm.EthSrc.Is(new(0xaa))), new SetFieldAction(Oxm.EthDst.Is(Bench.Mac(2))),
                new SetFieldAction(Oxm.Ipv4Src.Is(new(1, 1, 1, 1))), new SetFieldAction(Oxm.Ipv4Dst.Is(new(2, 2, 2, 2))),
                new SetFieldAction(Oxm.IpDscp.Is(10)),
                version == OpenFlowVersion.OpenFlow10 ? new SetTpDstAction(53) : new SetFieldAction(Oxm.UdpDst.Is(53)),
                new OutputAction(2),
            ],
        });

        bench.Send(1, ToAll);

        var frame = Assert.Single(bench.Heard[1]);
        Assert.Equal((new MacAddress(0xaa), Bench.Mac(2)), (frame.Source, frame.Destination));
        var packet = frame.Ipv4!;
        Assert.Equal((new Ipv4Address(1, 1, 1, 1), new Ipv4Address(2, 2, 2, 2), 10), (packet.Source, packet.Destination, (int)packet.Dscp));
        Assert.Equal((999, 53), (packet.Udp!.SourcePort, packet.Udp.DestinationPort));
        // Null is a checksum that is right.
        Assert.Null(packet.Checksum);
        Assert.Null(packet.Udp.Checksum);
    }

    [Fact]
    public void Vlan_actions_of_1_0_tag_and_strip()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow10);
        bench.Tell(new FlowMod
        {
            Actions = [new SetVlanVidAction(5), new SetVlanPcpAction(3), new OutputAction(2), new PopVlanAction(), new OutputAction(3)],
        });

        bench.Send(1, ToAll);

        Assert.Equal(new VlanTag(5, 3), Assert.Single(bench.Heard[1]).Vlan);
        Assert.Equal(ToAll, Assert.Single(bench.Heard[2]));
    }

    [Fact]
    public void Vlan_actions_of_1_3_push_set_and_pop()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(new FlowMod
        {
            Actions =
            [
                new PushVlanAction(0x8100), new SetFieldAction(Oxm.VlanVid.Is(0x1000 | 5)), new SetFieldAction(Oxm.VlanPcp.Is(3)),
                new OutputAction(2), new PopVlanAction(), new OutputAction(3),
            ],
        });

        bench.Send(1, ToAll);

        Assert.Equal(new VlanTag(5, 3), Assert.Single(bench.Heard[1]).Vlan);
        Assert.Equal(ToAll, Assert.Single(bench.Heard[2]));
    }

    [Fact]
    public void A_packet_goes_from_table_to_table_with_metadata_and_an_action_set()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(
            new FlowMod
            {
                Instructions =
                [
                    new GotoTable(3), new WriteMetadata { Metadata = 0x55, MetadataMask = 0xff },
                    new WriteActions { Actions = [new OutputAction(3), new SetFieldAction(Oxm.EthSrc.Is(new(0xaa)))] },
                    new ApplyActions([new OutputAction(2)]),
                ],
            },
            new FlowMod
            {
                TableId = 3,
                Match = [Oxm.Metadata.Is(0x55)],
                Instructions = [new WriteActions { Actions = [new SetFieldAction(Oxm.EthSrc.Is(new(0xbb)))] }],
            });

        bench.Send(1, ToAll);

        Assert.Equal(Bench.Mac(1), Assert.Single(bench.Heard[1]).Source);
        Assert.Equal(new MacAddress(0xbb), Assert.Single(bench.Heard[2]).Source);
    }

    [Fact]
    public void A_flow_can_clear_the_action_set()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(
            new FlowMod { Instructions = [new WriteActions { Actions = [new OutputAction(2)] }, new GotoTable(1)] },
            new FlowMod { TableId = 1, Instructions = [new ClearActions()] });

        bench.Send(1, ToAll);

        bench.AssertHeard();
    }

    [Fact]
    public void A_packet_whose_time_to_live_runs_out_is_dropped()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(new FlowMod
        {
            Match = [Oxm.EthType.Is(0x800)],
            Actions = [new DecNwTtlAction(), new OutputAction(2), new SetNwTtlAction(1), new DecNwTtlAction(), new OutputAction(3)],
        });

        bench.Send(1, ToAll);

        Assert.Equal(63, Assert.Single(bench.Heard[1]).Ipv4!.TimeToLive);
        Assert.Empty(bench.Heard[2]);
    }
}
