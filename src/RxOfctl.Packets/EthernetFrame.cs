using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>
/// An Ethernet frame without its check sequence (IEEE 802.3 §3), with any number of VLAN tags.
/// </summary>
/// <remarks>
/// <see cref="Payload"/> has the bytes after the type; <see cref="Arp"/>, <see cref="Ipv4"/>, <see cref="Udp"/> and the others are views of
/// it that are parsed on each access (keep the result to use it twice) and share its memory. A view is null if the frame does not carry
/// that protocol, or if its header is malformed or truncated. A packet with a truncated payload is still a packet, since a switch truncates
/// the frames of its packet-ins to <c>miss_send_len</c>. Setting a view sets <see cref="EtherType"/> and <see cref="Payload"/>.
/// </remarks>
public sealed record EthernetFrame
{
    // The raw tags, tag protocol first: compared by content, and parsed into a list only on access.
    private readonly ByteString _tags;

    /// <summary>Initializes an empty frame.</summary>
    public EthernetFrame()
    {
    }

    private EthernetFrame(ByteString tags) => _tags = tags;

    /// <summary>The destination address.</summary>
    public MacAddress Destination { get; init; }

    /// <summary>The source address.</summary>
    public MacAddress Source { get; init; }

    /// <summary>
    /// The VLAN tags, the outermost first. Tag protocols are 0x8100, 0x88a8 and 0x9100; a truncated tag stays in <see cref="Payload"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A tag set has another tag protocol.</exception>
    public IReadOnlyList<VlanTag> Vlans
    {
        get
        {
            if (_tags.IsEmpty)
                return [];
            var tags = new VlanTag[_tags.Length / VlanTag.Length];
            for (var i = 0; i < tags.Length; i++)
                tags[i] = VlanTag.Read(_tags.Span[(i * VlanTag.Length)..]);
            return tags;
        }

        init
        {
            ArgumentNullException.ThrowIfNull(value);
            var tags = new byte[value.Count * VlanTag.Length];
            for (var i = 0; i < value.Count; i++)
            {
                if (!VlanTag.IsTagProtocol(value[i].TagProtocol))
                {
                    throw new ArgumentException(
                        $"0x{(ushort)value[i].TagProtocol:x4} is not a tag protocol. Use 0x8100, 0x88a8 or 0x9100.", nameof(value));
                }

                value[i].Write(tags.AsSpan(i * VlanTag.Length));
            }

            _tags = tags;
        }
    }

    /// <summary>The outermost VLAN tag, or null in an untagged frame.</summary>
    public VlanTag? Vlan => _tags.IsEmpty ? null : VlanTag.Read(_tags.Span);

    /// <summary>
    /// The protocol of <see cref="Payload"/>. A number below 0x0600 is its length instead, in an 802.3 frame whose payload starts with an
    /// LLC header.
    /// </summary>
    public EtherType EtherType { get; init; }

    /// <summary>All bytes after the type, including padding.</summary>
    public ByteString Payload { get; init; }

    /// <summary>The ARP packet, if there is one of IPv4 over Ethernet.</summary>
    [DisallowNull]
    public ArpPacket? Arp
    {
        get => EtherType == EtherType.Arp && ArpPacket.TryParse(Payload, out var packet) ? packet : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            EtherType = EtherType.Arp;
            Payload = value.ToBytes();
        }
    }

    /// <summary>The IPv4 packet, if there is one.</summary>
    [DisallowNull]
    public Ipv4Packet? Ipv4
    {
        get => EtherType == EtherType.Ipv4 && Ipv4Packet.TryParse(Payload, out var packet) ? packet : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            EtherType = EtherType.Ipv4;
            Payload = value.ToBytes();
        }
    }

    /// <summary>The IPv6 packet, if there is one.</summary>
    [DisallowNull]
    public Ipv6Packet? Ipv6
    {
        get => EtherType == EtherType.Ipv6 && Ipv6Packet.TryParse(Payload, out var packet) ? packet : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            EtherType = EtherType.Ipv6;
            Payload = value.ToBytes();
        }
    }

    /// <summary>The LLDP frame, if there is one.</summary>
    [DisallowNull]
    public LldpFrame? Lldp
    {
        get => EtherType == EtherType.Lldp && LldpFrame.TryParse(Payload, out var packet) ? packet : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            EtherType = EtherType.Lldp;
            Payload = value.ToBytes();
        }
    }

    /// <summary>
    /// The MPLS label stack with its payload, if there is one. The other views do not look into the payload: see
    /// <see cref="MplsPacket.Ipv4"/>.
    /// </summary>
    [DisallowNull]
    public MplsPacket? Mpls
    {
        get => EtherType is EtherType.Mpls or EtherType.MplsMulticast && MplsPacket.TryParse(Payload, out var packet) ? packet : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            EtherType = EtherType.Mpls;
            Payload = value.ToBytes();
        }
    }

    /// <summary>The ICMP message in an IPv4 packet, if there is one.</summary>
    public IcmpPacket? Icmp => Ipv4?.Icmp;

    /// <summary>The ICMPv6 message in an IPv6 packet, if there is one.</summary>
    public Icmpv6Packet? Icmpv6 => Ipv6?.Icmpv6;

    /// <summary>The UDP datagram in an IPv4 or IPv6 packet, if there is one.</summary>
    public UdpDatagram? Udp => EtherType == EtherType.Ipv6 ? Ipv6?.Udp : Ipv4?.Udp;

    /// <summary>The TCP segment in an IPv4 or IPv6 packet, if there is one.</summary>
    public TcpSegment? Tcp => EtherType == EtherType.Ipv6 ? Ipv6?.Tcp : Ipv4?.Tcp;

    /// <summary>The SCTP packet in an IPv4 or IPv6 packet, if there is one.</summary>
    public SctpPacket? Sctp => EtherType == EtherType.Ipv6 ? Ipv6?.Sctp : Ipv4?.Sctp;

    /// <summary>The DHCP message in a UDP datagram in an IPv4 packet, if there is one.</summary>
    public DhcpMessage? Dhcp => Ipv4?.Udp?.Dhcp;

    /// <summary>The bytes of the frame, without check sequence, and not padded to the minimum of 60 bytes.</summary>
    public ByteString ToBytes()
    {
        var header = EthernetHeader.Length + _tags.Length;
        var payload = Payload;
        var bytes = new byte[header + payload.Length];
        new EthernetHeader(Destination, Source, EtherType).WriteAddresses(bytes);
        _tags.Span.CopyTo(bytes.AsSpan(2 * MacAddress.Length));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(header - 2), (ushort)EtherType);
        payload.Span.CopyTo(bytes.AsSpan(header));
        return bytes;
    }

    /// <summary>The frame on one line, with the protocols above.</summary>
    public override string ToString()
    {
        object? upper = EtherType switch
        {
            EtherType.Arp => Arp,
            EtherType.Ipv4 => Ipv4,
            EtherType.Ipv6 => Ipv6,
            EtherType.Lldp => Lldp,
            EtherType.Mpls or EtherType.MplsMulticast => Mpls,
            _ => null,
        };
        var tags = string.Concat(Vlans.Select(tag => tag + " "));
        return $"{Source} > {Destination} {tags}{upper ?? $"{DescribeType()}, {Names.Bytes(Payload.Length)}"}";
    }

    internal static EthernetFrame Read(EthernetHeader header, ByteString bytes)
    {
        var type = header.EtherType;
        var end = EthernetHeader.Length;
        while (VlanTag.IsTagProtocol(type) && bytes.Length >= end + VlanTag.Length)
        {
            type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[(end + 2)..]);
            end += VlanTag.Length;
        }

        return new(bytes.Slice(12, end - EthernetHeader.Length))
        {
            Destination = header.Destination,
            Source = header.Source,
            EtherType = type,
            Payload = bytes.Slice(end),
        };
    }

    private string DescribeType() => (ushort)EtherType < 0x0600 ? "802.3" : Names.Of(EtherType);
}
