using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Simulator.Tests;

public class NiciraTests
{
    private readonly Bench _bench = new(OpenFlowVersion.OpenFlow13);

    [Fact]
    public void Registers_are_loaded_moved_and_matched_in_the_table_that_a_packet_is_resubmitted_to()
    {
        _bench.Tell(
            new FlowMod
            {
                Actions =
                [
                    new RegLoadAction(0x15, new Subfield(Nxm.Reg1, 4, 8)), new CopyFieldAction(new Subfield(Nxm.Reg1, 4, 8), new Subfield(Nxm.Reg0, 0, 8)),
                    new NoteAction(new byte[] { 1, 2, 3, 4, 5, 6 }), new ResubmitAction(1), new OutputAction(3),
                ],
            },
            new FlowMod { TableId = 1, Match = [Nxm.Reg0.Is(0x15), Nxm.Reg1.Is(0x150)], Actions = [new OutputAction(2)] });

        _bench.Send(1, Bench.Datagram(1, 2) with { Destination = MacAddress.Broadcast });

        _bench.AssertHeard(2, 3);
    }

    [Fact]
    public void An_output_goes_to_the_port_in_a_register_and_a_stack_keeps_values()
    {
        _bench.Tell(new FlowMod
        {
            Actions =
            [
                new RegLoadAction(3, new Subfield(Nxm.Reg2)), new StackPushAction(new Subfield(Nxm.Reg2)), new RegLoadAction(0, new Subfield(Nxm.Reg2)),
                new StackPopAction(new Subfield(Nxm.Reg5)), new OutputRegAction(new Subfield(Nxm.Reg5)), new ExitAction(), new OutputAction(2),
            ],
        });

        _bench.Send(1, Bench.Datagram(1, 2) with { Destination = MacAddress.Broadcast });

        _bench.AssertHeard(3);
    }

    [Fact]
    public void A_switch_learns_by_which_port_an_address_is_reached()
    {
        _bench.Tell(
            new FlowMod
            {
                Actions =
                [
                    new LearnAction
                    {
                        TableId = 1,
                        Priority = 5,
                        Specs = [LearnSpec.Match(new Subfield(Nxm.EthSrc), new Subfield(Nxm.EthDst)), LearnSpec.Output(new Subfield(Nxm.InPort))],
                    },
                    new ResubmitAction(1),
                ],
            },
            new FlowMod { TableId = 1, Priority = 0, Actions = [new OutputAction(PortNumber.Flood)] });

        _bench.Send(1, Bench.Datagram(1, 2));
        _bench.AssertHeard(2);
        _bench.Send(2, Bench.Datagram(2, 1));
        _bench.AssertHeard(1);

        var learned = _bench.S1.Flows.Where(flow => flow.TableId.Value == 1 && flow.Priority == 5).ToList();
        Assert.Equal(2, learned.Count);
        Assert.Equal([0ul, 1ul], learned.Select(flow => flow.PacketCount).Order());
    }

    [Fact]
    public void A_packet_that_goes_around_in_the_switch_ends()
    {
        _bench.Tell(new FlowMod { Actions = [new ResubmitAction(0), new OutputAction(2)] });

        _bench.Send(1, Bench.Datagram(1, 2));

        Assert.InRange(_bench.Heard[1].Count, 1, 64);
    }

    [Fact]
    public void Actions_that_are_not_known_are_refused()
    {
        foreach (var action in new OpenFlowAction[] { new CtAction(), new CloneAction(), new SampleAction() })
            Assert.Equal(OpenFlowError.BadActionBadExpType, Assert.IsType<ErrorMessage>(Assert.Single(_bench.Ask(new FlowMod { Actions = [action] }))).Error);
        Assert.Empty(_bench.S1.Flows);
    }

    [Fact]
    public void A_packet_that_matches_a_flow_of_each_clause_matches_the_flow_of_the_conjunction()
    {
        _bench.Tell(
            Clause(0, 1, [Oxm.InPort.Is(1)]), Clause(0, 2, [Oxm.InPort.Is(2)]),
            Clause(1, 1, [Oxm.EthDst.Is(Bench.Mac(2))]), Clause(1, 2, [Oxm.EthDst.Is(Bench.Mac(3))]),
            Bench.Flow([Nxm.ConjId.Is(1)], 2, priority: 1), Bench.Flow([Nxm.ConjId.Is(2)], 3, priority: 2));

        _bench.Send(1, Bench.Datagram(1, 2));
        _bench.AssertHeard(2);
        _bench.Send(2, Bench.Datagram(2, 3));
        _bench.AssertHeard(3);
        // The clauses of two conjunctions do not complete one, also when the same packet comes again.
        _bench.Send(1, Bench.Datagram(1, 3));
        _bench.Send(1, Bench.Datagram(1, 3));
        _bench.AssertHeard();
        // A flow without conjunctions of the same priority takes precedence.
        _bench.Tell(Bench.Flow([Oxm.EthSrc.Is(Bench.Mac(1))], 3) with { Priority = 10 });
        _bench.Send(1, Bench.Datagram(1, 2) with { Destination = MacAddress.Broadcast });
        _bench.Send(1, Bench.Datagram(1, 3));
        _bench.AssertHeard(3);
    }

    [Fact]
    public void A_conjunction_is_refused_with_other_actions_or_a_wrong_clause()
    {
        ValueList<OpenFlowAction>[] wrong =
        [
            [new ConjunctionAction { Clause = 0, NClauses = 2, Id = 1 }, new OutputAction(1)],
            [new ConjunctionAction { Clause = 2, NClauses = 2, Id = 1 }],
            [new ConjunctionAction { Clause = 0, NClauses = 1, Id = 1 }],
        ];
        foreach (var actions in wrong)
        {
            Assert.Equal(
                OpenFlowError.NiciraBadActionBadConjunction,
                Assert.IsType<ErrorMessage>(Assert.Single(_bench.Ask(new FlowMod { Actions = actions }))).Error);
        }

        Assert.Empty(_bench.S1.Flows);
    }

    [Theory]
    [InlineData(TcpFlags.Ack, 100)]
    [InlineData(TcpFlags.Ack | TcpFlags.Fin, 5)]
    [InlineData(TcpFlags.Rst, 5)]
    public void The_end_of_a_tcp_connection_lowers_the_timeouts_of_its_flow(TcpFlags flags, int expected)
    {
        _bench.Tell(new FlowMod
        {
            Match = [Oxm.EthType.Is(0x800), Oxm.IpProto.Is(6)],
            IdleTimeout = 100,
            Actions = [new FinTimeoutAction { FinIdleTimeout = 5, FinHardTimeout = 9 }, new OutputAction(2)],
        });

        var segment = new TcpSegment { SourcePort = 1, DestinationPort = 2, Flags = flags };
        _bench.Send(1, Bench.Datagram(1, 2) with { Ipv4 = new() { Source = Bench.Ip(1), Destination = Bench.Ip(2), Tcp = segment } });

        Assert.Equal(expected, Assert.Single(_bench.S1.Flows).IdleTimeout);
        _bench.Advance(TimeSpan.FromSeconds(4));
        Assert.Single(_bench.S1.Flows);
        _bench.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(expected == 100 ? 1 : 0, _bench.S1.Flows.Count);
    }

    private static FlowMod Clause(byte number, uint id, Match match) => new()
    {
        Priority = 10,
        Match = match,
        Actions = [new ConjunctionAction { Clause = number, NClauses = 2, Id = id }],
    };
}
