using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>What Check finds is what ovs-ofctl 3.1 refuses.</summary>
public class OvsRulesTests
{
    [Theory]
    [InlineData("tcp,actions=mod_tp_dst:80,goto_table:1")]
    [InlineData("actions=push_vlan:0x8100,set_field:4097->vlan_vid,output:1")]
    [InlineData("ip,actions=ct(commit,nat(src=10.0.0.1-10.0.0.9),exec(set_field:5->ct_mark))")]
    [InlineData("ip,actions=push_mpls:0x8847,set_field:7->mpls_label,dec_mpls_ttl,pop_mpls:0x0800,dec_ttl")]
    [InlineData("ip,actions=encap(nsh(md_type=1)),set_field:0x1234->nsh_spi,output:1")]
    [InlineData("actions=conjunction(1,1/2),note:01")]
    [InlineData("actions=meter:1,output:2,clear_actions,write_actions(output:3),write_metadata:1,goto_table:5")]
    public void A_sound_flow_has_no_faults(string text) => Assert.Empty(FlowMod.Parse(text).Check());

    [Theory]
    [InlineData("table=5,actions=goto_table:5", "goto_table goes to a later table")]
    [InlineData("table=5,actions=goto_table:3", "goto_table goes to a later table")]
    [InlineData("actions=goto_table:2,1", "stands behind what it must come before")]
    [InlineData("actions=conjunction(1,1/2),output:1", "conjunction stands beside note only")]
    [InlineData("actions=conjunction(1,1/1)", "2 to 64 clauses")]
    [InlineData("actions=ct(commit)", "ct needs ip or ipv6")]
    [InlineData("ip,actions=ct(force)", "force only beside commit")]
    [InlineData("ip,actions=ct(commit,exec(output:1))", "does not do output:1")]
    [InlineData("ip,actions=ct(commit,nat(random))", "only beside src or dst")]
    [InlineData("ip,actions=ct(commit,nat(src=1.2.3.10-1.2.3.4))", "ends before it begins")]
    [InlineData("actions=set_field:5->ct_mark", "within ct only")]
    [InlineData("actions=set_field:80->tcp_src", "need not have tcp_src")]
    [InlineData("tcp,ip_frag=later,actions=set_field:80->tcp_src", "need not have tcp_src")]
    [InlineData("ip,actions=set_field:6->nw_proto", "read only")]
    [InlineData("actions=dec_ttl", "need not have nw_ttl")]
    [InlineData("actions=pop_mpls:0x0800", "need not have mpls_ttl")]
    [InlineData("actions=push_vlan:0x8847", "0x8100 or 0x88a8")]
    [InlineData("actions=learn(table=255)", "0 to 254")]
    [InlineData("actions=output:any", "not to ANY")]
    [InlineData("cookie=5/1,actions=drop", "without a mask")]
    public void What_ovs_ofctl_refuses_is_a_fault(string text, string fault) => Assert.Contains(FlowMod.Parse(text).Check(), found => found.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("group_id=1,type=indirect,bucket=output:1,bucket=output:2", "at most one bucket")]
    [InlineData("group_id=1,type=ff,bucket=output:1", "watches a port or a group")]
    [InlineData("group_id=4294967295,type=all", "a number up to")]
    public void Groups_have_rules_too(string text, string fault)
    {
        Assert.Contains(GroupMod.Parse(text).Check(), found => found.Contains(fault, StringComparison.Ordinal));
        Assert.Empty(GroupMod.Parse("group_id=1,type=ff,bucket=watch_port:1,output:1").Check());
    }

    [Fact]
    public void Meters_have_bands_with_rates()
    {
        Assert.Empty(MeterMod.Parse("meter=1,kbps,band=type=drop,rate=1000").Check());
        Assert.Contains("a meter has at least one band", MeterMod.Parse("meter=1,kbps").Check());
        Assert.Contains("the rate of a band is not 0", MeterMod.Parse("meter=1,kbps,band=type=drop,rate=0").Check());
    }

    [Fact]
    public void A_group_of_1_5_has_a_selection_method_with_its_fields()
    {
        var group = GroupMod.Parse(
            "group_id=8192,type=select,selection_method=hash,selection_method_param=7,fields(ip_dst=255.255.255.0,nw_proto,tcp_src),bucket=bucket_id:5,output:1",
            OpenFlowVersion.OpenFlow15);

        // As ovs-ofctl sends it.
        Assert.Contains(
            "ffff003b0000154d000000010000000068617368000000000000000000000000000000000000000780001804ffffff0080001401ff80001a02ffff00",
            Convert.ToHexStringLower(OpenFlowCodec.Encode(group, OpenFlowVersion.OpenFlow15, 1)));
        Assert.Equal(5u, group.Buckets[0].BucketId);
        Assert.Empty(GroupMod.Parse("group_id=1,type=select,selection_method=hash,bucket=bucket_id:5,output:1").Properties);
    }
}
