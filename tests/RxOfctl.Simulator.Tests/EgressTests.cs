using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Tests;

/// <summary>Egress tables (OpenFlow 1.5.1 §5.1.2), which begin with table 4 here.</summary>
public class EgressTests
{
    private static readonly TableId First = new(4);

    private readonly Bench _bench = new(OpenFlowVersion.OpenFlow15);

    [Fact]
    public void Each_copy_of_a_flooded_packet_passes_the_egress_tables_with_the_port_in_actset_output()
    {
        ConfigureEgress();
        _bench.Tell(
            new FlowMod { Actions = [new OutputAction(PortNumber.Flood)] },
            new FlowMod { TableId = First, Match = [Oxm.ActsetOutput.Is(2)], Actions = [new SetFieldAction(Oxm.EthDst.Is(Bench.Mac(2)))] },
            new FlowMod { TableId = First, Match = [Oxm.ActsetOutput.Is(3)], Actions = [new SetFieldAction(Oxm.EthSrc.Is(Bench.Mac(9)))] });

        _bench.Send(1, Bench.Datagram(1, 2) with { Destination = MacAddress.Broadcast });

        Assert.Equal((Bench.Mac(1), Bench.Mac(2)), Addresses(2));
        Assert.Equal((Bench.Mac(9), MacAddress.Broadcast), Addresses(3));
    }

    [Fact]
    public void A_packet_that_no_egress_flow_matches_is_dropped()
    {
        ConfigureEgress();
        _bench.Tell(new FlowMod { Actions = [new OutputAction(2), new OutputAction(PortNumber.Controller)] });

        _bench.Send(1, Bench.Datagram(1, 2));

        _bench.AssertHeard();
        // The controller is no port of the switch: the packet to it passes no egress table.
        Assert.Single(_bench.Controller.All<PacketIn>());
    }

    [Fact]
    public void Egress_tables_go_on_to_later_ones_and_cannot_remove_the_output()
    {
        ConfigureEgress();
        _bench.Tell(
            new FlowMod { Instructions = [new WriteActions { Actions = [new OutputAction(PortNumber.InPort)] }] },
            new FlowMod { TableId = First, Instructions = [new ClearActions(), new GotoTable(6)] },
            new FlowMod { TableId = new(6), Instructions = [new WriteActions { Actions = [new SetFieldAction(Oxm.EthDst.Is(Bench.Mac(1)))] }] });

        _bench.Send(1, Bench.Datagram(1, 2));

        _bench.AssertHeard(1);
    }

    [Fact]
    public void An_output_of_an_egress_table_sends_at_once()
    {
        ConfigureEgress();
        _bench.Tell(
            new FlowMod { Actions = [new OutputAction(2)] },
            new FlowMod { TableId = First, Actions = [new OutputAction(3)] });

        _bench.Send(1, Bench.Datagram(1, 2) with { Destination = MacAddress.Broadcast });

        _bench.AssertHeard(2, 3);
    }

    [Fact]
    public void Without_a_first_egress_table_packets_are_sent_at_once()
    {
        ConfigureEgress();
        Assert.IsType<TableFeaturesReply>(_bench.Ask(Change(First, 0))[0]);
        _bench.Tell(new FlowMod { Actions = [new OutputAction(2)] });

        _bench.Send(1, Bench.Datagram(1, 2));

        _bench.AssertHeard(2);
    }

    [Fact]
    public void The_first_egress_table_is_described()
    {
        ConfigureEgress();

        var described = Assert.IsType<TableFeaturesReply>(_bench.Ask(new TableFeaturesRequest())[0]).Body;

        Assert.Equal([First], described.Where(table => (table.Features & TableFeatureFlags.FirstEgress) != 0).Select(table => table.TableId));
        Assert.Equal(TableFeatureFlags.IngressTable, described[0].Features);
    }

    public static TheoryData<FlowMod, OpenFlowError> WrongFlows() => new()
    {
        { new() { Instructions = [new GotoTable(4)] }, OpenFlowError.BadInstructionBadTableId },
        { new() { TableId = First, Instructions = [new GotoTable(3)] }, OpenFlowError.BadInstructionBadTableId },
        { new() { TableId = First, Instructions = [new WriteActions { Actions = [new OutputAction(1)] }] }, OpenFlowError.BadActionBadType },
    };

    [Theory, MemberData(nameof(WrongFlows))]
    public void Flows_that_break_the_order_of_the_tables_are_refused(FlowMod wrong, OpenFlowError error)
    {
        ConfigureEgress();

        Assert.Equal(error, Assert.IsType<ErrorMessage>(Assert.Single(_bench.Ask(wrong))).Error);
    }

    [Fact]
    public void A_flow_to_a_table_that_became_an_egress_table_ends_there()
    {
        _bench.Tell(new FlowMod { Instructions = [new GotoTable(4)] }, new FlowMod { TableId = First, Actions = [new OutputAction(2)] });
        ConfigureEgress();

        _bench.Send(1, Bench.Datagram(1, 2));

        _bench.AssertHeard();
    }

    public static TheoryData<TableFeatures, OpenFlowError> WrongFeatures()
    {
        var first = Described(First);
        return new()
        {
            { first with { TableId = new(200) }, OpenFlowError.TableFeaturesFailedBadTable },
            { first with { Command = (TableFeaturesCommand)9 }, OpenFlowError.TableFeaturesFailedBadCommand },
            { Described(new(0)) with { Command = TableFeaturesCommand.Modify, Features = TableFeatureFlags.IngressTable | TableFeatureFlags.FirstEgress }, OpenFlowError.TableFeaturesFailedBadFeatures },
            { first with { Command = TableFeaturesCommand.Modify, MaxEntries = 5 }, OpenFlowError.TableFeaturesFailedEperm },
            { first with { Command = TableFeaturesCommand.Modify, Name = "other" }, OpenFlowError.TableFeaturesFailedEperm },
            { first with { Command = TableFeaturesCommand.Disable }, OpenFlowError.TableFeaturesFailedEperm },
            { first with { Command = TableFeaturesCommand.Replace }, OpenFlowError.TableFeaturesFailedEperm },
        };
    }

    [Theory, MemberData(nameof(WrongFeatures))]
    public void Nothing_else_of_a_table_can_be_changed(TableFeatures wrong, OpenFlowError error)
    {
        Assert.Equal(error, Assert.IsType<ErrorMessage>(Assert.Single(_bench.Ask(new TableFeaturesRequest { Body = [wrong] }))).Error);
        Assert.Equal(Described(First), Assert.IsType<TableFeaturesReply>(_bench.Ask(new TableFeaturesRequest())[0]).Body[First.Value]);
    }

    [Fact]
    public void Before_1_5_tables_cannot_be_changed()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        var own = Assert.IsType<TableFeaturesReply>(bench.Ask(new TableFeaturesRequest())[0]).Body[0];

        Assert.Equal(
            OpenFlowError.TableFeaturesFailedEperm,
            Assert.IsType<ErrorMessage>(Assert.Single(bench.Ask(new TableFeaturesRequest { Body = [own] }))).Error);
    }

    private static TableFeatures Described(TableId id) =>
        Assert.IsType<TableFeaturesReply>(new Bench(OpenFlowVersion.OpenFlow15).Ask(new TableFeaturesRequest())[0]).Body[id.Value];

    private static TableFeaturesRequest Change(TableId id, TableFeatureFlags added) => new()
    {
        Body = [Described(id) with { Command = TableFeaturesCommand.Modify, Features = TableFeatureFlags.IngressTable | TableFeatureFlags.EgressTable | added }],
    };

    private void ConfigureEgress() => Assert.IsType<TableFeaturesReply>(_bench.Ask(Change(First, TableFeatureFlags.FirstEgress))[0]);

    private (MacAddress Source, MacAddress Destination) Addresses(int host)
    {
        var heard = Assert.Single(_bench.Heard[host - 1]);
        return (heard.Source, heard.Destination);
    }
}
