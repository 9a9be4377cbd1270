using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An IPv6 packet (RFC 8200).</summary>
/// <remarks>
/// Extension headers stay in <see cref="Payload"/>; the views skip them. Views are parsed on each access, and null if the packet does not
/// carry that protocol, or its header is malformed or truncated. Setting a view removes extension headers and computes the checksum from
/// the final addresses of the packet. Changing the addresses of a parsed packet by <c>with</c> does not change its
/// payload: write <c>packet with { Source = address, Udp = packet.Udp }</c> to update the checksum.
/// </remarks>
public sealed record Ipv6Packet
{
    /// <summary>The length of the fixed header, in bytes.</summary>
    public const int HeaderLength = 40;

    private readonly ByteString _payload;
    private readonly ITransportPayload? _transport;

    /// <summary>The traffic class: <see cref="Dscp"/> and <see cref="Ecn"/> (RFC 2474, RFC 3168).</summary>
    public byte TrafficClass { get; init; }

    /// <summary>The differentiated services code point, 0 to 63: the upper six bits of <see cref="TrafficClass"/>.</summary>
    public byte Dscp => (byte)(TrafficClass >> 2);

    /// <summary>Explicit congestion notification, 0 to 3: the lower two bits of <see cref="TrafficClass"/>.</summary>
    public byte Ecn => (byte)(TrafficClass & 3);

    /// <summary>The flow label, 0 to 1,048,575.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than 20 bits.</exception>
    public uint FlowLabel
    {
        get;
        init => field = value <= 0xfffff ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A flow label has 20 bits.");
    }

    /// <summary>The start of the payload: an extension header, or the protocol above.</summary>
    public IpProtocol NextHeader { get; init; }

    /// <summary>The hop limit; 64 unless set. Neighbor discovery requires 255.</summary>
    public byte HopLimit { get; init; } = 64;

    /// <summary>The source address.</summary>
    public Ipv6Address Source { get; init; }

    /// <summary>The destination address.</summary>
    public Ipv6Address Destination { get; init; }

    /// <summary>
    /// The bytes after the fixed header, including extension headers, as far as they are present, without padding of the frame.
    /// </summary>
    public ByteString Payload
    {
        get => _transport is null ? _payload : _transport.ToBytes(Addresses);
        init
        {
            _payload = value;
            _transport = null;
            MissingBytes = 0;
        }
    }

    /// <summary>The number of bytes that are missing from the payload of a truncated frame; 0 if it is complete.</summary>
    public int MissingBytes { get; private init; }

    /// <summary>The UDP datagram, if there is one; in fragments only the first can have one.</summary>
    [DisallowNull]
    public UdpDatagram? Udp
    {
        get => _transport as UdpDatagram ?? (Carries(IpProtocol.Udp, out var bytes, out _) ? UdpDatagram.Read(bytes, Addresses) : null);
        init => (NextHeader, Payload, _transport) = (IpProtocol.Udp, default, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>The TCP segment, if there is one; in fragments only the first can have one.</summary>
    [DisallowNull]
    public TcpSegment? Tcp
    {
        get => _transport as TcpSegment
            ?? (Carries(IpProtocol.Tcp, out var bytes, out var whole) ? TcpSegment.Read(bytes, Addresses, whole) : null);
        init => (NextHeader, Payload, _transport) = (IpProtocol.Tcp, default, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>The ICMPv6 message, if there is one; in fragments only the first can have one.</summary>
    [DisallowNull]
    public Icmpv6Packet? Icmpv6
    {
        get => _transport as Icmpv6Packet
            ?? (Carries(IpProtocol.Icmpv6, out var bytes, out var whole) ? Icmpv6Packet.Read(bytes, Addresses, whole) : null);
        init => (NextHeader, Payload, _transport) = (IpProtocol.Icmpv6, default, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>The SCTP packet, if there is one; in fragments only the first can have one.</summary>
    [DisallowNull]
    public SctpPacket? Sctp
    {
        get => Carries(IpProtocol.Sctp, out var bytes, out var whole) ? SctpPacket.Read(bytes, whole) : null;
        init => (NextHeader, Payload) = (IpProtocol.Sctp, (value ?? throw new ArgumentNullException(nameof(value))).ToBytes());
    }

    private ulong Addresses => InternetChecksum.SumAddresses(Source, Destination);

    /// <summary>
    /// Reads an IPv6 packet; false if the fixed header is truncated or is of another version. A truncated payload is accepted
    /// (<see cref="MissingBytes"/>), and bytes after the packet are ignored.
    /// </summary>
    public static bool TryParse(ByteString bytes, [NotNullWhen(true)] out Ipv6Packet? packet)
    {
        packet = null;
        var span = bytes.Span;
        if (span.Length < HeaderLength || span[0] >> 4 != 6)
            return false;

        var first = BinaryPrimitives.ReadUInt32BigEndian(span);
        int length = BinaryPrimitives.ReadUInt16BigEndian(span[4..]);
        var present = Math.Min(length, bytes.Length - HeaderLength);
        packet = new()
        {
            TrafficClass = (byte)(first >> 20),
            FlowLabel = first & 0xfffff,
            NextHeader = (IpProtocol)span[6],
            HopLimit = span[7],
            Source = Ipv6Address.Read(span[8..]),
            Destination = Ipv6Address.Read(span[24..]),
            Payload = bytes.Slice(HeaderLength, present),
            MissingBytes = length - present,
        };
        return true;
    }

    /// <summary>The bytes of the packet.</summary>
    /// <exception cref="InvalidOperationException">The payload has more than 65,535 bytes.</exception>
    public ByteString ToBytes()
    {
        var payload = Payload;
        var length = payload.Length + MissingBytes;
        if (length > ushort.MaxValue)
            throw new InvalidOperationException($"The payload of an IPv6 packet has at most 65,535 bytes; this one has {length}.");

        var bytes = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (6u << 28) | ((uint)TrafficClass << 20) | FlowLabel);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), (ushort)length);
        bytes[6] = (byte)NextHeader;
        bytes[7] = HopLimit;
        Source.Write(bytes.AsSpan(8));
        Destination.Write(bytes.AsSpan(24));
        payload.Span.CopyTo(bytes.AsSpan(HeaderLength));
        return bytes;
    }

    /// <summary>True if both have the same bytes, whether parsed or built.</summary>
    public bool Equals(Ipv6Packet? other) => ReferenceEquals(this, other) || (other is not null
        && TrafficClass == other.TrafficClass
        && FlowLabel == other.FlowLabel
        && NextHeader == other.NextHeader
        && HopLimit == other.HopLimit
        && Source == other.Source
        && Destination == other.Destination
        && MissingBytes == other.MissingBytes
        && Payload == other.Payload);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FlowLabel, NextHeader, Source, Destination, Payload);

    /// <summary>The packet on one line, with the protocol above.</summary>
    public override string ToString()
    {
        object upper = (object?)Udp ?? Tcp ?? Icmpv6 ?? (object?)Sctp ?? $"{Names.Of(NextHeader)}, {Names.Bytes(Payload.Length)}";
        return string.Create(CultureInfo.InvariantCulture, $"IPv6 {Source} > {Destination} hop limit {HopLimit} {upper}");
    }

    // With a routing header the checksum is computed with the final destination, so it may appear to be wrong; the bytes are kept.
    private bool Carries(IpProtocol protocol, out ByteString bytes, out bool whole)
    {
        bytes = Payload;
        whole = MissingBytes == 0;
        var next = NextHeader;
        while (next != protocol)
        {
            if (bytes.Length < 8)
                return false;
            var header = bytes.Span;
            int length;
            switch (next)
            {
                case IpProtocol.HopByHopOptions or IpProtocol.Routing or IpProtocol.DestinationOptions
                    or IpProtocol.Mobility or IpProtocol.HostIdentity or IpProtocol.Shim6:
                    length = (header[1] + 1) * 8;
                    break;
                case IpProtocol.AuthenticationHeader:
                    length = (header[1] + 2) * 4;
                    break;
                case IpProtocol.Fragment:
                    var fragment = BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
                    if (fragment >> 3 != 0)
                        return false;
                    whole &= (fragment & 1) == 0;
                    length = 8;
                    break;
                default:
                    return false;
            }

            if (length > bytes.Length)
                return false;
            next = (IpProtocol)header[0];
            bytes = bytes.Slice(length);
        }

        return true;
    }
}
