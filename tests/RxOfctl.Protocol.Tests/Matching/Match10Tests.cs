using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Matching;

/// <summary>The fixed structure of OpenFlow 1.0, in which one place is several fields.</summary>
public class Match10Tests
{
    public static TheoryData<OxmField[]> Carried => new()
    {
        new[] { Oxm.InPort.Is(PortNumber.Local) },
        new[] { Oxm.VlanVid.Is(0) },
        new[] { Oxm.VlanVid.Is(0x1000) },
        new[] { Oxm.VlanVid.Is(0x1fff), Oxm.VlanPcp.Is(7) },
        new[] { Oxm.EthType.Is(0x0800), Oxm.Ipv4Src.Is(new(10, 0, 0, 0), Ipv4Address.Mask(8)), Oxm.Ipv4Dst.Is(new(10, 0, 0, 1)) },
        new[] { Oxm.EthType.Is(0x0800), Oxm.Ipv4Src.Is(new(128, 0, 0, 0), Ipv4Address.Mask(1)) },
        new[] { Oxm.EthType.Is(0x0806), Oxm.ArpOp.Is(2), Oxm.ArpSpa.Is(new(10, 0, 0, 0), Ipv4Address.Mask(8)), Oxm.ArpTpa.Is(new(10, 0, 0, 1)) },
        new[] { Oxm.EthType.Is(0x0800), Oxm.IpProto.Is(1), Oxm.Icmpv4Type.Is(8), Oxm.Icmpv4Code.Is(0) },
        new[] { Oxm.EthType.Is(0x0800), Oxm.IpProto.Is(6), Oxm.TcpSrc.Is(1), Oxm.TcpDst.Is(2) },
        new[] { Oxm.EthType.Is(0x0800), Oxm.IpProto.Is(17), Oxm.UdpSrc.Is(1), Oxm.UdpDst.Is(2) },
        new[] { Oxm.EthType.Is(0x0800), Oxm.IpProto.Is(132), Oxm.SctpSrc.Is(1), Oxm.SctpDst.Is(2) },
        // A 1.0 datapath may send this; without a protocol, ports count as TCP's.
        new[] { Oxm.TcpDst.Is(2) },
        new[] { Oxm.IpDscp.Is(63) },
    };

    [Theory]
    [MemberData(nameof(Carried))]
    public void A_match_that_1_0_has_comes_back(OxmField[] fields)
    {
        var match = Match.Create(fields);

        Assert.True(match.Equals(RoundTrip(match)), $"{match} came back as {RoundTrip(match)}");
    }

    public static TheoryData<OxmField[], string> Refused => new()
    {
        { [Oxm.Metadata.Is(1)], "metadata" },
        { [Oxm.IpEcn.Is(1)], "nw_ecn" },
        { [Oxm.Ipv6Src.Is(default)], "ipv6_src" },
        { [Oxm.ArpSha.Is(default)], "arp_sha" },
        { [Oxm.EthSrc.Is(default, new(1))], "dl_src" },
        { [Oxm.VlanVid.Is(0x1000, 0x1000)], "vlan_vid" },
        { [Oxm.VlanVid.Is(5, 0x0fff)], "vlan_vid" },
        { [Oxm.InPort.Is(0x10000)], "in_port" },
        { [Oxm.EthType.Is(0x0800), Oxm.Ipv4Src.Is(new(0, 0, 0, 1), new(0, 0, 0, 255))], "nw_src" },
        { [Oxm.EthType.Is(0x0800), Oxm.Ipv4Dst.Is(default, default)], "nw_dst" },
        { [Oxm.EthType.Is(0x0806), Oxm.ArpOp.Is(256)], "arp_op" },
        { [Oxm.UdpDst.Is(53)], "udp_dst" },
        { [Oxm.IpProto.Is(6), Oxm.UdpDst.Is(53)], "udp_dst" },
        { [Oxm.IpProto.Is(17), Oxm.TcpDst.Is(53)], "tcp_dst" },
        { [Oxm.Icmpv4Type.Is(8)], "icmp_type" },
        { [Oxm.ArpSpa.Is(default)], "arp_spa" },
        { [Oxm.ArpOp.Is(1)], "arp_op" },
        { [Oxm.EthType.Is(0x0806), Oxm.Ipv4Src.Is(default)], "nw_src" },
        { [Oxm.EthType.Is(0x0806), Oxm.IpProto.Is(6)], "nw_proto" },
        { [Oxm.IpProto.Is(17), Oxm.UdpSrc.Is(1), Oxm.TcpSrc.Is(1)], "tcp_src" },
        { [OxmField.Unknown(0x7000, 1, false, default)], "oxm_7000_1" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_match_that_1_0_cannot_carry_is_refused_by_the_field(OxmField[] fields, string name)
    {
        var refusal = Assert.Throws<UnsupportedByVersionException>(() => RoundTrip(Match.Create(fields)));

        Assert.Equal(OpenFlow10, refusal.Version);
        Assert.StartsWith($"match field {name}", refusal.Member);
    }

    [Theory]
    [InlineData("003fffff", "001122334455660000ffff0700080008060000ffffffffffffffff00010002", "003820ff")]
    [InlineData("003fe0fe", "0001", "003820fe")]
    [InlineData("ffffffff", "", "003820ff")]
    [InlineData("003820fd", "00000000000000000000000000001064", "003820fd")]
    [InlineData("001820ff", "0000000000000000000000000000000000000000ff", "001820ff")]
    [InlineData("0020080f", "0000000000000000000000000000000000000800000600000a0102030a010203", "0020080f")]
    public void What_a_wildcard_hides_is_kept_and_counts_for_nothing(string wildcards, string junk, string normal)
    {
        var bytes = Convert.FromHexString(wildcards + junk.PadRight(72, '0'));
        var frame = OpenFlowCodec.Encode(new FlowMod(), OpenFlow10, 1);
        bytes.CopyTo(frame, FrameHeader.Size);
        var mod = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(frame, out _));
        Assert.Equal(frame, OpenFlowCodec.Encode(mod, OpenFlow10, 1));

        // The same fields without the bits.
        var plain = mod with { Match = Match.Create([.. mod.Match]) };
        Assert.Equal(plain, mod);
        Assert.Equal(plain.GetHashCode(), mod.GetHashCode());
        var written = OpenFlowCodec.Encode(plain, OpenFlow10, 1);
        Assert.Equal(normal, Convert.ToHexStringLower(written.AsSpan(8, 4)));
        Assert.NotEqual(frame, written);
        Assert.Equal(plain, OpenFlowCodec.Decode(written, out _));

        // Another version has no use for them, and a match that is changed does not keep them.
        Assert.Equal(OpenFlowCodec.Encode(plain, OpenFlow13, 1), OpenFlowCodec.Encode(mod, OpenFlow13, 1));
        var changed = mod.Match.With(Oxm.InPort.Is(7));
        Assert.Equal(changed, RoundTrip(changed));
        Assert.Equal(plain.Match.With(Oxm.InPort.Is(7)), changed);
    }

    private static Match RoundTrip(Match match) =>
        Assert.IsType<FlowMod>(OpenFlowCodec.Decode(OpenFlowCodec.Encode(new FlowMod { Match = match }, OpenFlow10, 1), out _)).Match;
}
