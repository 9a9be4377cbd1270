using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>The codec reads what ovs-ofctl writes, and writes it again to the same bytes.</summary>
public class OvsFlowTests
{
    // Of each field, action and instruction of 1.3 that Open vSwitch has, one at least; then Nicira's, which may be unknown but not lost.
    private static readonly string[] Flows13 =
    [
        "actions=drop",
        "table=3,priority=7,cookie=0x12,idle_timeout=5,hard_timeout=9,send_flow_rem,check_overlap,reset_counts,no_packet_counts,no_byte_counts,actions=output:2",
        "in_port=LOCAL,actions=in_port",
        "metadata=0x10/0xf0,tun_id=0x5,actions=normal",
        "dl_src=00:00:00:00:00:01/00:00:00:00:00:0f,dl_dst=01:00:00:00:00:00/01:00:00:00:00:00,actions=flood",
        "dl_vlan=5,dl_vlan_pcp=3,actions=pop_vlan,output:2",
        "vlan_tci=0x1000/0x1000,actions=set_field:4101->vlan_vid,all",
        "vlan_tci=0,actions=push_vlan:0x8100,set_field:4102->vlan_vid,set_field:3->vlan_pcp,output:2",
        "ip,nw_src=10.0.0.0/8,nw_dst=10.0.0.1,ip_dscp=10,nw_ecn=1,actions=dec_ttl,set_field:10.0.0.9->ip_src,set_field:20->ip_dscp,output:2",
        "ip,nw_src=0.0.0.1/0.0.0.255,actions=controller:128",
        "icmp,icmp_type=8,icmp_code=0,actions=set_queue:3,enqueue:2:7",
        "tcp,tp_src=80,tp_dst=0x10,actions=set_field:8080->tcp_dst,set_field:1->tcp_src,output:2",
        "udp,tp_src=53,actions=set_field:53->udp_dst,output:2",
        "sctp,tp_dst=9,actions=set_field:3->sctp_src,output:2",
        "arp,arp_op=1,arp_spa=10.0.0.1,arp_tpa=10.0.0.0/24,arp_sha=00:00:00:00:00:01,arp_tha=00:00:00:00:00:02,actions=set_field:2->arp_op,output:2",
        "ipv6,ipv6_src=2001:db8::/32,ipv6_dst=fe80::1,ipv6_label=0x12345,actions=set_field:fe80::2->ipv6_dst,output:2",
        "icmp6,icmp_type=135,icmp_code=0,nd_target=fe80::1,nd_sll=00:00:00:00:00:01,actions=output:2",
        "icmp6,icmp_type=136,icmp_code=0,nd_target=fe80::1,nd_tll=00:00:00:00:00:01,actions=output:2",
        "mpls,mpls_label=0x12345,mpls_tc=3,mpls_bos=1,actions=dec_mpls_ttl,set_field:7->mpls_label,output:2",
        "mpls,mpls_bos=1,actions=pop_mpls:0x0800,output:2",
        "ip,actions=push_mpls:0x8847,set_field:7->mpls_label,output:2",
        "actions=group:9",
        "actions=write_metadata:0x10/0xf0,goto_table:3",
        "actions=meter:4,output:2,clear_actions,write_actions(output:3,group:5),write_metadata:0x1,goto_table:9",
        "tcp,tcp_flags=+syn-ack,actions=output:2",
        "in_port=1,reg0=0x5,xreg1=0x7,conj_id=3,actions=move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[],load:0x5->NXM_NX_REG1[0..15],output:NXM_NX_REG0[0..15]",
        "ct_state=+trk+est,ip,actions=ct(commit,zone=3,nat(src=10.0.0.1-10.0.0.9:100-200),exec(load:1->NXM_NX_CT_MARK[])),resubmit(,5)",
        "actions=learn(table=2,idle_timeout=5,NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],output:NXM_OF_IN_PORT[]),note:01.02.03,bundle(eth_src,0,hrw,ofport,members:1,2)",
        "tun_src=1.2.3.4,tun_dst=5.6.7.8,actions=set_tunnel:7,sample(probability=5,collector_set_id=1,obs_domain_id=2,obs_point_id=3)",
    ];

    // Nothing here makes ovs-ofctl use one of Nicira's messages instead of 1.0's.
    private static readonly string[] Flows10 =
    [
        "actions=drop",
        "priority=7,idle_timeout=5,hard_timeout=9,send_flow_rem,check_overlap,actions=output:2",
        "in_port=LOCAL,actions=in_port",
        "dl_src=00:00:00:00:00:01,dl_dst=00:00:00:00:00:02,actions=flood",
        "dl_vlan=5,dl_vlan_pcp=3,actions=strip_vlan,output:2",
        "dl_vlan=0xffff,actions=mod_vlan_vid:5,mod_vlan_pcp:3,all",
        "ip,nw_src=10.0.0.0/8,nw_dst=10.0.0.1,nw_tos=40,actions=mod_nw_src:10.0.0.9,mod_nw_dst:10.0.0.8,mod_nw_tos:80,normal",
        "icmp,icmp_type=8,icmp_code=0,actions=enqueue:2:7",
        "tcp,tp_src=80,tp_dst=16,actions=mod_tp_src:1,mod_tp_dst:8080,output:2",
        "udp,tp_src=53,actions=mod_tp_dst:5353,controller:64",
        "sctp,tp_dst=9,actions=output:2",
        "arp,arp_op=1,arp_spa=10.0.0.1,arp_tpa=10.0.0.0/24,actions=mod_dl_src:00:00:00:00:00:05,mod_dl_dst:00:00:00:00:00:06,output:2",
        "dl_type=0x88cc,actions=resubmit(,5),set_tunnel:3,note:01.02,learn(NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[]),controller(reason=no_match)",
    ];

    [OvsFact]
    public Task Flows_of_1_3_come_back() => ComeBackAsync("OpenFlow13", Flows13);

    [OvsFact]
    public Task Flows_of_1_0_come_back() => ComeBackAsync("OpenFlow10", Flows10);

    private static async Task ComeBackAsync(string version, IReadOnlyList<string> flows)
    {
        foreach (var flow in flows)
        {
            var bytes = await EncodeAsync(version, flow);

            var message = OpenFlowCodec.Decode(bytes, out var xid);

            Assert.IsType<FlowMod>(message);
            Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(OpenFlowCodec.Encode(message, (OpenFlowVersion)bytes[0], xid)));
        }
    }

    // Five m's make ovs-ofctl print the bytes, sixteen a line behind an offset and before their characters.
    private static async Task<byte[]> EncodeAsync(string version, string flow)
    {
        var command = await Command.RunAsync("ovs-ofctl", ["-mmmmm", "-O", version, "parse-flow", flow]);
        var hex = from line in command.OutputOrThrow().Split('\n')
                  where line.Length > 9 && line[..8].All(char.IsAsciiHexDigit) && line[8] == ' '
                  select line[10..line.IndexOf('|', StringComparison.Ordinal)].Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Convert.FromHexString(string.Concat(hex));
    }
}
