using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Matching;

/// <summary>Fields that have several names on the wire are the same field.</summary>
public class AliasTests
{
    public static TheoryData<OxmField[], OxmField[]> Same => new()
    {
        // What Open vSwitch sends in 1.5 for a flow that was added as the first one.
        { [Nxm.Reg5.Is(6)], [Oxm.PacketReg(2).Is(6, 0xffff_ffff)] },
        { [Nxm.Reg4.Is(6)], [Oxm.PacketReg(2).Is(0x6_0000_0000, 0xffff_ffff_0000_0000)] },
        { [Nxm.Reg4.Is(1, 0xff), Nxm.Reg5.Is(2)], [Oxm.PacketReg(2).Is(0x1_0000_0002, 0xff_ffff_ffff)] },
        { [Nxm.Reg0.Is(1), Nxm.Reg1.Is(2), Nxm.Reg2.Is(3), Nxm.Reg3.Is(4)], [Nxm.XXReg0.Is(new UInt128(0x1_0000_0002, 0x3_0000_0004))] },
        { [Nxm.Reg0.Is(1), Nxm.Reg1.Is(2), Nxm.Reg2.Is(3), Nxm.Reg3.Is(4)], [Oxm.PacketReg(1).Is(0x3_0000_0004), Oxm.PacketReg(0).Is(0x1_0000_0002)] },
        { [Oxm.InPort.Is(PortNumber.Local)], [Nxm.InPort.Is(PortNumber.Local)] },
        { [Oxm.EthType.Is(0x0800), Oxm.Ipv4Src.Is(new(10, 0, 0, 0), new(255, 0, 0, 0))], [Nxm.IpSrc.Is(new(10, 0, 0, 0), new(255, 0, 0, 0)), Nxm.EthType.Is(0x0800)] },
        { [Oxm.IpDscp.Is(5)], [Nxm.IpTos.Is(20)] },
        { [Oxm.VlanVid.Tagged(5), Oxm.VlanPcp.Is(3)], [Nxm.VlanTci.Is(0x7005)] },
        { [Oxm.VlanVid.Tagged(5)], [Nxm.VlanTci.Is(0x1005, 0x1fff)] },
        { [Oxm.VlanVid.AnyTag], [Nxm.VlanTci.Is(0x1000, 0x1000)] },
        { [Oxm.VlanVid.Untagged], [Nxm.VlanTci.Is(0)] },
        { [Oxm.Ipv4Src.Is(new(10, 0, 0, 1))], [Oxm.Ipv4Src.Is(new(10, 0, 0, 1), Ipv4Address.Broadcast)] },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void Matches_of_the_same_fields_by_other_names_are_equal(OxmField[] fields, OxmField[] others)
    {
        var (match, other) = (Match.Create(fields), Match.Create(others));

        Assert.Equal(match, other);
        Assert.Equal(other, match);
        Assert.Equal(match.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(match, other.With(Oxm.Metadata.Is(1)));
    }

    public static TheoryData<OxmField[], OxmField[]> Different => new()
    {
        { [Nxm.Reg5.Is(6)], [Nxm.Reg4.Is(6)] },
        { [Nxm.Reg5.Is(6)], [Oxm.PacketReg(2).Is(6)] },
        { [Nxm.IpTos.Is(21)], [Oxm.IpDscp.Is(5)] },
        { [Nxm.VlanTci.Is(0x2000, 0x2000)], [Oxm.VlanPcp.Is(1)] },
        { [Oxm.VlanVid.Untagged], [Oxm.VlanVid.AnyTag] },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void Matches_of_other_fields_are_not(OxmField[] fields, OxmField[] others) => Assert.NotEqual(Match.Create(fields), Match.Create(others));

    [Fact]
    public void A_field_is_found_by_each_of_its_names()
    {
        Match match = [Oxm.PacketReg(2).Is(6, 0xffff_ffff), Nxm.EthDst.Is(new(5)), Nxm.InPort.Is(3)];

        Assert.Equal(6u, match.Get(Nxm.Reg5));
        Assert.Null(match.Get(Nxm.Reg4));
        Assert.Equal(new MacAddress(5), match.Get(Oxm.EthDst));
        Assert.Equal(new PortNumber(3), match.Get(Oxm.InPort));
        Assert.Equal(6ul, Match.Create([Nxm.Reg5.Is(6)]).Get(Oxm.PacketReg(2)));
        Assert.Equal(0xffff_fffful, Match.Create([Nxm.Reg5.Is(6)]).GetMask(Oxm.PacketReg(2)));
        Assert.Equal(new MacAddress(5), Match.Create([Oxm.EthDst.Is(new(5))]).Get(Nxm.EthDst));
    }

    [Fact]
    public void A_flow_is_equal_to_what_Open_vSwitch_gives_back_and_keeps_its_bytes()
    {
        var sent = new FlowStats { Match = [Nxm.Reg5.Is(6)] };
        var bytes = OpenFlowCodec.Encode(new FlowStatsReply { Body = [sent with { Match = [Oxm.PacketReg(2).Is(6, 0xffff_ffff)] }] }, OpenFlow15, 1);
        var read = Assert.IsType<FlowStatsReply>(OpenFlowCodec.Decode(bytes, out _));

        Assert.Equal(sent, read.Body[0]);
        Assert.Equal(bytes, OpenFlowCodec.Encode(read, OpenFlow15, 1));
    }

    [Fact]
    public void A_vlan_id_without_the_bit_of_its_presence_is_refused()
    {
        Assert.Contains("Tagged(100)", Assert.Throws<ArgumentException>(() => Oxm.VlanVid.Is(100)).Message);
        Assert.Equal(Oxm.VlanVid.Is(0x1064), Oxm.VlanVid.Tagged(100));
        Assert.Equal(Oxm.VlanVid.Is(0x1000, 0x1000), Oxm.VlanVid.AnyTag);
        Assert.Equal(Oxm.VlanVid.Is(0), Oxm.VlanVid.Untagged);
        Assert.Throws<ArgumentOutOfRangeException>(() => Oxm.VlanVid.Tagged(4096));
        foreach (var version in Enum.GetValues<OpenFlowVersion>())
        {
            var mod = new FlowMod { Match = [Oxm.VlanVid.Tagged(100)] };
            Assert.Equal(mod, OpenFlowCodec.Decode(OpenFlowCodec.Encode(mod, version, 1), out _));
        }
    }

    // What Open vSwitch 3.1 answers to a flow statistics request in 1.1: match type 1, with Nicira's fields.
    [Fact]
    public void A_list_of_fields_in_a_structure_of_1_1_is_read_and_kept()
    {
        var bytes = Convert.FromHexString(
            "0213" + "0058" + "00000001" + "0001" + "0000" + "00000000"
            + "0048" + "00" + "00" + "00000001" + "00000002" + "8000" + "0000" + "0000" + "0000" + "0000" + "0000" + "0000000000000005" + "0000000000000000" + "0000000000000000"
            + "0001" + "0018" + "00000002" + "0001" + "00000602" + "0800" + "00000e04" + "0a000001");
        var reply = Assert.IsType<FlowStatsReply>(OpenFlowCodec.Decode(bytes, out var xid));

        var flow = Assert.Single(reply.Body);
        Assert.Equal([Oxm.InPort.Is(1), Oxm.EthType.Is(0x0800), Oxm.Ipv4Src.Is(new(10, 0, 0, 1))], flow.Match);
        Assert.Equal("ip,in_port=1,nw_src=10.0.0.1", flow.Match.ToString());
        Assert.Equal(bytes, OpenFlowCodec.Encode(reply, OpenFlow11, xid));

        // As the match of a flow-mod, it goes in the structure of 1.1.
        Match own = [.. flow.Match];
        Assert.Equal(flow.Match, own);
        Assert.Equal(own, Assert.IsType<FlowMod>(OpenFlowCodec.Decode(OpenFlowCodec.Encode(new FlowMod { Match = own }, OpenFlow11, 1), out _)).Match);
    }
}
