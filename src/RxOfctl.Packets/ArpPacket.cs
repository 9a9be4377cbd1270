using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An ARP packet for IPv4 addresses on Ethernet (RFC 826); ARP for other kinds of address is not read.</summary>
public sealed record ArpPacket
{
    /// <summary>The length on the wire, in bytes.</summary>
    public const int Length = 28;

    // Hardware type Ethernet, protocol type IPv4, address lengths 6 and 4.
    private const ulong FixedPart = 0x0001_0800_0604;

    /// <summary>The operation (<c>ar$op</c>).</summary>
    public ArpOperation Operation { get; init; }

    /// <summary>The sender's MAC address (<c>ar$sha</c>).</summary>
    public MacAddress SenderHardwareAddress { get; init; }

    /// <summary>The sender's IPv4 address (<c>ar$spa</c>).</summary>
    public Ipv4Address SenderProtocolAddress { get; init; }

    /// <summary>The target's MAC address (<c>ar$tha</c>); zero in a request.</summary>
    public MacAddress TargetHardwareAddress { get; init; }

    /// <summary>The target's IPv4 address (<c>ar$tpa</c>).</summary>
    public Ipv4Address TargetProtocolAddress { get; init; }

    /// <summary>A request for the MAC address of <paramref name="target"/>, for a frame to the broadcast address.</summary>
    public static ArpPacket Request(MacAddress senderHardwareAddress, Ipv4Address senderProtocolAddress, Ipv4Address target) => new()
    {
        Operation = ArpOperation.Request,
        SenderHardwareAddress = senderHardwareAddress,
        SenderProtocolAddress = senderProtocolAddress,
        TargetProtocolAddress = target,
    };

    /// <summary>
    /// The reply to this request with <paramref name="hardwareAddress"/>, for a frame to the sender.
    /// </summary>
    public ArpPacket Reply(MacAddress hardwareAddress) => new()
    {
        Operation = ArpOperation.Reply,
        SenderHardwareAddress = hardwareAddress,
        SenderProtocolAddress = TargetProtocolAddress,
        TargetHardwareAddress = SenderHardwareAddress,
        TargetProtocolAddress = SenderProtocolAddress,
    };

    /// <summary>Reads an ARP packet; false if it is truncated or not one of IPv4 on Ethernet. Bytes after it are ignored.</summary>
    public static bool TryParse(ByteString bytes, [NotNullWhen(true)] out ArpPacket? packet)
    {
        var span = bytes.Span;
        packet = span.Length < Length || BinaryPrimitives.ReadUInt64BigEndian(span) >> 16 != FixedPart ? null : new()
        {
            Operation = (ArpOperation)BinaryPrimitives.ReadUInt16BigEndian(span[6..]),
            SenderHardwareAddress = MacAddress.Read(span[8..]),
            SenderProtocolAddress = Ipv4Address.Read(span[14..]),
            TargetHardwareAddress = MacAddress.Read(span[18..]),
            TargetProtocolAddress = Ipv4Address.Read(span[24..]),
        };
        return packet is not null;
    }

    /// <summary>The bytes of the packet.</summary>
    public ByteString ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (FixedPart << 16) | (ushort)Operation);
        SenderHardwareAddress.Write(bytes.AsSpan(8));
        SenderProtocolAddress.Write(bytes.AsSpan(14));
        TargetHardwareAddress.Write(bytes.AsSpan(18));
        TargetProtocolAddress.Write(bytes.AsSpan(24));
        return bytes;
    }

    /// <summary>The packet on one line.</summary>
    public override string ToString() => Operation switch
    {
        ArpOperation.Request => $"ARP who has {TargetProtocolAddress}? tell {SenderProtocolAddress}",
        ArpOperation.Reply => $"ARP {SenderProtocolAddress} is at {SenderHardwareAddress}",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"ARP operation {(ushort)Operation} from {SenderProtocolAddress} {SenderHardwareAddress}"
            + $" to {TargetProtocolAddress} {TargetHardwareAddress}"),
    };
}
