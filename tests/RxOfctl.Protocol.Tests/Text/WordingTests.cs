using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>The words that a version has for actions and fields, and the names that a switch has for ports and tables.</summary>
public class WordingTests
{
    private static readonly SwitchNames Names = new(
        [(1, "eth1"), (2, "eth-2"), (3, "odd \"name\""), (4, "twin"), (5, "twin"), (6, "")], [(new TableId(1), "classify"), (new TableId(2), "10")]);

    [Theory]
    [InlineData("mod_dl_src:00:00:00:00:00:01", "set_field:00:00:00:00:00:01->eth_src")]
    [InlineData("mod_nw_dst:10.0.0.1", "set_field:10.0.0.1->ip_dst")]
    [InlineData("mod_nw_tos:16", "set_field:4->ip_dscp")]
    [InlineData("mod_vlan_vid:5", "set_vlan_vid:5")]
    [InlineData("mod_vlan_pcp:3", "set_vlan_pcp:3")]
    [InlineData("strip_vlan", "pop_vlan")]
    public void An_action_of_OpenFlow_1_0_has_the_word_of_that_version(string of10, string ofAll)
    {
        var action = OpenFlowAction.Parse(of10, OpenFlowVersion.OpenFlow10);

        Assert.Equal(of10, action.ToText(OpenFlowVersion.OpenFlow10));
        Assert.Equal(ofAll, action.ToString());
        Assert.Equal(action, OpenFlowAction.Parse(ofAll, OpenFlowVersion.OpenFlow10));
    }

    [Fact]
    public void A_flow_uses_the_names_of_ports_and_tables()
    {
        const string text = "table=classify, in_port=eth1 actions=output:\"eth-2\",output:\"odd \\\"name\\\"\",resubmit(eth1,\"10\"),LOCAL,output:4,output:6";

        var flow = FlowMod.Parse(text, OpenFlowVersion.OpenFlow10, names: Names);

        Assert.Equal(FlowMod.Parse("table=1,in_port=1,actions=output:2,output:3,resubmit(1,2),LOCAL,output:4,output:6", OpenFlowVersion.OpenFlow10), flow);
        Assert.Equal(text, flow.ToText(OpenFlowVersion.OpenFlow10, Names));
        Assert.Equal("table=1, in_port=1 actions=output:2,output:3,resubmit(1,2),LOCAL,output:4,output:6", flow.ToText(OpenFlowVersion.OpenFlow10));
    }

    [Fact]
    public void A_match_a_group_and_statistics_use_them_too()
    {
        var group = GroupMod.Parse("group_id=1,type=ff,bucket=watch_port:eth1,actions=output:eth1", names: Names);

        Assert.Equal(GroupMod.Parse("group_id=1,type=ff,bucket=watch_port:1,actions=output:1"), group);
        Assert.Equal("group_id=1,type=ff,bucket=watch_port:eth1,actions=output:eth1", group.ToText(OpenFlowVersion.OpenFlow13, Names));
        Assert.Equal("in_port=eth1", Match.Parse("in_port=eth1", names: Names).ToText(OpenFlowVersion.OpenFlow13, Names));
        Assert.Contains(
            "table=classify, n_packets=0, n_bytes=0, in_port=eth1 actions=",
            new FlowStats { TableId = 1, Priority = 0x8000, Match = [Oxm.InPort.Is(1)] }.ToText(OpenFlowVersion.OpenFlow13, Names),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in_port=eth1")]
    [InlineData("in_port=ETH1")]
    [InlineData("in_port=twin")]
    public void A_name_that_no_port_has_alone_is_an_error(string text)
    {
        var names = text == "in_port=eth1" ? null : Names;

        var exception = Assert.Throws<OpenFlowFormatException>(() => Match.Parse(text, names: names));

        Assert.Contains("a port is a number", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_are_those_of_the_ports_of_a_switch()
    {
        var names = SwitchNames.Of([new Port { PortNo = 7, Name = "eth7" }]);

        Assert.Equal(OpenFlowAction.Parse("output:7"), Assert.Single(OpenFlowAction.ParseList("output:eth7", names: names)));
    }

    [Fact]
    public void In_OpenFlow_1_0_a_flow_of_fields_that_came_later_is_sent_in_the_form_of_Nicira()
    {
        foreach (var text in new[] { "actions=set_field:5->metadata", "tcp6,actions=drop", "actions=write_metadata:1", "actions=clone(set_field:5->reg0)" })
        {
            var bytes = OpenFlowCodec.Encode(FlowMod.Parse(text, OpenFlowVersion.OpenFlow10), OpenFlowVersion.OpenFlow10, 1);

            Assert.Equal("0104", Convert.ToHexString(bytes.AsSpan(0, 2)));
            Assert.Equal("000023200000000D", Convert.ToHexString(bytes.AsSpan(8, 8)));
        }
    }

    [Fact]
    public void The_form_of_Nicira_has_the_names_of_fields_that_Nicira_gave_them()
    {
        var flow = new FlowMod { Match = Match.Parse("reg0=1,tcp,in_port=1,dl_vlan=5,dl_vlan_pcp=3,nw_tos=16,tp_dst=80", OpenFlowVersion.OpenFlow10) };

        var bytes = OpenFlowCodec.Encode(flow, OpenFlowVersion.OpenFlow10, 1, EncodeOptions.NiciraFlowMod);

        // In order: NXM_OF_IN_PORT, ETH_TYPE, VLAN_TCI, IP_TOS, IP_PROTO, TCP_DST, NXM_NX_REG0.
        Assert.Contains(
            "000000020001" + "000006020800" + "000008027005" + "00000A0110" + "00000C0106" + "000014020050" + "0001000400000001",
            Convert.ToHexString(bytes),
            StringComparison.Ordinal);
        Assert.Equal(flow, OpenFlowCodec.Decode(bytes, out _));
    }
}
