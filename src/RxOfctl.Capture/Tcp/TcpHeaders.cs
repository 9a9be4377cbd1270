using System.Buffers.Binary;
using System.Net;

namespace RxOfctl.Capture.Tcp;

[Flags]
internal enum TcpFlags : byte
{
    Fin = 0x01,
    Syn = 0x02,
    Rst = 0x04,
    Psh = 0x08,
    Ack = 0x10,
}

/// <summary>The TCP segment of a captured packet, on any supported link layer.</summary>
internal readonly struct TcpHeaders
{
    private const ushort EtherTypeIpv4 = 0x0800;
    private const ushort EtherTypeIpv6 = 0x86dd;
    private const byte ProtocolTcp = 6;

    public required IPEndPoint Source { get; init; }

    public required IPEndPoint Destination { get; init; }

    public required uint Sequence { get; init; }

    public required uint Acknowledgment { get; init; }

    public required TcpFlags Flags { get; init; }

    /// <summary>The payload that was captured.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The length of the payload on the wire.</summary>
    public required int PayloadLength { get; init; }

    /// <summary>
    /// Parses the headers; null if the packet is not a TCP segment of IPv4 or IPv6, is a fragment, or is truncated within the headers.
    /// </summary>
    public static TcpHeaders? Read(LinkType linkType, ReadOnlyMemory<byte> packet) =>
        NetworkLayer(linkType, packet) is { Length: > 0 } network ? (network.Span[0] >> 4) switch
        {
            4 => ReadIpv4(network),
            6 => ReadIpv6(network),
            _ => null,
        }
        : null;

    private static ReadOnlyMemory<byte> NetworkLayer(LinkType linkType, ReadOnlyMemory<byte> packet) => linkType switch
    {
        LinkType.Ethernet => AfterEtherType(packet, 12),
        LinkType.LinuxSll => AfterEtherType(packet, 14),
        LinkType.LinuxSll2 => packet.Length >= 20 && IsIp(BinaryPrimitives.ReadUInt16BigEndian(packet.Span)) ? packet[20..] : default,
        LinkType.Null or LinkType.Loop => packet.Length > 4 ? packet[4..] : default,
        LinkType.RawIp or LinkType.Ipv4 or LinkType.Ipv6 => packet,
        _ => default,
    };

    private static ReadOnlyMemory<byte> AfterEtherType(ReadOnlyMemory<byte> packet, int offset)
    {
        while (packet.Length >= offset + 2)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(packet.Span[offset..]);
            if (IsIp(type))
                return packet[(offset + 2)..];
            if (type is not (0x8100 or 0x88a8 or 0x9100))
                return default;
            offset += 4; // a VLAN tag
        }

        return default;
    }

    private static bool IsIp(ushort etherType) => etherType is EtherTypeIpv4 or EtherTypeIpv6;

    private static TcpHeaders? ReadIpv4(ReadOnlyMemory<byte> packet)
    {
        var bytes = packet.Span;
        if (bytes.Length < 20)
            return null;
        var headerLength = (bytes[0] & 0xf) * 4;
        int totalLength = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        // With segmentation offload, packets captured on the sending side have length 0.
        if (totalLength == 0)
            totalLength = bytes.Length;
        var isFragment = (BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x3fff) != 0;
        if (headerLength < 20 || totalLength < headerLength || bytes.Length < headerLength || isFragment || bytes[9] != ProtocolTcp)
            return null;
        return ReadTcp(
            packet[headerLength..Math.Min(bytes.Length, totalLength)], totalLength - headerLength,
            new IPAddress(bytes.Slice(12, 4)), new IPAddress(bytes.Slice(16, 4)));
    }

    private static TcpHeaders? ReadIpv6(ReadOnlyMemory<byte> packet)
    {
        var bytes = packet.Span;
        if (bytes.Length < 40)
            return null;
        int payloadLength = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        if (payloadLength == 0)
            payloadLength = bytes.Length - 40;
        var (next, offset) = (bytes[6], 40);
        // Hop-by-hop, routing and destination options; a fragment is not reassembled.
        while (next is 0 or 43 or 60)
        {
            if (bytes.Length < offset + 8)
                return null;
            (next, offset) = (bytes[offset], offset + 8 + bytes[offset + 1] * 8);
        }

        var length = payloadLength - (offset - 40);
        if (next != ProtocolTcp || length < 0 || bytes.Length < offset)
            return null;
        return ReadTcp(
            packet.Slice(offset, Math.Min(bytes.Length - offset, length)), length,
            new IPAddress(bytes.Slice(8, 16)), new IPAddress(bytes.Slice(24, 16)));
    }

    private static TcpHeaders? ReadTcp(ReadOnlyMemory<byte> segment, int segmentLength, IPAddress source, IPAddress destination)
    {
        var bytes = segment.Span;
        if (bytes.Length < 20)
            return null;
        var headerLength = (bytes[12] >> 4) * 4;
        if (headerLength < 20 || segmentLength < headerLength)
            return null;
        return new()
        {
            Source = new(source, BinaryPrimitives.ReadUInt16BigEndian(bytes)),
            Destination = new(destination, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
            Sequence = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            Acknowledgment = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            Flags = (TcpFlags)bytes[13],
            Payload = segment[Math.Min(headerLength, bytes.Length)..],
            PayloadLength = segmentLength - headerLength,
        };
    }
}
