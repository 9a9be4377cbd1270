using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Text;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>Texts of packet-outs, flow monitors, selection methods, tunnel options, tracked connections and IPFIX.</summary>
public class MessageTextTests
{
    [Theory]
    [InlineData("in_port=1 packet=ffff actions=output:2", "in_port=1 packet=ffff actions=output:2")]
    [InlineData("packet=00.01.02,actions=drop", "in_port=CONTROLLER packet=000102 actions=drop")]
    [InlineData("in_port=LOCAL buffer_id=7", "in_port=LOCAL buffer_id=7 actions=drop")]
    [InlineData("in_port=3,metadata=0x5,packet=00 actions=output:1,output:2", "metadata=0x5,in_port=3 packet=00 actions=output:1,output:2")]
    public void A_packet_out_is_read_and_written(string text, string expected)
    {
        var message = PacketOut.Parse(text, OpenFlow15);

        Assert.Equal(expected, message.ToString());
        Assert.Equal(message, PacketOut.Parse(message.ToString(), OpenFlow15));
    }

    [Theory]
    [InlineData("in_port=1,actions=output:2")]
    [InlineData("packet=0,actions=drop")]
    [InlineData("packet=00,priority=5,actions=drop")]
    public void What_is_no_packet_out_is_refused(string text) => Assert.False(PacketOut.TryParse(text, out _));

    [Theory]
    [InlineData("", "")]
    [InlineData("!initial,table=1,in_port=2", "!initial,table=1,in_port=2")]
    [InlineData("!add,!delete,!modify,!actions,!own,out_port=LOCAL,tcp", "!add,!delete,!modify,!actions,!own,out_port=LOCAL,tcp")]
    public void A_flow_monitor_is_read_and_written(string text, string expected)
    {
        var monitor = FlowMonitor.Parse(text, OpenFlow14);

        Assert.Equal(expected, monitor.ToString());
        Assert.Equal(monitor, FlowMonitor.Parse(monitor.ToString(), OpenFlow14));
    }

    [Fact]
    public void Before_1_4_a_monitor_has_no_flag_for_own_changes() =>
        Assert.False(FlowMonitor.Parse("", OpenFlow13).Flags.HasFlag(FlowMonitorFlags.OnlyOwn));

    [Fact]
    public void Updates_of_flows_are_written_as_ovs_ofctl_does()
    {
        var flow = FlowMod.Parse("priority=7,in_port=1,actions=output:2");
        var update = new FullFlowUpdate { Event = FlowUpdateEvent.Added, Priority = 7, Cookie = 5, IdleTimeout = 60, Match = flow.Match, Instructions = flow.Instructions };

        Assert.Equal("event=ADDED table=0 idle_timeout=60 cookie=0x5 priority=7,in_port=1 actions=output:2", update.ToString());
        Assert.Equal("event=DELETED reason=delete table=0 cookie=0 priority=7", (update with
        {
            Event = FlowUpdateEvent.Removed,
            Reason = FlowRemovedReason.Delete,
            IdleTimeout = 0,
            Cookie = 0,
            Match = Match.Any,
            Instructions = [],
        }).ToString());
        Assert.Equal("event=ABBREV xid=0x1f", new AbbrevFlowUpdate { Xid = 0x1f }.ToString());
    }

    [Theory]
    [InlineData("selection_method=dp_hash")]
    [InlineData("selection_method=hash,selection_method_param=5,fields=ip_dst")]
    [InlineData("selection_method=hash,fields(ip_src,ip_dst=255.255.0.0,tcp_dst)")]
    public void A_selection_method_is_words(string words)
    {
        var text = $"group_id=1,type=select,{words},bucket=bucket_id:0,actions=output:1";
        var group = GroupMod.Parse(text, OpenFlow15);

        Assert.Equal(text, group.ToText(OpenFlow15));
        Assert.Equal(group, GroupMod.Parse(group.ToString(), OpenFlow15));
    }

    [Fact]
    public void A_selection_method_whose_words_would_not_come_back_is_bytes()
    {
        var group = GroupMod.Parse("group_id=1,type=select,bucket=output:1", OpenFlow15) with
        {
            Properties = [new SelectionMethodGroupProperty { SelectionMethod = "two words" }],
        };

        Assert.Contains("raw:", group.ToString(), StringComparison.Ordinal);
        Assert.Equal(group, GroupMod.Parse(group.ToString(), OpenFlow15));
    }

    [Fact]
    public void Tunnel_options_are_read_and_written()
    {
        const string text = "{class=0xffff,type=0,len=4}->tun_metadata0,{class=0x1,type=0x2,len=124}->tun_metadata63";

        var maps = TlvMap.ParseList(text);

        Assert.Equal(text, string.Join(',', maps));
        foreach (var bad in new[] { "{class=1,type=1,len=3}->tun_metadata0", "{class=1,type=1,len=4}->tun_metadata64", "{class=1,type=1,len=4}", "class=1" })
            Assert.Throws<OpenFlowFormatException>(() => TlvMap.ParseList(bad));
    }

    [Fact]
    public void Tracked_connections_are_read()
    {
        var flush = NiciraCtFlush.Parse(["zone=5", "ct_nw_src=10.0.0.1,ct_nw_proto=6,ct_tp_dst=80", "ct_ipv6_src=fc00::1"]);

        Assert.Equal((ushort)5, flush.ZoneId);
        Assert.Equal(6, flush.IpProto);
        Assert.Equal(Ipv6Address.Parse("::ffff:10.0.0.1"), flush.OrigTuple!.Src);
        Assert.Equal((ushort)80, flush.OrigTuple.DstPort);
        Assert.Equal(Ipv6Address.Parse("fc00::1"), flush.ReplyTuple!.Src);
        Assert.Throws<OpenFlowFormatException>(() => NiciraCtFlush.Parse(["ct_tp_dst=80"]));
        Assert.Throws<OpenFlowFormatException>(() => NiciraCtFlush.Parse(["icmp_type=8"]));
        Assert.Throws<OpenFlowFormatException>(() => NiciraCtFlush.Parse(["", "", "zone=5"]));
    }

    [Fact]
    public void Names_of_ports_and_tables_are_read_and_written()
    {
        var names = new SwitchNames([(1, "eth1"), (2, "a b"), (3, "twice"), (4, "twice")], [(new TableId(7), "acl")]);

        Assert.Equal(1u, names.ParsePort("eth1").Value);
        Assert.Equal(2u, names.ParsePort("\"a b\"").Value);
        Assert.Equal(PortNumber.Local, names.ParsePort("local"));
        Assert.Throws<OpenFlowFormatException>(() => names.ParsePort("twice"));
        Assert.Equal(7, names.ParseTable("acl").Value);
        Assert.Equal(("eth1", "\"a b\"", "3", "acl", "8"), (names.Format(new PortNumber(1)), names.Format(new PortNumber(2)), names.Format(new PortNumber(3)), names.Format(new TableId(7)), names.Format(new TableId(8))));
    }
}
