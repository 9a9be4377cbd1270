using System.Buffers.Binary;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Hosts;

/// <summary>The four frames of a ping, written and read.</summary>
internal static class Frames
{
    // Ethernet's minimum without its check sequence; Open vSwitch pads shorter frames, so that they would come out changed.
    private const int Minimum = 60;

    private const ushort ArpType = 0x0806;
    private const ushort Ipv4Type = 0x0800;
    private const byte IcmpProtocol = 1;
    private const int Arp = 14;
    private const int Ip = 14;
    private const int Icmp = Ip + 20;

    public static byte[] ArpRequest(MacAddress senderMac, Ipv4Address sender, Ipv4Address target) =>
        BuildArp(1, MacAddress.Broadcast, senderMac, sender, MacAddress.Zero, target);

    public static byte[] ArpReply(MacAddress senderMac, Ipv4Address sender, MacAddress targetMac, Ipv4Address target) =>
        BuildArp(2, targetMac, senderMac, sender, targetMac, target);

    /// <summary>An ICMP echo request (or the reply to one).</summary>
    public static byte[] Echo(bool reply, MacAddress fromMac, Ipv4Address from, MacAddress toMac, Ipv4Address to, ushort sequence)
    {
        var frame = Ethernet(toMac, fromMac, Ipv4Type);
        var ip = frame.AsSpan(Ip..);
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], Minimum - Ip);
        ip[8] = 64;
        ip[9] = IcmpProtocol;
        from.Write(ip[12..]);
        to.Write(ip[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Checksum(ip[..20]));

        var icmp = frame.AsSpan(Icmp..);
        icmp[0] = reply ? (byte)0 : (byte)8;
        BinaryPrimitives.WriteUInt16BigEndian(icmp[6..], sequence);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], Checksum(icmp));
        return frame;
    }

    /// <summary>Reads a frame that this file builds; null for any other, and for one whose checksums are wrong.</summary>
    public static PingFrame? Read(ReadOnlySpan<byte> frame)
    {
        // A packet-out need not be padded: 42 bytes are an ARP packet, and an echo without data.
        if (frame.Length < Arp + 28)
            return null;

        var source = MacAddress.Read(frame[6..]);
        switch (BinaryPrimitives.ReadUInt16BigEndian(frame[12..]))
        {
            case ArpType:
                var arp = frame[Arp..];
                var operation = BinaryPrimitives.ReadUInt16BigEndian(arp[6..]);
                return operation is 1 or 2
                    ? new(operation == 1 ? PingFrameKind.ArpRequest : PingFrameKind.ArpReply, source, Ipv4Address.Read(arp[14..]), Ipv4Address.Read(arp[24..]), 0)
                    : null;

            case Ipv4Type when frame[Ip] == 0x45 && frame[Ip + 9] == IcmpProtocol && frame[Icmp] is 0 or 8:
                return Checksum(frame[Ip..Icmp]) == 0 && Checksum(frame[Icmp..]) == 0
                    ? new(frame[Icmp] == 8 ? PingFrameKind.EchoRequest : PingFrameKind.EchoReply, source, Ipv4Address.Read(frame[(Ip + 12)..]),
                        Ipv4Address.Read(frame[(Ip + 16)..]), BinaryPrimitives.ReadUInt16BigEndian(frame[(Icmp + 6)..]))
                    : null;

            default:
                return null;
        }
    }

    private static byte[] BuildArp(ushort operation, MacAddress destination, MacAddress senderMac, Ipv4Address sender, MacAddress targetMac, Ipv4Address target)
    {
        var frame = Ethernet(destination, senderMac, ArpType);
        var arp = frame.AsSpan(Arp..);
        BinaryPrimitives.WriteUInt16BigEndian(arp, 1);
        BinaryPrimitives.WriteUInt16BigEndian(arp[2..], Ipv4Type);
        arp[4] = MacAddress.Length;
        arp[5] = Ipv4Address.Length;
        BinaryPrimitives.WriteUInt16BigEndian(arp[6..], operation);
        senderMac.Write(arp[8..]);
        sender.Write(arp[14..]);
        targetMac.Write(arp[18..]);
        target.Write(arp[24..]);
        return frame;
    }

    private static byte[] Ethernet(MacAddress destination, MacAddress source, ushort type)
    {
        var frame = new byte[Minimum];
        destination.Write(frame);
        source.Write(frame.AsSpan(6));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), type);
        return frame;
    }

    private static ushort Checksum(ReadOnlySpan<byte> words)
    {
        uint sum = 0;
        for (; words.Length > 0; words = words[2..])
            sum += BinaryPrimitives.ReadUInt16BigEndian(words);
        while (sum >> 16 != 0)
            sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }
}

internal enum PingFrameKind
{
    ArpRequest,
    ArpReply,
    EchoRequest,
    EchoReply,
}

/// <summary>One of the four frames of a ping.</summary>
internal sealed record PingFrame(PingFrameKind Kind, MacAddress SourceMac, Ipv4Address Source, Ipv4Address Destination, ushort Sequence);
