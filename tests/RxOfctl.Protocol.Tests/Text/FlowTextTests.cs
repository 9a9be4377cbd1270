using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>Flows, groups and meters in the syntax of ovs-ofctl, by example.</summary>
public class FlowTextTests
{
    [Fact]
    public void A_flow_is_read_as_add_flow_takes_it()
    {
        var mod = FlowMod.Parse("table=1,priority=10,tcp,tp_dst=80,idle_timeout=60,cookie=0x1/0xff,send_flow_rem,actions=output:2,goto_table:3");

        Assert.Equal(
            new FlowMod
            {
                TableId = 1,
                Priority = 10,
                IdleTimeout = 60,
                Cookie = 1,
                CookieMask = 0xff,
                Flags = FlowModFlags.SendFlowRem,
                Match = [Oxm.EthType.Is(0x0800), Oxm.IpProto.Is(6), Oxm.TcpDst.Is(80)],
                Instructions = [new ApplyActions([new OutputAction(2) { MaxLen = 0 }]), new GotoTable(3)],
            },
            mod);
        Assert.Equal("cookie=0x1/0xff, table=1, idle_timeout=60, send_flow_rem priority=10,tcp,tp_dst=80 actions=output:2,goto_table:3", mod.ToString());
    }

    [Fact]
    public void A_line_of_a_dump_is_a_flow_to_be_added()
    {
        var mod = FlowMod.Parse(" cookie=0x0, duration=1.5s, table=0, n_packets=3, n_bytes=180, idle_age=7, priority=1,arp actions=NORMAL");

        Assert.Equal(new FlowMod { Priority = 1, Match = Match.Parse("arp"), Actions = [new OutputAction(PortNumber.Normal) { MaxLen = 0 }] }, mod);
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10, 0)]
    [InlineData(OpenFlowVersion.OpenFlow11, 0)]
    [InlineData(OpenFlowVersion.OpenFlow13, 255)]
    public void A_deletion_needs_no_actions_and_is_in_all_tables_where_the_version_can_say_so(OpenFlowVersion version, byte table)
    {
        var mod = FlowMod.Parse("in_port=1,out_port=2", version, FlowModCommand.DeleteStrict);

        Assert.Equal(new FlowMod { Command = FlowModCommand.DeleteStrict, TableId = table, OutPort = 2, Match = [Oxm.InPort.Is(1)] }, mod);
        Assert.Equal(mod, FlowMod.Parse(mod.ToString(), version));
        Assert.StartsWith("delete_strict table=", mod.ToString());
    }

    [Theory]
    [InlineData("modify in_port=1,actions=drop", FlowModCommand.Modify)]
    [InlineData("delete", FlowModCommand.Delete)]
    [InlineData("add actions=drop", FlowModCommand.Add)]
    public void A_text_may_begin_with_the_command(string text, FlowModCommand command) => Assert.Equal(command, FlowMod.Parse(text).Command);

    [Theory]
    [InlineData("table=1,tcp", 11, "ends in actions")]
    [InlineData("table=256,actions=drop", 6, "a table is a number from 0 to 255")]
    [InlineData("bogus=1,actions=drop", 0, "a flow has table")]
    [InlineData("tcp,actions=output:1,bogus", 21, "no action")]
    [InlineData("priority=70000,actions=drop", 9, "from 0 to 65535")]
    public void An_error_says_where_it_is_and_what_would_be_right(string text, int position, string expected)
    {
        var exception = Assert.Throws<OpenFlowFormatException>(() => FlowMod.Parse(text));

        Assert.Equal(position, exception.Position);
        Assert.Contains(expected, exception.Expected, StringComparison.Ordinal);
        Assert.False(FlowMod.TryParse(text, out _));
    }

    [Fact]
    public void Counters_are_written_as_dump_flows_writes_them()
    {
        var stats = new FlowStats { TableId = 2, DurationSec = 3, DurationNsec = 7_000_000, PacketCount = 4, ByteCount = 240, Match = Match.Parse("in_port=1") };

        Assert.Equal("cookie=0x0, duration=3.007s, table=2, n_packets=4, n_bytes=240, priority=0,in_port=1 actions=drop", stats.ToString());
    }

    [Fact]
    public void A_group_is_read_as_add_group_takes_it()
    {
        var group = GroupMod.Parse("group_id=1,type=select,bucket=weight:2,watch_port:3,actions=output:3,bucket=output:4,pop_vlan");

        Assert.Equal(
            new GroupMod
            {
                GroupId = 1,
                Type = GroupType.Select,
                Buckets =
                [
                    new() { Weight = 2, WatchPort = 3, Actions = [new OutputAction(3) { MaxLen = 0 }] },
                    new() { Weight = 1, Actions = [new OutputAction(4) { MaxLen = 0 }, new PopVlanAction()] },
                ],
            },
            group);
        Assert.Equal("group_id=1,type=select,bucket=weight:2,watch_port:3,actions=output:3,bucket=actions=output:4,pop_vlan", group.ToString());
        Assert.Equal(new GroupMod { Command = GroupModCommand.Delete, GroupId = GroupId.All }, GroupMod.Parse("", command: GroupModCommand.Delete));
    }

    [Theory]
    [InlineData("type=all", "a group has a number")]
    [InlineData("group_id=1", "a group has a type")]
    [InlineData("group_id=1,type=all,bucket=weight:1", "a bucket has actions")]
    [InlineData("group_id=1,type=any", "none of all, select, indirect, ff")]
    public void A_group_that_lacks_something_is_refused(string text, string expected)
    {
        Assert.Contains(expected, Assert.Throws<OpenFlowFormatException>(() => GroupMod.Parse(text)).Expected, StringComparison.Ordinal);
        Assert.False(GroupMod.TryParse(text, out _));
    }

    [Fact]
    public void A_meter_is_read_as_add_meter_takes_it()
    {
        var meter = MeterMod.Parse("meter=1,kbps,burst,band=type=drop,rate=1000,burst_size=100,type=dscp_remark,rate=500,burst_size=50,prec_level=1");

        Assert.Equal(
            new MeterMod
            {
                MeterId = 1,
                Flags = MeterFlags.Kbps | MeterFlags.Burst,
                Bands = [new DropMeterBand { Rate = 1000, BurstSize = 100 }, new DscpRemarkMeterBand { Rate = 500, BurstSize = 50, PrecLevel = 1 }],
            },
            meter);
        Assert.Equal("meter=1 kbps burst bands=type=drop rate=1000 burst_size=100 type=dscp_remark rate=500 burst_size=50 prec_level=1", meter.ToString());
    }

    [Theory]
    [InlineData("kbps", "a meter has a number")]
    [InlineData("meter=1,kbps,band=rate=5", "a band begins with its type")]
    [InlineData("meter=1,kbps,bands=", "one band at least")]
    [InlineData("meter=1,mbps", "a meter has meter, kbps")]
    public void A_meter_that_lacks_something_is_refused(string text, string expected)
    {
        Assert.Contains(expected, Assert.Throws<OpenFlowFormatException>(() => MeterMod.Parse(text)).Expected, StringComparison.Ordinal);
        Assert.False(MeterMod.TryParse(text, out _));
    }
}
