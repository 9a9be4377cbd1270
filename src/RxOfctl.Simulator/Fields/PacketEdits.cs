using System.Buffers.Binary;

namespace RxOfctl.Simulator.Fields;

/// <summary>
/// What push, pop and TTL actions do to a packet (OpenFlow 1.3.5 §5.12). A packet without the header in question stays as it is.
/// </summary>
internal static class PacketEdits
{
    private const int AddressesLength = 12;
    private const ushort PbbType = 0x88e7;

    /// <summary>Inserts a tag before all others, with the id and the priority of the former outermost tag (§5.12.1).</summary>
    public static void PushVlan(Packet packet, ushort etherType)
    {
        var tci = packet.HasVlan ? BinaryPrimitives.ReadUInt16BigEndian(packet.Bytes[14..]) : (ushort)0;
        packet.Insert(AddressesLength, HeaderParser.VlanTagLength);
        packet.Store16(AddressesLength, etherType);
        packet.Store16(AddressesLength + 2, tci);
    }

    public static void PopVlan(Packet packet)
    {
        if (packet.HasVlan)
            packet.Remove(AddressesLength, HeaderParser.VlanTagLength);
    }

    /// <summary>
    /// Puts an MPLS entry after the VLAN tags. It has the label, the traffic class and the TTL of the one that was outermost, or else the TTL
    /// of the IP header; what there is none of is zero (§5.12.1).
    /// </summary>
    public static void PushMpls(Packet packet, ushort etherType)
    {
        var headers = packet.Headers;
        if (headers.EthType == 0)
            return;
        var entry = headers.Mpls != 0 ? BinaryPrimitives.ReadUInt32BigEndian(packet.Bytes[headers.Mpls..]) & ~0x100u
            : headers.Ipv4 != 0 || headers.Ipv6 != 0 ? 0x100u | packet.TimeToLive
            : 0x100u;
        packet.Insert(headers.EthType + 2, HeaderParser.MplsEntryLength);
        packet.Store16(headers.EthType, etherType);
        packet.Store32(headers.EthType + 2, entry);
    }

    public static void PopMpls(Packet packet, ushort etherType)
    {
        var headers = packet.Headers;
        if (headers.Mpls == 0)
            return;
        packet.Remove(headers.Mpls, HeaderParser.MplsEntryLength);
        packet.Store16(headers.EthType, etherType);
    }

    /// <summary>Wraps the frame in one of provider backbone bridging with the same addresses (§5.12.1).</summary>
    public static void PushPbb(Packet packet, ushort etherType)
    {
        var headers = packet.Headers;
        if (headers.EthType == 0)
            return;
        Span<byte> addresses = stackalloc byte[AddressesLength];
        packet.Bytes[..AddressesLength].CopyTo(addresses);
        // An instance tag that was there gives its id; else it is zero. The priority is that of the VLAN tag.
        var tag = headers.Pbb != 0
            ? BinaryPrimitives.ReadUInt32BigEndian(packet.Bytes[headers.Pbb..])
            : packet.HasVlan ? (uint)(packet.Bytes[14] >> 5) << 29 : 0;
        packet.Insert(0, HeaderParser.EthernetLength + HeaderParser.PbbTagLength);
        packet.Store(0, addresses);
        packet.Store16(AddressesLength, etherType);
        packet.Store32(HeaderParser.EthernetLength, tag);
    }

    public static void PopPbb(Packet packet)
    {
        var at = packet.Headers.Pbb;
        if (at != 0 && packet.Length >= at + HeaderParser.PbbTagLength + HeaderParser.EthernetLength)
            packet.Remove(0, at + HeaderParser.PbbTagLength);
    }

    /// <summary>Decrements the time to live of IP.</summary>
    /// <returns>False if it has run out.</returns>
    public static bool DecrementTtl(Packet packet)
    {
        ref readonly var headers = ref packet.Headers;
        if (headers.Ipv4 == 0 && headers.Ipv6 == 0)
            return true;
        if (packet.TimeToLive <= 1)
            return false;
        FieldStores.TimeToLive(packet, (uint)packet.TimeToLive - 1);
        return true;
    }

    /// <summary>Decrements the time to live of MPLS.</summary>
    /// <returns>False if it has run out.</returns>
    public static bool DecrementMplsTtl(Packet packet)
    {
        var at = packet.Headers.Mpls;
        if (at == 0)
            return true;
        var ttl = packet.Bytes[at + 3];
        if (ttl <= 1)
            return false;
        FieldStores.MplsTtl(packet, (uint)ttl - 1);
        return true;
    }

    /// <summary>Copies the TTL from the second header with one to the outermost, which is MPLS.</summary>
    public static void CopyTtlOut(Packet packet)
    {
        var at = packet.Headers.Mpls;
        if (at != 0 && InnerTtl(packet, at) is { } inner)
            FieldStores.MplsTtl(packet, packet.Bytes[inner.At]);
    }

    /// <summary>Copies the TTL from the outermost header, which is MPLS, to the second one with a TTL.</summary>
    public static void CopyTtlIn(Packet packet)
    {
        var at = packet.Headers.Mpls;
        if (at != 0 && InnerTtl(packet, at) is { } inner)
            packet.Store(inner.At, [packet.Bytes[at + 3]], inner.Checksum);
    }

    // The offset of the TTL after an MPLS entry, and of the checksum that covers it.
    private static (int At, int Checksum)? InnerTtl(Packet packet, int mpls)
    {
        var bytes = packet.Bytes;
        var at = mpls + HeaderParser.MplsEntryLength;
        if ((bytes[mpls + 2] & 1) == 0)
            return bytes.Length >= at + 4 ? (at + 3, 0) : null;
        // At the bottom of the stack, only the first four bits of the payload identify it.
        if (bytes.Length >= at + 20 && bytes[at] >> 4 == 4)
            return (at + 8, at + 10);
        return bytes.Length >= at + 40 && bytes[at] >> 4 == 6 ? (at + 7, 0) : null;
    }
}
