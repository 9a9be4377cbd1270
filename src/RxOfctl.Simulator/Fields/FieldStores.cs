using System.Buffers.Binary;
using System.Numerics;
using RxOfctl.Packets;

namespace RxOfctl.Simulator.Fields;

/// <summary>Sets the fields of headers. A packet without the header is not changed; checksums are updated.</summary>
internal static class FieldStores
{
    private const int Ipv4ChecksumAt = 10;

    public static void EthDst(Packet packet, UInt128 value) => Store48(packet, 0, value);

    public static void EthSrc(Packet packet, UInt128 value) => Store48(packet, 6, value);

    public static void EthType(Packet packet, UInt128 value)
    {
        if (packet.Headers.EthType != 0)
            packet.Store16(packet.Headers.EthType, (ushort)value);
    }

    /// <summary>The VLAN id. An untagged packet gets a tag, as in OpenFlow 1.0.</summary>
    public static void VlanVid(Packet packet, UInt128 value) => ChangeTci(packet, tci => (ushort)((tci & 0xf000) | ((ushort)value & 0xfff)));

    public static void VlanPcp(Packet packet, UInt128 value) => ChangeTci(packet, tci => (ushort)((tci & 0x1fff) | (ushort)value << 13));

    /// <summary>Nicira's vlan_tci: without the presence bit it removes the tag.</summary>
    public static void VlanTci(Packet packet, UInt128 value)
    {
        if (((ushort)value & HeaderParser.VlanPresent) != 0)
            ChangeTci(packet, _ => (ushort)((ushort)value & ~HeaderParser.VlanPresent));
        else if (packet.HasVlan)
            PacketEdits.PopVlan(packet);
    }

    public static void IpDscp(Packet packet, UInt128 value) => ChangeTrafficClass(packet, (byte)((byte)value << 2), 0xfc);

    public static void IpEcn(Packet packet, UInt128 value) => ChangeTrafficClass(packet, (byte)value, 3);

    /// <summary>The type of service as Nicira's ip_tos has it: the lowest two bits are not set.</summary>
    public static void IpTos(Packet packet, UInt128 value) => ChangeTrafficClass(packet, (byte)((byte)value & 0xfc), 0xfc);

    public static void IpProto(Packet packet, UInt128 value)
    {
        ref readonly var headers = ref packet.Headers;
        var (at, checksum) = headers.Ipv4 != 0 ? (headers.Ipv4 + 9, headers.Ipv4 + Ipv4ChecksumAt)
            : headers.Ipv6 != 0 ? (headers.Ipv6 + 6, 0)
            : (0, 0);
        if (at == 0)
            return;
        // The pseudo-header has the protocol in the lower half of a word.
        packet.AdjustChecksum(headers.PseudoHeaderChecksum, packet.Bytes[at], (byte)value);
        packet.Store(at, [(byte)value], checksum);
    }

    public static void TimeToLive(Packet packet, UInt128 value)
    {
        ref readonly var headers = ref packet.Headers;
        if (headers.Ipv4 != 0)
            packet.Store(headers.Ipv4 + 8, [(byte)value], headers.Ipv4 + Ipv4ChecksumAt);
        else if (headers.Ipv6 != 0)
            packet.Store(headers.Ipv6 + 7, [(byte)value]);
    }

    public static void Ipv4Src(Packet packet, UInt128 value) => StoreIpv4(packet, 12, value);

    public static void Ipv4Dst(Packet packet, UInt128 value) => StoreIpv4(packet, 16, value);

    public static void Ipv6Src(Packet packet, UInt128 value) => Store128(packet, packet.Headers.Ipv6, 8, value, packet.Headers.PseudoHeaderChecksum);

    public static void Ipv6Dst(Packet packet, UInt128 value) => Store128(packet, packet.Headers.Ipv6, 24, value, packet.Headers.PseudoHeaderChecksum);

    public static void Ipv6FLabel(Packet packet, UInt128 value)
    {
        var at = packet.Headers.Ipv6;
        if (at != 0)
            packet.Store32(at, (BinaryPrimitives.ReadUInt32BigEndian(packet.Bytes[at..]) & 0xfff0_0000) | (uint)value);
    }

    /// <summary>The source port of TCP, UDP or SCTP, as OpenFlow 1.0 and 1.1 set them.</summary>
    public static void TransportSrc(Packet packet, UInt128 value)
    {
        TcpSrc(packet, value);
        UdpSrc(packet, value);
        SctpSrc(packet, value);
    }

    public static void TransportDst(Packet packet, UInt128 value)
    {
        TcpDst(packet, value);
        UdpDst(packet, value);
        SctpDst(packet, value);
    }

    public static void TcpSrc(Packet packet, UInt128 value) => Store16(packet, packet.Headers.Tcp, 0, value, 16);

    public static void TcpDst(Packet packet, UInt128 value) => Store16(packet, packet.Headers.Tcp, 2, value, 16);

    public static void TcpFlags(Packet packet, UInt128 value)
    {
        var at = packet.Headers.Tcp;
        if (at != 0)
            Store16(packet, at, 12, (BinaryPrimitives.ReadUInt16BigEndian(packet.Bytes[(at + 12)..]) & 0xf000u) | (ushort)value, 16);
    }

    public static void UdpSrc(Packet packet, UInt128 value) => StoreUdp(packet, 0, value);

    public static void UdpDst(Packet packet, UInt128 value) => StoreUdp(packet, 2, value);

    public static void SctpSrc(Packet packet, UInt128 value) => StoreSctp(packet, 0, value);

    public static void SctpDst(Packet packet, UInt128 value) => StoreSctp(packet, 2, value);

    public static void Icmpv4Type(Packet packet, UInt128 value) => StoreIcmp(packet, packet.Headers.Icmp, 0, value);

    public static void Icmpv4Code(Packet packet, UInt128 value) => StoreIcmp(packet, packet.Headers.Icmp, 1, value);

    public static void Icmpv6Type(Packet packet, UInt128 value) => StoreIcmp(packet, packet.Headers.Icmpv6, 0, value);

    public static void Icmpv6Code(Packet packet, UInt128 value) => StoreIcmp(packet, packet.Headers.Icmpv6, 1, value);

    public static void NdTarget(Packet packet, UInt128 value) => Store128(packet, packet.Headers.NdTarget, 0, value, packet.Headers.Icmpv6 + 2);

    public static void NdSourceAddress(Packet packet, UInt128 value) => StoreNdAddress(packet, packet.Headers.NdSourceAddress, value);

    public static void NdTargetAddress(Packet packet, UInt128 value) => StoreNdAddress(packet, packet.Headers.NdTargetAddress, value);

    public static void ArpOp(Packet packet, UInt128 value) => Store16(packet, packet.Headers.Arp, 6, value);

    public static void ArpSpa(Packet packet, UInt128 value) => StoreArpAddress(packet, 14, value);

    public static void ArpTpa(Packet packet, UInt128 value) => StoreArpAddress(packet, 24, value);

    public static void ArpSha(Packet packet, UInt128 value)
    {
        if (packet.Headers.Arp != 0)
            Store48(packet, packet.Headers.Arp + 8, value);
    }

    public static void ArpTha(Packet packet, UInt128 value)
    {
        if (packet.Headers.Arp != 0)
            Store48(packet, packet.Headers.Arp + 18, value);
    }

    public static void MplsLabel(Packet packet, UInt128 value) => ChangeMpls(packet, (uint)value << 12, 0xffff_f000);

    public static void MplsTc(Packet packet, UInt128 value) => ChangeMpls(packet, (uint)value << 9, 0xe00);

    public static void MplsBos(Packet packet, UInt128 value) => ChangeMpls(packet, (uint)value << 8, 0x100);

    public static void MplsTtl(Packet packet, UInt128 value) => ChangeMpls(packet, (uint)value, 0xff);

    public static void PbbIsid(Packet packet, UInt128 value) => ChangePbb(packet, (uint)value, 0xff_ffff);

    public static void PbbUca(Packet packet, UInt128 value) => ChangePbb(packet, (uint)value << 27, 1 << 27);

    private static void ChangeTci(Packet packet, Func<ushort, ushort> change)
    {
        if (!packet.HasVlan)
            PacketEdits.PushVlan(packet, (ushort)EtherType.Vlan);
        packet.Store16(14, change(BinaryPrimitives.ReadUInt16BigEndian(packet.Bytes[14..])));
    }

    private static void ChangeTrafficClass(Packet packet, byte value, byte mask)
    {
        ref readonly var headers = ref packet.Headers;
        if (headers.Ipv4 != 0)
        {
            var at = headers.Ipv4 + 1;
            packet.Store(at, [(byte)((packet.Bytes[at] & ~mask) | value)], headers.Ipv4 + Ipv4ChecksumAt);
        }
        else if (headers.Ipv6 != 0)
        {
            var first = BinaryPrimitives.ReadUInt16BigEndian(packet.Bytes[headers.Ipv6..]);
            packet.Store16(headers.Ipv6, (ushort)((first & ~(mask << 4)) | value << 4));
        }
    }

    private static void ChangeMpls(Packet packet, uint value, uint mask)
    {
        var at = packet.Headers.Mpls;
        if (at != 0)
            packet.Store32(at, (BinaryPrimitives.ReadUInt32BigEndian(packet.Bytes[at..]) & ~mask) | value);
    }

    private static void ChangePbb(Packet packet, uint value, uint mask)
    {
        var at = packet.Headers.Pbb;
        if (at != 0)
            packet.Store32(at, (BinaryPrimitives.ReadUInt32BigEndian(packet.Bytes[at..]) & ~mask) | value);
    }

    private static void StoreIpv4(Packet packet, int offset, UInt128 value)
    {
        ref readonly var headers = ref packet.Headers;
        if (headers.Ipv4 != 0)
            packet.Store32(headers.Ipv4 + offset, (uint)value, headers.Ipv4 + Ipv4ChecksumAt, headers.PseudoHeaderChecksum);
        FinishUdp(packet);
    }

    private static void StoreUdp(Packet packet, int offset, UInt128 value)
    {
        ref readonly var headers = ref packet.Headers;
        if (headers.Udp != 0)
            packet.Store16(headers.Udp + offset, (ushort)value, headers.PseudoHeaderChecksum);
        FinishUdp(packet);
    }

    // A checksum of zero would mean that there is none (RFC 768).
    private static void FinishUdp(Packet packet)
    {
        var had = packet.KnownHeaders.PseudoHeaderChecksum;
        if (packet.KnownHeaders.Udp != 0 && had != 0 && BinaryPrimitives.ReadUInt16BigEndian(packet.Bytes[had..]) == 0)
            packet.Store16(had, 0xffff);
    }

    private static void StoreSctp(Packet packet, int offset, UInt128 value)
    {
        ref readonly var headers = ref packet.Headers;
        var at = headers.Sctp;
        if (at == 0)
            return;
        var end = packet.IsFragment ? 0 : headers.NetworkEnd;
        var before = Crc(packet, at, end);
        var given = BinaryPrimitives.ReadUInt32LittleEndian(packet.Bytes[(at + 8)..]);
        packet.Store16(at + offset, (ushort)value);
        Span<byte> checksum = stackalloc byte[4];
        // A wrong checksum stays wrong by the same difference.
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, given ^ before ^ Crc(packet, at, end));
        packet.Store(at + 8, checksum);
    }

    // CRC32c over the SCTP packet with zeros in the place of the checksum (RFC 9260 §6.8 and appendix A). Of a fragment it is not known.
    private static uint Crc(Packet packet, int at, int end)
    {
        if (end == 0)
            return 0;
        var bytes = packet.Bytes[at..end];
        var crc = uint.MaxValue;
        for (var index = 0; index < bytes.Length; index++)
            crc = BitOperations.Crc32C(crc, index is >= 8 and < 12 ? (byte)0 : bytes[index]);
        return ~crc;
    }

    private static void StoreIcmp(Packet packet, int at, int offset, UInt128 value)
    {
        if (at != 0)
            packet.Store(at + offset, [(byte)value], at + 2);
    }

    private static void StoreNdAddress(Packet packet, int at, UInt128 value)
    {
        if (at != 0)
            Store48(packet, at, value, packet.Headers.Icmpv6 + 2);
    }

    private static void StoreArpAddress(Packet packet, int offset, UInt128 value)
    {
        if (packet.Headers.Arp != 0)
            packet.Store32(packet.Headers.Arp + offset, (uint)value);
    }

    private static void Store16(Packet packet, int at, int offset, UInt128 value, int checksumAt = 0)
    {
        if (at != 0)
            packet.Store16(at + offset, (ushort)value, checksumAt == 0 ? 0 : at + checksumAt);
    }

    private static void Store48(Packet packet, int at, UInt128 value, int checksum = 0)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)value << 16);
        packet.Store(at, bytes[..6], checksum);
    }

    private static void Store128(Packet packet, int at, int offset, UInt128 value, int checksum)
    {
        if (at == 0)
            return;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        packet.Store(at + offset, bytes, checksum);
        FinishUdp(packet);
    }
}
