using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>Matches in the syntax of ovs-ofctl, by example.</summary>
public class MatchTextTests
{
    private static readonly OxmField Ip = Oxm.EthType.Is(0x0800);

    public static TheoryData<string, Match, string> Spellings => new()
    {
        { "", Match.Any, "" },
        { "in_port=1", [Oxm.InPort.Is(1)], "in_port=1" },
        { " in_port=LOCAL ,, dl_type=0x88cc ", [Oxm.InPort.Is(PortNumber.Local), Oxm.EthType.Is(0x88cc)], "in_port=LOCAL,dl_type=0x88cc" },
        { "tcp,tp_dst=80", [Ip, Oxm.IpProto.Is(6), Oxm.TcpDst.Is(80)], "tcp,tp_dst=80" },
        { "tcp_dst=0x50,tcp", [Ip, Oxm.IpProto.Is(6), Oxm.TcpDst.Is(80)], "tcp,tp_dst=80" },
        { "dl_type=0x800,nw_proto=17,tp_src=53", [Ip, Oxm.IpProto.Is(17), Oxm.UdpSrc.Is(53)], "udp,tp_src=53" },
        { "udp6,tp_dst=53", [Oxm.EthType.Is(0x86dd), Oxm.IpProto.Is(17), Oxm.UdpDst.Is(53)], "udp6,tp_dst=53" },
        { "ip,nw_src=10.1.2.3/8", [Ip, Oxm.Ipv4Src.Is(Ipv4Address.Parse("10.0.0.0"), Ipv4Address.Mask(8))], "ip,nw_src=10.0.0.0/8" },
        { "ip,ipv4_dst=10.0.0.1", [Ip, Oxm.Ipv4Dst.Is(Ipv4Address.Parse("10.0.0.1"))], "ip,nw_dst=10.0.0.1" },
        { "arp,nw_src=10.0.0.1,nw_proto=1", [Oxm.EthType.Is(0x0806), Oxm.ArpOp.Is(1), Oxm.ArpSpa.Is(Ipv4Address.Parse("10.0.0.1"))], "arp,arp_spa=10.0.0.1,arp_op=1" },
        { "ip,nw_tos=40,nw_ecn=2", [Ip, Oxm.IpDscp.Is(10), Oxm.IpEcn.Is(2)], "ip,nw_tos=40,nw_ecn=2" },
        { "icmp6,icmp_type=135,icmp_code=0,nd_target=fe80::1", [Oxm.EthType.Is(0x86dd), Oxm.IpProto.Is(58), Oxm.Icmpv6Type.Is(135), Oxm.Icmpv6Code.Is(0), Oxm.Ipv6NdTarget.Is(Ipv6Address.Parse("fe80::1"))], "icmp6,icmp_type=135,icmp_code=0,nd_target=fe80::1" },
        { "dl_vlan=5,dl_vlan_pcp=3", [Oxm.VlanVid.Is(0x1005), Oxm.VlanPcp.Is(3)], "dl_vlan=5,dl_vlan_pcp=3" },
        { "dl_vlan=0xffff", [Oxm.VlanVid.Is(0)], "vlan_tci=0x0000/0x1fff" },
        { "vlan_tci=0x1000/0x1000", [Oxm.VlanVid.Is(0x1000, 0x1000)], "vlan_tci=0x1000/0x1000" },
        { "vlan_pcp=3", [Oxm.VlanVid.Is(0x1000, 0x1000), Oxm.VlanPcp.Is(3)], "dl_vlan_pcp=3" },
        { "tun_id=5,metadata=0x10/0xf0", [Oxm.TunnelId.Is(5), Oxm.Metadata.Is(0x10, 0xf0)], "tun_id=0x5,metadata=0x10/0xf0" },
        { "reg0[0..15]=5,reg0[31]=1", [Nxm.Reg0.Is(0x80000005, 0x8000ffff)], "reg0=0x80000005/0x8000ffff" },
        { "ct_state=+trk-new", [Nxm.CtState.Is((uint)CtState.Tracked, (uint)(CtState.Tracked | CtState.New))], "ct_state=-new+trk" },
        { "NXM_NX_CT_STATE[]=0x120/0x1ff", [Nxm.CtState.Is(0x120, 0x1ff)], "NXM_NX_CT_STATE[]=0x120/0x1ff" },
        { "tcp,tcp_flags=+syn-ack", [Ip, Oxm.IpProto.Is(6), OnfOxm.TcpFlags.Is(2, 0x12)], "tcp,tcp_flags=+syn-ack" },
        { "nw_src=0.0.0.0/0,ip,metadata=*", [Ip], "ip" },
        { "ip,nw_src=10.0.0.1/255.255.255.255", [Ip, Oxm.Ipv4Src.Is(Ipv4Address.Parse("10.0.0.1"))], "ip,nw_src=10.0.0.1" },
        { "OXM_OF_TCP_DST[]=80", [Oxm.TcpDst.Is(80)], "OXM_OF_TCP_DST[]=0x50" },
        { "mpls,mpls_label=100,mpls_bos=1", [Oxm.EthType.Is(0x8847), Oxm.MplsLabel.Is(100), Oxm.MplsBos.Is(1)], "mpls,mpls_label=100,mpls_bos=1" },
        { "raw:0002dc0401020304", [OxmField.Unknown(2, 110, false, ByteString.FromHex("01020304"))], "raw:0002dc0401020304" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_text_is_read_and_written_as_ovs_ofctl_does(string text, Match match, string canonical)
    {
        Assert.Equal(match, Match.Parse(text));
        Assert.Equal(canonical, match.ToString());
        Assert.Equal(match, Match.Parse(canonical));
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow12)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public void The_version_decides_which_field_a_name_means(OpenFlowVersion version)
    {
        var (flags, tunnel) = version switch
        {
            OpenFlowVersion.OpenFlow12 => (Nxm.TcpFlags, Nxm.TunId),
            OpenFlowVersion.OpenFlow14 => (OnfOxm.TcpFlags, Oxm.TunnelId),
            _ => (Oxm.TcpFlags, Oxm.TunnelId),
        };

        Assert.Equal([Ip, Oxm.IpProto.Is(6), flags.Is(2), tunnel.Is(7)], Match.Parse("tcp,tcp_flags=syn,tunnel_id=7", version));
    }

    [Theory]
    [InlineData("tcp,tp_dst=1,tp_dst=2", "tcp,tp_dst=2")]
    [InlineData("tcp,udp,tp_dst=1", "udp,tp_dst=1")]
    [InlineData("OXM_OF_TUNNEL_ID[]=5/0xffffffffffffffff", "tun_id=0x5")]
    [InlineData("xreg0=0x100000002,reg1=3", "reg0=0x1,reg1=0x3")]
    [InlineData("xxreg0=5/0xf", "reg3=0x5/0xf")]
    [InlineData("reg0[0..3]=1,reg0[0]=0", "reg0=0/0xf")]
    [InlineData("packet_type=(1,0x800),nw_dst=10.0.0.1", "packet_type=(1,0x800),nw_dst=10.0.0.1")]
    [InlineData("packet_type=(1,0x800),nw_proto=6,tp_dst=80", "packet_type=(1,0x800),nw_proto=6,tp_dst=80")]
    [InlineData("eth,ip", "ip")]
    [InlineData("eth", "packet_type=(0,0)")]
    [InlineData("dl_src=00:00:00:00:00:01/00:00:00:00:00:00", "packet_type=(0,0)")]
    [InlineData("tcp,tp_src[5]=1", "tcp,tp_src=0x20/0x20")]
    [InlineData("ct_state=0x21", "ct_state=new|trk")]
    [InlineData("tun_metadata0=0x0012", "tun_metadata0=0x12")]
    [InlineData("tun_metadata0[8..15]=5", "tun_metadata0=0x500/0xff00")]
    [InlineData("vlan_tci=0x3000/0x3000", "dl_vlan_pcp=1")]
    [InlineData("icmp6,icmp_type=135,icmp_code=0,nd_sll=00:00:00:00:00:10/00:00:00:00:00:f0", "icmp6,icmp_type=135,icmp_code=0,nd_sll=00:00:00:00:00:10/00:00:00:00:00:f0")]
    public void What_ovs_ofctl_takes_is_written_as_it_writes_it(string text, string written)
    {
        Assert.Equal(written, Match.Parse(text).ToString());
        Assert.Equal(written, Match.Parse(text, OpenFlowVersion.OpenFlow15).ToString());
        Assert.Equal(TextForms.Canonical(Match.Parse(text)), TextForms.Canonical(Match.Parse(written)));
    }

    [Fact]
    public void Registers_are_those_that_the_version_has()
    {
        Assert.Equal([Nxm.Reg5.Is(6)], Match.Parse("reg5=6"));
        Assert.Equal([Oxm.PacketReg(2).Is(6, uint.MaxValue)], Match.Parse("reg5=6", OpenFlowVersion.OpenFlow15));
        Assert.Equal([Oxm.PacketReg(2).Is(0x700000006)], Match.Parse("reg5=6,reg4=7", OpenFlowVersion.OpenFlow15));
        Assert.Equal("reg4=0x7,reg5=0x6", Match.Parse("xreg2=0x700000006", OpenFlowVersion.OpenFlow15).ToString());
    }

    [Fact]
    public void Fields_are_in_an_order_in_which_each_has_what_it_needs_before_it() =>
        Assert.Equal(
            [Oxm.InPort, Oxm.EthType, Oxm.IpProto, Oxm.TcpDst, Oxm.Metadata],
            Match.Parse("tp_dst=80,metadata=1,in_port=1,tcp").Select(field => field.Type));

    [Fact]
    public void Fields_of_Nicira_that_the_specification_has_are_written_by_its_names()
    {
        Match nicira = [Nxm.InPort.Is(1), Nxm.EthType.Is(0x0800), Nxm.IpProto.Is(6), Nxm.TcpDst.Is(80), Nxm.VlanTci.Is(0x1005, 0x1fff)];

        Assert.Equal("tcp,in_port=1,dl_vlan=5,tp_dst=80", nicira.ToString());
    }

    [Theory]
    [InlineData("tp_dst=80", 0, "write tcp")]
    [InlineData("ip,tcp_dst=80", 3, "tcp_dst needs nw_proto=6")]
    [InlineData("in_port=1,bogus=3", 10, "no field")]
    [InlineData("ip,nw_src=10.0.0.256", 10, "IPv4 address")]
    [InlineData("ip,nw_src=10.0.0.0/33", 19, "a prefix has 0 to 32 bits")]
    [InlineData("ipv6,ipv6_src=fe80::/129", 21, "a prefix has 0 to 128 bits")]
    [InlineData("ip,nw_src=10.0.0.0/255.0.0", 19, "IPv4 address")]
    [InlineData("dl_src=1:2", 7, "Ethernet address")]
    [InlineData("metadata=0x10000000000000000", 9, "number from 0 to 18446744073709551615")]
    [InlineData("in_port", 7, "needs a value")]
    [InlineData("ip,nw_proto=6/7", 12, "takes no mask")]
    [InlineData("ip,nw_tos=3", 10, "lower two bits")]
    [InlineData("reg0[8..4]=1", 5, "bits 0 to 31")]
    [InlineData("packet_type=(1,2", 12, "never closed")]
    public void An_error_says_where_it_is_and_what_would_be_right(string text, int position, string expected)
    {
        var exception = Assert.Throws<OpenFlowFormatException>(() => Match.Parse(text));

        Assert.Equal(position, exception.Position);
        Assert.Equal(text, exception.Text);
        Assert.Contains(expected, exception.Expected, StringComparison.Ordinal);
        Assert.Contains($"At character {position} ", exception.Message, StringComparison.Ordinal);
        Assert.False(Match.TryParse(text, out _));
    }

    [Fact]
    public void What_is_no_text_is_no_match()
    {
        Assert.False(Match.TryParse(null, out _));
        Assert.True(Match.TryParse("", out var any));
        Assert.Equal(Match.Any, any);
    }

    [Fact]
    public void Every_prerequisite_is_a_field_that_can_be_matched_with_what_it_needs()
    {
        Assert.Equal([Oxm.EthType.Is(0x0800), Oxm.EthType.Is(0x86dd)], Oxm.IpProto.Prerequisites);
        Assert.Equal([Oxm.IpProto.Is(6)], Oxm.TcpDst.Prerequisites);
        Assert.Empty(Oxm.EthType.Prerequisites);
        Assert.Equal(
            [Oxm.InPhyPort, Oxm.VlanPcp],
            Oxm.All.Where(type => type.Prerequisites.Any(field => field.HasMask)));
    }
}
