using System.Buffers.Binary;
using RxOfctl.Packets;

namespace RxOfctl.Simulator.Fields;

/// <summary>
/// Finds the headers of a packet and puts their fields into a flow key. A header that is cut off or contradicts itself counts as payload.
/// </summary>
internal static class HeaderParser
{
    /// <summary>In the place of the CFI: set if there is a VLAN tag (OFPVID_PRESENT).</summary>
    public const ushort VlanPresent = 0x1000;
    public const int EthernetLength = 14;
    public const int VlanTagLength = 4;
    public const int PbbTagLength = 4;
    public const int MplsEntryLength = 4;

    private const ushort FirstEtherType = 0x0600;

    // What OpenFlow 1.0 (§3.4) gives as the type of a frame that has a length instead.
    private const ushort NoEtherType = 0x05ff;
    private const ushort ReverseArp = 0x8035;
    private const ushort MplsMulticast = 0x8848;
    private const ushort Pbb = 0x88e7;
    private const byte Sctp = 132;

    public static bool IsVlan(ushort etherType) => etherType is (ushort)EtherType.Vlan or 0x88a8;

    public static bool IsMpls(ushort etherType) => etherType is 0x8847 or MplsMulticast;

    /// <summary>Parses a packet.</summary>
    /// <param name="data">Its bytes.</param>
    /// <param name="key">Gets the fields of the headers; the others stay as they are.</param>
    public static HeaderOffsets Parse(ReadOnlySpan<byte> data, Span<ulong> key)
    {
        var headers = default(HeaderOffsets);
        key[FlowKey.FirstOfHeaders..FlowKey.EndOfHeaders].Clear();
        if (data.Length < EthernetLength)
            return headers;

        var at = 12;
        var type = Read16(data, at);
        ushort tci = 0;
        while (IsVlan(type) && data.Length >= at + VlanTagLength + 2)
        {
            if (tci == 0)
                tci = (ushort)(Read16(data, at + 2) | VlanPresent);
            at += VlanTagLength;
            type = Read16(data, at);
        }

        headers.EthType = at;
        at += 2;
        if (type < FirstEtherType)
            type = TypeBehindLength(data, ref at);
        headers.Payload = at;
        key[FlowKey.EthDst] = Read48(data, 0) << 16 | type;
        key[FlowKey.EthSrc] = Read48(data, 6) << 16 | tci;
        switch (type)
        {
            case (ushort)EtherType.Ipv4:
                ParseIpv4(data, at, key, ref headers);
                break;
            case (ushort)EtherType.Ipv6:
                ParseIpv6(data, at, key, ref headers);
                break;
            case (ushort)EtherType.Arp or ReverseArp:
                ParseArp(data, at, key, ref headers);
                break;
            case Pbb when data.Length >= at + PbbTagLength:
                headers.Pbb = at;
                var tag = Read32(data, at);
                key[FlowKey.Encapsulation] = (tag & 0xff_ffff) << 8 | (tag >> 27) & 1;
                break;
            default:
                if (IsMpls(type) && data.Length >= at + MplsEntryLength)
                {
                    headers.Mpls = at;
                    key[FlowKey.Encapsulation] = (ulong)Read32(data, at) << 32;
                }

                break;
        }

        return headers;
    }

    // IEEE 802.2 SNAP with the OUI of Ethernet has an EtherType all the same.
    private static ushort TypeBehindLength(ReadOnlySpan<byte> data, ref int at)
    {
        const int SnapLength = 8;
        ReadOnlySpan<byte> ethernetInSnap = [0xaa, 0xaa, 3, 0, 0, 0];
        if (data.Length < at + SnapLength || !data[at..].StartsWith(ethernetInSnap))
            return NoEtherType;
        var type = Read16(data, at + 6);
        at += SnapLength;
        return type >= FirstEtherType ? type : NoEtherType;
    }

    private static void ParseArp(ReadOnlySpan<byte> data, int at, Span<ulong> key, ref HeaderOffsets headers)
    {
        ReadOnlySpan<byte> ethernetAndIpv4 = [0, 1, 8, 0, 6, 4];
        if (data.Length < at + 28 || !data[at..].StartsWith(ethernetAndIpv4))
            return;
        headers.Arp = at;
        key[FlowKey.Network] = Read16(data, at + 6);
        key[FlowKey.SourceHardware] = Read48(data, at + 8) << 16;
        key[FlowKey.TargetHardware] = Read48(data, at + 18) << 16;
        key[FlowKey.Ipv4] = (ulong)Read32(data, at + 14) << 32 | Read32(data, at + 24);
    }

    private static void ParseIpv4(ReadOnlySpan<byte> data, int at, Span<ulong> key, ref HeaderOffsets headers)
    {
        if (data.Length < at + 20 || data[at] >> 4 != 4)
            return;
        var length = (data[at] & 15) * 4;
        var total = Read16(data, at + 2);
        if (length < 20 || total < length || data.Length < at + total)
            return;
        headers.Ipv4 = at;
        headers.NetworkEnd = at + total;
        var fragment = Read16(data, at + 6);
        var isLater = (fragment & 0x1fff) != 0;
        var fragmentBits = isLater ? FlowKey.Fragment | FlowKey.LaterFragment : (fragment & 0x2000) != 0 ? FlowKey.Fragment : 0;
        var protocol = data[at + 9];
        key[FlowKey.Network] = NetworkWord(protocol, data[at + 1], data[at + 8], (byte)fragmentBits);
        key[FlowKey.Ipv4] = (ulong)Read32(data, at + 12) << 32 | Read32(data, at + 16);
        if (!isLater)
            ParseTransport(data[..headers.NetworkEnd], at + length, protocol, isIpv6: false, key, ref headers);
        if (fragmentBits != 0)
            ClearTransport(key);
    }

    private static void ParseIpv6(ReadOnlySpan<byte> data, int at, Span<ulong> key, ref HeaderOffsets headers)
    {
        const int HeaderLength = 40;
        if (data.Length < at + HeaderLength || data[at] >> 4 != 6)
            return;
        var payload = Read16(data, at + 4);
        if (data.Length < at + HeaderLength + payload)
            return;
        headers.Ipv6 = at;
        headers.NetworkEnd = at + HeaderLength + payload;
        var first = Read32(data, at);
        var chain = ExtensionHeaders.Parse(data[..headers.NetworkEnd], at + HeaderLength, data[at + 6]);
        key[FlowKey.Network] = NetworkWord(chain.Protocol, (byte)(first >> 20), data[at + 7], chain.Fragment) | (ulong)chain.Flags << 16;
        key[FlowKey.LabelAndFlags] = (ulong)(first & 0xf_ffff) << 32;
        for (var word = 0; word < 4; word++)
            key[FlowKey.Ipv6Src + word] = BinaryPrimitives.ReadUInt64BigEndian(data[(at + 8 + 8 * word)..]);
        if ((chain.Fragment & FlowKey.LaterFragment) == 0)
            ParseTransport(data[..headers.NetworkEnd], chain.End, chain.Protocol, isIpv6: true, key, ref headers);
        if (chain.Fragment != 0)
            ClearTransport(key);
        // With a routing header the checksum covers the last address of the route, not the one in the header (RFC 8200 §8.1).
        if ((chain.Flags & ExtensionHeaders.Router) != 0)
            headers.PseudoHeaderChecksum = 0;
    }

    private static void ParseTransport(
        ReadOnlySpan<byte> data, int at, byte protocol, bool isIpv6, Span<ulong> key, ref HeaderOffsets headers)
    {
        switch (protocol)
        {
            case (byte)IpProtocol.Tcp when data.Length >= at + 20:
                headers.Tcp = at;
                headers.PseudoHeaderChecksum = at + 16;
                SetPorts(data, at, key);
                key[FlowKey.LabelAndFlags] |= (ulong)(Read16(data, at + 12) & 0xfff) << 16;
                break;
            case (byte)IpProtocol.Udp when data.Length >= at + 8:
                headers.Udp = at;
                headers.PseudoHeaderChecksum = Read16(data, at + 6) == 0 ? 0 : at + 6;
                SetPorts(data, at, key);
                break;
            case Sctp when data.Length >= at + 12:
                headers.Sctp = at;
                SetPorts(data, at, key);
                break;
            case (byte)IpProtocol.Icmp when !isIpv6 && data.Length >= at + 8:
                headers.Icmp = at;
                SetIcmp(data, at, key);
                break;
            case (byte)IpProtocol.Icmpv6 when isIpv6 && data.Length >= at + 4:
                headers.Icmpv6 = at;
                headers.PseudoHeaderChecksum = at + 2;
                SetIcmp(data, at, key);
                if (data[at] is 135 or 136 && data[at + 1] == 0)
                    ParseNeighborDiscovery(data, at, key, ref headers);
                break;
        }
    }

    // RFC 4861 §4.3, §4.4 and §4.6.1.
    private static void ParseNeighborDiscovery(ReadOnlySpan<byte> data, int at, Span<ulong> key, ref HeaderOffsets headers)
    {
        if (data.Length < at + 24)
            return;
        headers.NdTarget = at + 8;
        key[FlowKey.NdTarget] = BinaryPrimitives.ReadUInt64BigEndian(data[(at + 8)..]);
        key[FlowKey.NdTarget + 1] = BinaryPrimitives.ReadUInt64BigEndian(data[(at + 16)..]);
        for (var option = at + 24; data.Length >= option + 8;)
        {
            var length = data[option + 1] * 8;
            if (length == 0 || data.Length < option + length)
                return;
            if (data[option] == 1 && length == 8)
            {
                headers.NdSourceAddress = option + 2;
                key[FlowKey.SourceHardware] |= Read48(data, option + 2) << 16;
            }
            else if (data[option] == 2 && length == 8)
            {
                headers.NdTargetAddress = option + 2;
                key[FlowKey.TargetHardware] |= Read48(data, option + 2) << 16;
            }

            option += length;
        }
    }

    // The transport header of a fragment, even of the first, is not matched, so that all fragments match the same flows (OpenFlow 1.0.2 §3.4).
    private static void ClearTransport(Span<ulong> key)
    {
        key[FlowKey.SourceHardware] = key[FlowKey.TargetHardware] = 0;
        key[FlowKey.NdTarget] = key[FlowKey.NdTarget + 1] = 0;
        key[FlowKey.LabelAndFlags] &= 0xffff_ffff_0000_0000;
    }

    private static void SetPorts(ReadOnlySpan<byte> data, int at, Span<ulong> key)
    {
        key[FlowKey.SourceHardware] = Read16(data, at);
        key[FlowKey.TargetHardware] = Read16(data, at + 2);
    }

    private static void SetIcmp(ReadOnlySpan<byte> data, int at, Span<ulong> key)
    {
        key[FlowKey.SourceHardware] = data[at];
        key[FlowKey.TargetHardware] = data[at + 1];
    }

    private static ulong NetworkWord(byte protocol, byte trafficClass, byte timeToLive, byte fragment) =>
        (ulong)protocol << 56 | (ulong)trafficClass << 48 | (ulong)timeToLive << 40 | (ulong)fragment << 32;

    private static ushort Read16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

    private static uint Read32(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32BigEndian(data[at..]);

    private static ulong Read48(ReadOnlySpan<byte> data, int at) => (ulong)Read32(data, at) << 16 | Read16(data, at + 4);
}
