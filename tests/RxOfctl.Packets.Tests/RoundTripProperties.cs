using FsCheck;
using FsCheck.Fluent;
using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

/// <summary>A packet that is built, with any values, is parsed to an equal value, which builds to the same bytes.</summary>
public class RoundTripProperties
{
    internal static Gen<byte> Bytes8 { get; } = Gen.Choose(0, byte.MaxValue).Select(number => (byte)number);
    internal static Gen<ushort> Bytes16 { get; } = Gen.Choose(0, ushort.MaxValue).Select(number => (ushort)number);
    private static Gen<uint> Bytes32 { get; } = from high in Bytes16 from low in Bytes16 select ((uint)high << 16) | low;
    private static Gen<ulong> Bytes64 { get; } = from high in Bytes32 from low in Bytes32 select ((ulong)high << 32) | low;
    private static Gen<bool> Flag { get; } = Gen.Elements(false, true);
    internal static Gen<ByteString> Payload { get; } = Bytes8.ArrayOf().Select(bytes => (ByteString)bytes);
    private static Gen<ByteString> HeaderOptions { get; } = Bytes(0, 40);
    internal static Gen<MacAddress> Mac { get; } = Bytes64.Select(number => new MacAddress(number >> 16));
    private static Gen<Ipv4Address> Ipv4 { get; } = Bytes32.Select(number => new Ipv4Address(number));
    private static Gen<Ipv6Address> Ipv6 { get; } = from high in Bytes64 from low in Bytes64 select new Ipv6Address(new UInt128(high, low));

    private static Gen<VlanTag> Vlan { get; } =
        from id in Gen.Choose(0, 4095)
        from priority in Gen.Choose(0, 7)
        from dropEligible in Flag
        from protocol in Gen.Elements(EtherType.Vlan, EtherType.ServiceVlan, EtherType.LegacyServiceVlan)
        select new VlanTag((ushort)id, (byte)priority, dropEligible, protocol);

    internal static Gen<ArpPacket> Arp { get; } =
        from operation in Bytes16
        from senderMac in Mac
        from sender in Ipv4
        from targetMac in Mac
        from target in Ipv4
        select new ArpPacket
        {
            Operation = (ArpOperation)operation,
            SenderHardwareAddress = senderMac,
            SenderProtocolAddress = sender,
            TargetHardwareAddress = targetMac,
            TargetProtocolAddress = target,
        };

    private static Gen<DhcpMessage> Dhcp { get; } =
        from numbers in Bytes8.ArrayOf(4)
        from xid in Bytes32
        from seconds in Bytes16
        from flags in Bytes16
        from addresses in Ipv4.ArrayOf(4)
        from mac in Mac
        from serverName in Text(64)
        from bootFile in Text(128)
        from options in DhcpOptions().ListOf()
        select new DhcpMessage
        {
            Operation = (DhcpOperation)numbers[0],
            HardwareType = numbers[1],
            HardwareAddressLength = numbers[2],
            Hops = numbers[3],
            TransactionId = xid,
            Seconds = seconds,
            Flags = flags,
            ClientAddress = addresses[0],
            YourAddress = addresses[1],
            ServerAddress = addresses[2],
            RelayAddress = addresses[3],
            ClientHardwareAddress = mac,
            ServerName = serverName,
            BootFile = bootFile,
            Options = [.. options],
        };

    internal static Gen<UdpDatagram> Udp { get; } =
        from source in Bytes16
        from destination in Bytes16
        from payload in Payload
        from checksum in Gen.Elements(null, (ushort?)0)
        select new UdpDatagram { SourcePort = source, DestinationPort = destination, Payload = payload, Checksum = checksum };

    internal static Gen<TcpSegment> Tcp { get; } =
        from ports in Bytes16.ArrayOf(2)
        from sequence in Bytes32
        from acknowledgment in Bytes32
        from flags in Gen.Choose(0, 0xfff)
        from window in Bytes16
        from urgent in Bytes16
        from options in HeaderOptions
        from payload in Payload
        select new TcpSegment
        {
            SourcePort = ports[0],
            DestinationPort = ports[1],
            SequenceNumber = sequence,
            AcknowledgmentNumber = acknowledgment,
            Flags = (TcpFlags)flags,
            Window = window,
            UrgentPointer = urgent,
            Options = options,
            Payload = payload,
        };

    internal static Gen<IcmpPacket> Icmp { get; } =
        from type in Bytes8
        from code in Bytes8
        from rest in Bytes32
        from payload in Payload
        select new IcmpPacket { Type = (IcmpType)type, Code = code, RestOfHeader = rest, Payload = payload };

    private static Gen<Icmpv6Packet> Icmpv6 { get; } = Gen.OneOf(
        from type in Bytes8
        from code in Bytes8
        from rest in Bytes32
        from payload in Payload
        select new Icmpv6Packet { Type = (Icmpv6Type)type, Code = code, RestOfHeader = rest, Payload = payload },
        from target in Ipv6
        from options in Payload
        select new Icmpv6Packet { NeighborSolicitation = new() { Target = target, Options = options } },
        from flags in Flag.ArrayOf(3)
        from target in Ipv6
        from options in Payload
        select new Icmpv6Packet
        {
            NeighborAdvertisement = new()
            {
                Router = flags[0],
                Solicited = flags[1],
                Override = flags[2],
                Target = target,
                Options = options,
            },
        });

    internal static Gen<Ipv4Packet> Ipv4Packets { get; } =
        from numbers in Bytes8.ArrayOf(2)
        from identification in Bytes16
        from flags in Gen.Choose(0, 7)
        from offset in Gen.Choose(0, 0x1fff)
        from protocol in Bytes8
        from source in Ipv4
        from destination in Ipv4
        from options in HeaderOptions
        from payload in Payload
        select new Ipv4Packet
        {
            TypeOfService = numbers[0],
            TimeToLive = numbers[1],
            Identification = identification,
            Flags = (Ipv4Flags)flags,
            FragmentOffset = (ushort)offset,
            Protocol = (IpProtocol)protocol,
            Source = source,
            Destination = destination,
            Options = options,
            Payload = payload,
        };

    internal static Gen<Ipv6Packet> Ipv6Packets { get; } =
        from trafficClass in Bytes8
        from label in Gen.Choose(0, 0xfffff)
        from next in Bytes8
        from hopLimit in Bytes8
        from source in Ipv6
        from destination in Ipv6
        from payload in Payload
        select new Ipv6Packet
        {
            TrafficClass = trafficClass,
            FlowLabel = (uint)label,
            NextHeader = (IpProtocol)next,
            HopLimit = hopLimit,
            Source = source,
            Destination = destination,
            Payload = payload,
        };

    private static Gen<MplsPacket> Mpls { get; } =
        from labels in MplsLabels().NonEmptyListOf()
        from payload in Payload
        select new MplsPacket { Labels = [.. labels], Payload = payload };

    private static Gen<LldpFrame> Lldp { get; } =
        from chassis in Bytes(0, 255)
        from chassisSubtype in Bytes8
        from port in Bytes(0, 255)
        from portSubtype in Bytes8
        from timeToLive in Bytes16
        from tlvs in LldpTlvs().ListOf()
        select new LldpFrame
        {
            ChassisId = new((LldpChassisIdSubtype)chassisSubtype, chassis),
            PortId = new((LldpPortIdSubtype)portSubtype, port),
            TimeToLive = timeToLive,
            OptionalTlvs = [.. tlvs],
        };

    internal static Gen<EthernetFrame> Frame { get; } =
        from destination in Mac
        from source in Mac
        from vlans in Vlan.ListOf()
        from type in Bytes16.Where(number => !VlanTag.IsTagProtocol((EtherType)number))
        from payload in Payload
        select new EthernetFrame
        {
            Destination = destination,
            Source = source,
            Vlans = [.. vlans],
            EtherType = (EtherType)type,
            Payload = payload,
        };

    [Fact]
    public void An_ethernet_frame_survives() => Check(Frame, frame =>
    {
        var parsed = frame.ToBytes().ParseEthernet();
        Assert.Equal(frame, parsed);
        Assert.Equal(frame.GetHashCode(), parsed.GetHashCode());
        Assert.Equal(frame.Vlans, parsed.Vlans);
        Assert.Equal(frame.ToBytes(), parsed.ToBytes());
    });

    [Fact]
    public void An_arp_packet_survives() => Check(Arp, packet => Assert.Equal(packet, Carry(new() { Arp = packet }).Arp));

    [Fact]
    public void An_ipv4_packet_survives() => Check(Ipv4Packets, packet =>
    {
        var parsed = Carry(new() { Ipv4 = packet }).Ipv4!;
        Assert.Equal(packet, parsed);
        Assert.Equal(packet.GetHashCode(), parsed.GetHashCode());
        Assert.Equal(packet.ToBytes(), parsed.ToBytes());
    });

    [Fact]
    public void An_ipv6_packet_survives() => Check(Ipv6Packets, packet =>
    {
        var parsed = Carry(new() { Ipv6 = packet }).Ipv6!;
        Assert.Equal(packet, parsed);
        Assert.Equal(packet.GetHashCode(), parsed.GetHashCode());
        Assert.Equal(packet.ToBytes(), parsed.ToBytes());
    });

    [Fact]
    public void A_udp_datagram_survives_in_both_ip_versions() => Check(
        from udp in Udp from ip4 in Ipv4Packets from ip6 in Ipv6Packets select (udp, ip4, ip6),
        given =>
        {
            Assert.Equal(given.udp, Carry(new() { Ipv4 = Whole(given.ip4) with { Udp = given.udp } }).Udp);
            Assert.Equal(given.udp, Carry(new() { Ipv6 = given.ip6 with { Udp = given.udp } }).Udp);
        });

    [Fact]
    public void A_tcp_segment_survives_in_both_ip_versions() => Check(
        from tcp in Tcp from ip4 in Ipv4Packets from ip6 in Ipv6Packets select (tcp, ip4, ip6),
        given =>
        {
            Assert.Equal(given.tcp, Carry(new() { Ipv4 = Whole(given.ip4) with { Tcp = given.tcp } }).Tcp);
            Assert.Equal(given.tcp, Carry(new() { Ipv6 = given.ip6 with { Tcp = given.tcp } }).Tcp);
        });

    [Fact]
    public void An_icmp_message_survives() => Check(
        from icmp in Icmp from ip in Ipv4Packets select (icmp, ip),
        given => Assert.Equal(given.icmp, Carry(new() { Ipv4 = Whole(given.ip) with { Icmp = given.icmp } }).Icmp));

    [Fact]
    public void An_icmpv6_message_survives() => Check(
        from icmp in Icmpv6 from ip in Ipv6Packets select (icmp, ip),
        given =>
        {
            var parsed = Carry(new() { Ipv6 = given.ip with { Icmpv6 = given.icmp } }).Icmpv6!;
            Assert.Equal(given.icmp, parsed);
            Assert.Equal(given.icmp.NeighborSolicitation, parsed.NeighborSolicitation);
            Assert.Equal(given.icmp.NeighborAdvertisement, parsed.NeighborAdvertisement);
        });

    [Fact]
    public void An_mpls_stack_survives() => Check(Mpls, packet =>
    {
        var parsed = Carry(new() { Mpls = packet }).Mpls!;
        Assert.Equal(packet, parsed);
        Assert.Equal(packet.Labels, parsed.Labels);
    });

    [Fact]
    public void An_lldp_frame_survives() => Check(Lldp, lldp =>
    {
        var parsed = Carry(new() { Lldp = lldp }).Lldp!;
        Assert.Equal(lldp, parsed);
        Assert.Equal(lldp.OptionalTlvs, parsed.OptionalTlvs);
        Assert.Equal(lldp.ToBytes(), parsed.ToBytes());
    });

    [Fact]
    public void A_dhcp_message_survives() => Check(Dhcp, dhcp =>
    {
        var parsed = Carry(new() { Ipv4 = new() { Udp = new() { SourcePort = 67, DestinationPort = 68, Dhcp = dhcp } } }).Dhcp!;
        Assert.Equal(dhcp, parsed);
        Assert.Equal(dhcp.Options, parsed.Options);
        Assert.Equal(dhcp.ToBytes(), parsed.ToBytes());
    });

    [Fact]
    public void Any_bytes_after_any_type_are_read_and_kept() => Check(
        from type in Gen.Elements(EtherType.Arp, EtherType.Ipv4, EtherType.Ipv6, EtherType.Lldp, EtherType.Mpls, EtherType.Vlan)
        from bytes in Bytes(0, 200)
        select (ByteString)(byte[])[.. new byte[12], (byte)((ushort)type >> 8), (byte)type, .. bytes.Span],
        bytes =>
        {
            var frame = bytes.ParseEthernet();
            Assert.NotEmpty(frame.ToString());
            Assert.Equal(bytes, frame.ToBytes());
        });

    private static EthernetFrame Carry(EthernetFrame frame) => frame.ToBytes().ParseEthernet();

    internal static Ipv4Packet Whole(Ipv4Packet packet) => packet with { Flags = Ipv4Flags.None, FragmentOffset = 0 };

    internal static void Check<T>(Gen<T> gen, Action<T> body) => Prop.ForAll(gen.ToArbitrary(), body).QuickCheckThrowOnFailure();

    private static Gen<ByteString> Bytes(int from, int to) =>
        from length in Gen.Choose(@from, to) from bytes in Bytes8.ArrayOf(length) select (ByteString)bytes;

    private static Gen<string> Text(int length) =>
        from count in Gen.Choose(0, length)
        from characters in Gen.Choose(1, 255).Select(number => (char)number).ArrayOf(count)
        select new string(characters);

    private static Gen<DhcpOption> DhcpOptions() =>
        from code in Gen.Choose(1, 254) from value in Bytes(0, 255) select new DhcpOption((DhcpOptionCode)code, value);

    private static Gen<LldpTlv> LldpTlvs() =>
        from type in Gen.Choose(1, 127) from value in Bytes(0, 511) select new LldpTlv((LldpTlvType)type, value);

    private static Gen<MplsLabel> MplsLabels() =>
        from label in Gen.Choose(0, 0xfffff)
        from trafficClass in Gen.Choose(0, 7)
        from timeToLive in Bytes8
        select new MplsLabel((uint)label, (byte)trafficClass, timeToLive);
}
