using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Matching;

public class Fixed11MatchTests
{
    private static readonly Match[] Carried =
    [
        Match.Any,
        [Oxm.VlanVid.Is(0)],
        [Oxm.VlanVid.Is(0x1000, 0x1000)],
        [Oxm.VlanVid.Is(0x1fff), Oxm.VlanPcp.Is(7)],
        [Oxm.EthDst.Is(MacAddress.Parse("01:00:00:00:00:00"), MacAddress.Parse("01:00:00:00:00:00"))],
        [Oxm.EthType.Is(0x0806), Oxm.ArpOp.Is(1), Oxm.ArpSpa.Is(new(10, 0, 0, 1)), Oxm.ArpTpa.Is(new(10, 0, 0, 0), new(255, 0, 0, 0))],
        [Oxm.EthType.Is(0x0800), Oxm.IpProto.Is(1), Oxm.Icmpv4Type.Is(8), Oxm.Icmpv4Code.Is(0)],
        [Oxm.EthType.Is(0x0800), Oxm.IpProto.Is(17), Oxm.UdpSrc.Is(67), Oxm.UdpDst.Is(68)],
        [Oxm.EthType.Is(0x0800), Oxm.IpProto.Is(132), Oxm.SctpSrc.Is(1), Oxm.SctpDst.Is(2)],
        [Oxm.EthType.Is(0x8847), Oxm.MplsLabel.Is(0xfffff), Oxm.MplsTc.Is(7)],
        [Oxm.InPort.Is(PortNumber.Local), Oxm.Metadata.Is(1)],
    ];

    private static readonly Match[] Others =
    [
        [Oxm.Ipv6Src.Is(Ipv6Address.Any)],
        [Oxm.IpEcn.Is(1)],
        [Oxm.VlanVid.Is(5, 0x0fff)],
        [Oxm.VlanVid.Is(0x1000, 0x1001)],
        [Oxm.EthSrc.Is(default, default)],
        [Oxm.TcpSrc.Is(1), Oxm.UdpSrc.Is(1)],
        [Oxm.ArpOp.Is(256)],
        [Oxm.SctpSrc.Is(1)],
        [Oxm.ArpSpa.Is(new(10, 0, 0, 1))],
    ];

    public static TheoryData<Match> Matches => new(Carried);

    public static TheoryData<Match> OtherMatches => new(Others);

    [Theory]
    [MemberData(nameof(Matches))]
    public void A_match_that_1_1_has_comes_back(Match match)
    {
        var bytes = OpenFlowCodec.Encode(new FlowMod { Match = match }, OpenFlow11, 1);
        Assert.Equal(match, Assert.IsType<FlowMod>(OpenFlowCodec.Decode(bytes, out _)).Match);
    }

    [Theory]
    [MemberData(nameof(OtherMatches))]
    public void A_match_that_1_1_does_not_have_is_refused(Match match) =>
        Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(new FlowMod { Match = match }, OpenFlow11, 1));

    [Theory]
    [InlineData("00 02 00 58", true)]
    [InlineData("00 00 00 57", false)]
    [InlineData("00 00 00 00", false)]
    [InlineData("00 00 00 04", false)]
    public void Another_type_or_length_is_a_bad_match(string header, bool isType)
    {
        var bytes = OpenFlowCodec.Encode(new FlowMod(), OpenFlow11, 1);
        CommentedBytes.Parse(header).CopyTo(bytes, 48);
        var error = Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _)).Error;
        Assert.Equal(isType ? OpenFlowError.BadMatchBadType : OpenFlowError.BadMatchBadLen, error);
    }
}
