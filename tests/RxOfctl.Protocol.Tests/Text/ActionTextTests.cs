using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Text;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>Actions and instructions in the syntax of ovs-ofctl, by example.</summary>
public class ActionTextTests
{
    public static TheoryData<string, OpenFlowVersion, OpenFlowAction> Actions => new()
    {
        { "output:2", OpenFlow13, new OutputAction(2) { MaxLen = 0 } },
        { "2", OpenFlow13, new OutputAction(2) { MaxLen = 0 } },
        { "LOCAL", OpenFlow10, new OutputAction(PortNumber.Local) { MaxLen = 0 } },
        { "controller", OpenFlow13, new OutputAction(PortNumber.Controller) },
        { "CONTROLLER:128", OpenFlow13, new OutputAction(PortNumber.Controller) { MaxLen = 128 } },
        { "strip_vlan", OpenFlow10, new PopVlanAction() },
        { "pop_vlan", OpenFlow15, new PopVlanAction() },
        { "dec_ttl", OpenFlow10, new DecNwTtlAction() },
        { "dec_ttl", OpenFlow13, new DecNwTtlAction() },
        { "mod_dl_src:00:00:00:00:00:05", OpenFlow10, new SetFieldAction(Oxm.EthSrc.Is(new MacAddress(5))) },
        { "mod_tp_dst:80", OpenFlow11, new SetTpDstAction(80) },
        { "mod_vlan_vid:5", OpenFlow10, new SetVlanVidAction(5) },
        { "set_vlan_vid:5", OpenFlow13, new SetFieldAction(Oxm.VlanVid.Is(0x1005)) },
        { "set_field:10.0.0.1->ip_src", OpenFlow13, new SetFieldAction(Oxm.Ipv4Src.Is(Ipv4Address.Parse("10.0.0.1"))) },
        { "set_field:4101->vlan_vid", OpenFlow10, new SetVlanVidAction(5) },
        { "set_field:0x5/0xf->reg0", OpenFlow13, new RegLoadAction(5, new(Nxm.Reg0, 0, 4)) },
        { "set_field:0x5/0xf->reg0", OpenFlow15, new SetFieldAction(Nxm.Reg0.Is(5, 15)) },
        { "load:5->NXM_NX_REG0[0..15]", OpenFlow13, new RegLoadAction(5, new(Nxm.Reg0, 0, 16)) },
        { "load:5->reg0[0..15]", OpenFlow15, new SetFieldAction(Nxm.Reg0.Is(5, 0xffff)) },
        { "move:eth_src->eth_dst", OpenFlow13, new CopyFieldAction(Nxm.EthSrc, Nxm.EthDst) },
        { "move:eth_src->eth_dst", OpenFlow15, new CopyFieldAction { NBits = 48, Src = OxmId.Of(Oxm.EthSrc), Dst = OxmId.Of(Oxm.EthDst) } },
        { "meter:3", OpenFlow15, new MeterAction(3) },
        { "enqueue:1:2", OpenFlow10, new EnqueueAction { Port = 1, QueueId = 2 } },
        { "resubmit(,5)", OpenFlow13, new ResubmitAction(5) },
        { "raw:000b00080000002a", OpenFlow13, new CopyTtlOutAction() },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public void A_text_is_the_action_that_the_version_has_for_it(string text, OpenFlowVersion version, OpenFlowAction action)
    {
        Assert.Equal(action, OpenFlowAction.Parse(text, version));
        Assert.Equal(action, OpenFlowAction.Parse(action.ToString(), version));
    }

    [Fact]
    public void Some_words_stand_for_several_actions()
    {
        Assert.Equal(
            [new SetQueueAction(2), new OutputAction(1), new PopQueueAction()],
            OpenFlowAction.ParseList("enqueue:1:2"));
        Assert.Equal(
            [new PushVlanAction(0x8100), new SetFieldAction(Oxm.VlanVid.Is(0x1005))],
            OpenFlowAction.ParseList("mod_vlan_vid:5"));
        Assert.Equal(
            [new SetFieldAction(Oxm.VlanVid.Is(0x1005))],
            OpenFlowAction.ParseList("mod_vlan_vid:5", OpenFlow13, Match.Parse("dl_vlan=3")));
        Assert.Throws<OpenFlowFormatException>(() => OpenFlowAction.Parse("enqueue:1:2"));
    }

    [Fact]
    public void A_transport_port_is_that_of_the_protocol_of_the_match()
    {
        Assert.Equal([new SetFieldAction(Oxm.UdpDst.Is(53))], OpenFlowAction.ParseList("mod_tp_dst:53", OpenFlow13, Match.Parse("udp")));
        var exception = Assert.Throws<OpenFlowFormatException>(() => OpenFlowAction.ParseList("output:1,mod_tp_dst:53"));
        Assert.Equal(9, exception.Position);
    }

    [Fact]
    public void The_text_of_a_list_is_read_back()
    {
        ValueList<OpenFlowAction> actions = [new PopVlanAction(), new OutputAction(2) { MaxLen = 0 }];
        ValueList<Instruction> instructions = [new MeterInstruction(1), new ApplyActions(actions), new GotoTable(3)];

        Assert.Equal(actions, OpenFlowAction.ParseList($"{actions}"));
        Assert.Equal(instructions, Instruction.ParseList($"{instructions}"));
        Assert.Empty(OpenFlowAction.ParseList($"{default(ValueList<OpenFlowAction>)}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("drop")]
    [InlineData(" , ")]
    public void Drop_and_nothing_are_no_action(string text) => Assert.Empty(OpenFlowAction.ParseList(text));

    [Fact]
    public void Actions_that_follow_each_other_are_one_instruction()
    {
        var instructions = Instruction.ParseList("meter:1,output:2,pop_vlan,clear_actions,write_actions(group:5),write_metadata:0x1/0xf,goto_table:3");

        Assert.Equal(
            [
                new MeterInstruction(1), new ApplyActions([new OutputAction(2) { MaxLen = 0 }, new PopVlanAction()]), new ClearActions(),
                new WriteActions([new GroupAction(5)]), new WriteMetadata { Metadata = 1, MetadataMask = 15 }, new GotoTable(3),
            ],
            instructions);
        Assert.Equal("meter:1,output:2,pop_vlan,clear_actions,write_actions(group:5),write_metadata:0x1/0xf,goto_table:3", string.Join(',', instructions));
    }

    [Theory]
    [InlineData("bogus:1", 0, "no action")]
    [InlineData("output:1,drop", 9, "drop stands alone")]
    [InlineData("output:x1", 7, "output goes to a port")]
    [InlineData("clone(output:1", 5, "never closed")]
    [InlineData("set_field:1->bogus", 13, "no field")]
    [InlineData("set_field:1", 10, "set_field:5->reg0")]
    [InlineData("goto_table:1", 0, "an instruction has no place")]
    [InlineData("load:0x100->reg0[0..7]", 5, "from 0 to 255")]
    [InlineData("move:reg0->reg1[0..3]", 11, "as many bits")]
    [InlineData("apply_actions(output:1)", 0, "leave apply_actions out")]
    [InlineData("raw:0000", 4, "no bytes of an action")]
    [InlineData("note:0", 5, "two hexadecimal digits")]
    public void An_error_says_where_it_is_and_what_would_be_right(string text, int position, string expected)
    {
        var exception = Assert.Throws<OpenFlowFormatException>(() => OpenFlowAction.ParseList(text));

        Assert.Equal(position, exception.Position);
        Assert.Contains(expected, exception.Expected, StringComparison.Ordinal);
        Assert.False(OpenFlowAction.TryParse(text, out _));
    }
}
