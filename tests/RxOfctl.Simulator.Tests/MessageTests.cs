using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Tests;

public class MessageTests
{
    [Theory, ClassData(typeof(BothVersions))]
    public void Features_tell_the_identity_and_in_1_0_the_ports(OpenFlowVersion version)
    {
        var bench = new Bench(version, new() { BufferCount = 7, TableCount = 3 });

        var features = Assert.IsType<FeaturesReply>(Assert.Single(bench.Ask(new FeaturesRequest())));

        Assert.Equal((new DatapathId(1), 7u, 3), (features.DatapathId, features.BufferCount, (int)features.TableCount));
        Assert.Equal(version == OpenFlowVersion.OpenFlow10 ? [1u, 2u, 3u] : [], features.Ports.Select(port => port.PortNo.Value));
    }

    [Fact]
    public void Ports_are_described_in_1_3()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Links[1].SetUp(false);

        var reply = Assert.IsType<PortDescReply>(Assert.Single(bench.Ask(new PortDescRequest())));

        Assert.Equal(
            [(1u, "s1-eth1", PortState.Live), (2u, "s1-eth2", PortState.LinkDown), (3u, "s1-eth3", PortState.Live)],
            reply.Body.Select(port => (port.PortNo.Value, port.Name, port.State)));
        Assert.Equal(3, reply.Body.Select(port => port.HwAddr).Distinct().Count());
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void Echo_comes_back_with_its_data(OpenFlowVersion version)
    {
        var bench = new Bench(version);

        Assert.Equal([new EchoReply { Data = new byte[] { 1, 2, 3 } }], bench.Ask(new EchoRequest { Data = new byte[] { 1, 2, 3 } }));
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void The_configuration_is_kept(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        Assert.Equal([new GetConfigReply { MissSendLen = 128 }], bench.Ask(new GetConfigRequest()));

        bench.Tell(new SetConfig { MissSendLen = 99 });

        Assert.Equal([new GetConfigReply { MissSendLen = 99 }], bench.Ask(new GetConfigRequest()));
    }

    [Fact]
    public void The_configuration_says_how_much_of_a_missed_packet_comes()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow10, new() { BufferCount = 1 });
        bench.Tell(new SetConfig { MissSendLen = 14 });

        bench.Send(1, Bench.Datagram(1, 2));

        Assert.Equal(14, Assert.Single(bench.Controller.All<PacketIn>()).Data.Length);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_barrier_is_answered_behind_all_that_came_before(OpenFlowVersion version)
    {
        var bench = new Bench(version, new() { MultipartLength = 1100 });
        bench.Tell([.. Enumerable.Range(1, 50).Select(number => Bench.Flow([Oxm.EthDst.Is(new((ulong)number))], 2))]);
        bench.Controller.Received.Clear();

        var stats = bench.Controller.Send(new FlowStatsRequest());
        var wrong = bench.Controller.Send(new FlowMod { Actions = [new OutputAction(0)] });
        var barrier = bench.Controller.Send(new BarrierRequest());
        var echo = bench.Controller.Send(new EchoRequest());
        bench.Settle();

        var order = bench.Controller.Received.Select(received => received.Xid).ToList();
        Assert.True(order.Count(xid => xid == stats) > 3);
        Assert.Equal([wrong, barrier, echo], order.SkipWhile(xid => xid == stats));
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_long_answer_comes_in_parts_of_which_only_the_last_says_that_it_is(OpenFlowVersion version)
    {
        var bench = new Bench(version, new() { MultipartLength = 1100 });
        bench.Tell([.. Enumerable.Range(1, 50).Select(number => Bench.Flow([Oxm.EthDst.Is(new((ulong)number))], 2))]);

        var parts = bench.Ask(new FlowStatsRequest()).Cast<FlowStatsReply>().ToList();

        Assert.Equal(50, parts.SelectMany(part => part.Body).Select(flow => flow.Match).Distinct().Count());
        Assert.All(parts[..^1], part => Assert.Equal(MultipartFlags.More, part.Flags));
        Assert.Equal(MultipartFlags.None, parts[^1].Flags);
        Assert.All(parts, part => Assert.InRange(OpenFlowCodec.Encode(part, version, 0).Length, 1, 1100));
        Assert.All(parts[..^1], part => Assert.InRange(OpenFlowCodec.Encode(part, version, 0).Length, 900, 1100));
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void An_answer_without_entries_is_one_empty_part(OpenFlowVersion version)
    {
        var bench = new Bench(version);

        Assert.Equal([new FlowStatsReply()], bench.Ask(new FlowStatsRequest()));
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void The_switch_describes_itself(OpenFlowVersion version)
    {
        var bench = new Bench(version);

        Assert.Equal("s1", Assert.IsType<DescReply>(Assert.Single(bench.Ask(new DescRequest()))).DpDesc);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void Ports_and_tables_count_what_passes(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow([Oxm.InPort.Is(1)], 2));
        bench.Send(1, Bench.Datagram(1, 2));
        bench.Send(3, Bench.Datagram(3, 2));
        var length = (ulong)Bench.Datagram(1, 2).ToBytes().Length;

        var ports = Assert.IsType<PortStatsReply>(Assert.Single(bench.Ask(new PortStatsRequest()))).Body;
        Assert.Equal([(1ul, 0ul), (0, 1), (1, 0)], ports.Select(port => (port.RxPackets, port.TxPackets)));
        Assert.Equal((length, length), (ports[0].RxBytes, ports[1].TxBytes));
        var only = Assert.IsType<PortStatsReply>(Assert.Single(bench.Ask(new PortStatsRequest { PortNo = 2 })));
        Assert.Equal(2u, Assert.Single(only.Body).PortNo.Value);

        var table = Assert.IsType<TableStatsReply>(Assert.Single(bench.Ask(new TableStatsRequest()))).Body[0];
        Assert.Equal((1u, 2ul, 1ul), (table.ActiveCount, table.LookupCount, table.MatchedCount));
    }

    public static TheoryData<OpenFlowVersion, OpenFlowMessage, OpenFlowError> WrongMessages()
    {
        var both = new (OpenFlowMessage Message, OpenFlowError Error)[]
        {
            (new FlowMod { Actions = [new OutputAction(0)] }, OpenFlowError.BadActionBadOutPort),
            (new FlowMod { Actions = [new OutputAction(PortNumber.Table)] }, OpenFlowError.BadActionBadOutPort),
            (new FlowMod { Actions = [new UnknownAction(4000, new byte[4])] }, OpenFlowError.BadActionBadType),
            (new FlowMod { Command = (FlowModCommand)9 }, OpenFlowError.FlowModFailedBadCommand),
            (new FlowMod { BufferId = 5 }, OpenFlowError.BadRequestBufferUnknown),
            (new UnknownMessage(99, default), OpenFlowError.BadRequestBadType),
            (new UnknownMultipartRequest(99, default), OpenFlowError.BadRequestBadMultipart),
            (new Experimenter { ExperimenterId = 1, Data = new byte[4] }, OpenFlowError.BadRequestBadExperimenter),
        };
        var data = new TheoryData<OpenFlowVersion, OpenFlowMessage, OpenFlowError>();
        foreach (var (message, error) in both)
        {
            data.Add(OpenFlowVersion.OpenFlow10, message, error);
            data.Add(OpenFlowVersion.OpenFlow13, message, error);
        }

        data.Add(OpenFlowVersion.OpenFlow10, new FlowMod { Flags = FlowModFlags.Emerg }, OpenFlowError.FlowModFailedTableFull);
        data.Add(OpenFlowVersion.OpenFlow10, new FlowMod { Flags = FlowModFlags.Emerg, IdleTimeout = 1 }, OpenFlowError.FlowModFailedBadEmergTimeout);
        data.Add(OpenFlowVersion.OpenFlow10, new PacketOut { Actions = [new OutputAction(1)], Data = new byte[3] }, OpenFlowError.BadRequestBadLen);
        data.Add(OpenFlowVersion.OpenFlow13, new PacketOut { Actions = [new OutputAction(1)], Data = new byte[3] }, OpenFlowError.BadRequestBadPacket);
        data.Add(OpenFlowVersion.OpenFlow10, new FlowMod { Actions = [new EnqueueAction { Port = 1, QueueId = 5 }] }, OpenFlowError.BadActionBadQueue);
        data.Add(OpenFlowVersion.OpenFlow10, TooLargeVlanId(), OpenFlowError.BadActionBadArgument);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { TableId = 200 }, OpenFlowError.FlowModFailedBadTableId);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { TableId = TableId.All }, OpenFlowError.FlowModFailedBadTableId);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { TableId = 2, Instructions = [new GotoTable(2)] }, OpenFlowError.BadInstructionBadTableId);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Instructions = [new GotoTable(200)] }, OpenFlowError.BadInstructionBadTableId);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Instructions = [new MeterInstruction(1)] }, OpenFlowError.MeterModFailedInvalidMeter);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Instructions = [new UnknownInstruction(77, new byte[4])] }, OpenFlowError.BadInstructionUnknownInst);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Instructions = [new GotoTable(1), new GotoTable(2)] }, OpenFlowError.BadInstructionDupInst);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Actions = [new GroupAction(1)] }, OpenFlowError.BadActionBadOutGroup);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Actions = [new PushVlanAction(0x800)] }, OpenFlowError.BadActionBadArgument);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Actions = [new SetFieldAction(Oxm.InPort.Is(1))] }, OpenFlowError.BadActionBadSetType);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Actions = [new DecNwTtlAction()] }, OpenFlowError.BadActionMatchInconsistent);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Match = [Oxm.Ipv4Dst.Is(default)] }, OpenFlowError.BadMatchBadPrereq);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Match = [OxmField.Unknown(OxmClass.OpenFlowBasic, Oxm.VlanVid.Field, false, new byte[] { 0, 5 })] }, OpenFlowError.BadMatchBadValue);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowMod { Match = [OxmField.Unknown(0x1234, 5, false, new byte[4])] }, OpenFlowError.BadMatchBadField);
        data.Add(OpenFlowVersion.OpenFlow13, new FlowStatsRequest { TableId = 200 }, OpenFlowError.BadRequestBadTableId);
        data.Add(OpenFlowVersion.OpenFlow13, new PortStatsRequest { PortNo = 200 }, OpenFlowError.BadRequestBadPort);
        data.Add(OpenFlowVersion.OpenFlow13, new RoleRequest { Role = (ControllerRole)9 }, OpenFlowError.RoleRequestFailedBadRole);
        data.Add(OpenFlowVersion.OpenFlow13, new SetConfig { Flags = ConfigFlags.FragReasm }, OpenFlowError.SwitchConfigFailedBadFlags);
        return data;
    }

    // A flow-mod that the codec would not write.
    private static UnknownMessage TooLargeVlanId()
    {
        const byte FlowModType = 14;
        var frame = OpenFlowCodec.Encode(new FlowMod { Actions = [new SetVlanVidAction(5)] }, OpenFlowVersion.OpenFlow10, 0);
        frame[^4] = 0xff;
        return new(FlowModType, frame[FrameHeader.Size..]);
    }

    [Theory, MemberData(nameof(WrongMessages))]
    public void What_is_wrong_is_answered_with_its_error_and_brought_back(OpenFlowVersion version, OpenFlowMessage message, OpenFlowError error)
    {
        var bench = new Bench(version, new() { Queues = [new(1, 1)] });

        var xid = bench.Controller.Send(message);
        bench.Settle();

        var answer = Assert.IsType<ErrorMessage>(Assert.Single(bench.Controller.Received, received => received.Xid == xid).Message);
        Assert.Equal(error, answer.Error);
        Assert.Equal(OpenFlowCodec.Encode(message, version, xid), answer.Data.ToArray());
        // The connection lives, and nothing but the flow of an unknown buffer was added.
        Assert.IsType<BarrierReply>(Assert.Single(bench.Ask(new BarrierRequest())));
        Assert.Equal(message is FlowMod { BufferId: 5 } ? 1 : 0, bench.S1.Flows.Count);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_message_of_another_version_is_refused(OpenFlowVersion version)
    {
        var bench = new Bench(version);

        bench.Controller.Send(new BarrierRequest(), OpenFlowVersion.OpenFlow12);
        bench.Settle();

        Assert.Equal([OpenFlowError.BadRequestBadVersion], bench.Controller.Errors);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void All_messages_can_be_observed(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        var messages = new List<(bool, uint, OpenFlowMessage)>();
        bench.S1.Messages.Subscribe(message => messages.Add((message.IsFromController, message.Xid, message.Message)));

        var xid = bench.Controller.Send(new BarrierRequest());
        bench.Settle();

        Assert.Equal([(true, xid, new BarrierRequest()), (false, xid, new BarrierReply())], messages);
    }
}
