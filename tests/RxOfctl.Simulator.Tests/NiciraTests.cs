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
                    new RegLoadAction(0x15, new Subfield(Nxm.Reg1, 4, 8)), new RegMoveAction(new Subfield(Nxm.Reg1, 4, 8), new Subfield(Nxm.Reg0, 0, 8)),
                    new NoteAction(new byte[] { 1, 2, 3, 4, 5, 6 }), new ResubmitTableAction(1), new OutputAction(3),
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
                    new ResubmitTableAction(1),
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
        _bench.Tell(new FlowMod { Actions = [new ResubmitTableAction(0), new OutputAction(2)] });

        _bench.Send(1, Bench.Datagram(1, 2));

        Assert.InRange(_bench.Heard[1].Count, 1, 64);
    }

    [Fact]
    public void Actions_that_are_not_known_are_refused()
    {
        foreach (var action in new OpenFlowAction[] { new CtAction(), new ConjunctionAction(), new FinTimeoutAction() })
            Assert.Equal(OpenFlowError.BadActionBadExpType, Assert.IsType<ErrorMessage>(Assert.Single(_bench.Ask(new FlowMod { Actions = [action] }))).Error);
        Assert.Empty(_bench.S1.Flows);
    }
}
