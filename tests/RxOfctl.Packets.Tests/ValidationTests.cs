using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

/// <summary>What no header can carry is refused where it is set, not cut in silence.</summary>
public class ValidationTests
{
    private static ByteString FortyOneBytes { get; } = new byte[41];

    public static TheoryData<Action> OutOfRange => new(
        () => _ = new VlanTag(4096),
        () => _ = new VlanTag(1) with { VlanId = 4096 },
        () => _ = new VlanTag(1, Priority: 8),
        () => _ = new MplsLabel(1 << 20),
        () => _ = new MplsLabel(1, TrafficClass: 8),
        () => _ = new Ipv4Packet { FragmentOffset = 0x2000 },
        () => _ = new Ipv4Packet { Flags = (Ipv4Flags)8 },
        () => _ = new Ipv6Packet { FlowLabel = 1 << 20 },
        () => _ = new TcpSegment { Flags = (TcpFlags)0x1000 },
        () => _ = new LldpTlv((LldpTlvType)128, default),
        () => _ = LldpTlv.OrganizationallySpecific(1 << 24, 0, default),
        () => _ = new DhcpOption(DhcpOptionCode.Pad, default),
        () => _ = new DhcpOption(DhcpOptionCode.End, default));

    public static TheoryData<Action> TooLong => new(
        () => _ = new Ipv4Packet { Options = FortyOneBytes },
        () => _ = new TcpSegment { Options = FortyOneBytes },
        () => _ = new EthernetFrame { Vlans = [new(1, TagProtocol: EtherType.Ipv4)] },
        () => _ = new EthernetFrame { Vlans = [default] },
        () => _ = new MplsPacket { Labels = [] },
        () => _ = new LldpTlv(LldpTlvType.SystemName, new byte[512]),
        () => _ = new LldpFrame { ChassisId = default, PortId = default, OptionalTlvs = [default] },
        () => _ = LldpChassisId.LocallyAssigned(new('x', 256)),
        () => _ = LldpPortId.LocallyAssigned(new('x', 256)),
        () => _ = new DhcpOption(DhcpOptionCode.HostName, new byte[256]),
        () => _ = new DhcpMessage { ServerName = new('x', 65) },
        () => _ = new DhcpMessage { BootFile = "\u0100" });

    public static TheoryData<Action> TooLongForTheWire => new(
        () => new Ipv4Packet { Payload = new byte[65_516] }.ToBytes(),
        () => new Ipv4Packet { Udp = new() { Payload = new byte[65_528] } }.ToBytes(),
        () => new Ipv6Packet { Payload = new byte[65_536] }.ToBytes());

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_number_that_its_field_cannot_hold_is_refused(Action set) => Assert.Throws<ArgumentOutOfRangeException>(set);

    [Theory]
    [MemberData(nameof(TooLong))]
    public void A_value_that_its_field_cannot_hold_is_refused(Action set) => Assert.Throws<ArgumentException>(set);

    [Theory]
    [MemberData(nameof(TooLongForTheWire))]
    public void A_packet_longer_than_its_length_field_allows_is_not_built(Action build) => Assert.Throws<InvalidOperationException>(build);

    [Fact]
    public void Options_are_padded_to_whole_words()
    {
        Assert.Equal(ByteString.FromHex("94 00 00 00"), new Ipv4Packet { Options = ByteString.FromHex("94") }.Options);
        var segment = new TcpSegment { Options = ByteString.FromHex("02 04 05 b4 01") };
        Assert.Equal(ByteString.FromHex("02 04 05 b4 01 00 00 00"), segment.Options);
    }
}
