using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An IPv4 packet, or a fragment of one (RFC 791).</summary>
/// <remarks>
/// Views of the payload are parsed on each access, and null if the packet does not carry that protocol, or its header is malformed or
/// truncated. Setting <see cref="Udp"/> or <see cref="Tcp"/> computes its checksum from the final addresses of the packet. Changing the
/// addresses of a parsed packet by <c>with</c> does not change its payload: write <c>packet with { Source = address, Udp = packet.Udp }</c>
/// to update the checksum.
/// </remarks>
public sealed record Ipv4Packet
{
    /// <summary>The length of a header without options, in bytes.</summary>
    public const int MinimumHeaderLength = 20;

    private const int ChecksumField = 10;

    private readonly ByteString _payload;
    private readonly ITransportPayload? _transport;

    /// <summary>Type of service: <see cref="Dscp"/> and <see cref="Ecn"/> (RFC 2474, RFC 3168).</summary>
    public byte TypeOfService { get; init; }

    /// <summary>The differentiated services code point, 0 to 63: the upper six bits of <see cref="TypeOfService"/>.</summary>
    public byte Dscp => (byte)(TypeOfService >> 2);

    /// <summary>Explicit congestion notification, 0 to 3: the lower two bits of <see cref="TypeOfService"/>.</summary>
    public byte Ecn => (byte)(TypeOfService & 3);

    /// <summary>The identification, which all fragments of a packet share.</summary>
    public ushort Identification { get; init; }

    /// <summary>The flags.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than three bits.</exception>
    public Ipv4Flags Flags
    {
        get;
        init => field = (byte)value <= 7 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "IPv4 has three flags.");
    }

    /// <summary>The offset of this fragment in the payload of the whole packet, in units of 8 bytes, 0 to 8191.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is above 8191.</exception>
    public ushort FragmentOffset
    {
        get;
        init => field = value <= 0x1fff
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A fragment offset is from 0 to 8191 units of 8 bytes.");
    }

    /// <summary>Whether the packet is a fragment, including the first one.</summary>
    public bool IsFragment => FragmentOffset != 0 || (Flags & Ipv4Flags.MoreFragments) != 0;

    /// <summary>The time to live in hops; 64 unless set.</summary>
    public byte TimeToLive { get; init; } = 64;

    /// <summary>The protocol of the payload.</summary>
    public IpProtocol Protocol { get; init; }

    /// <summary>
    /// Null for the right checksum of the header, which is computed when the packet is built. A value is a wrong checksum.
    /// </summary>
    public ushort? Checksum { get; init; }

    /// <summary>The source address.</summary>
    public Ipv4Address Source { get; init; }

    /// <summary>The destination address.</summary>
    public Ipv4Address Destination { get; init; }

    /// <summary>The raw options, at most 40 bytes; when set, they are padded with zeros to a multiple of 4.</summary>
    /// <exception cref="ArgumentException">The value has more than 40 bytes.</exception>
    public ByteString Options { get; init => field = HeaderOptions.Fill(value, nameof(value)); }

    /// <summary>The bytes after the header, as far as they are present, without padding of the frame.</summary>
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
        get => _transport as UdpDatagram ?? (Carries(IpProtocol.Udp) ? UdpDatagram.Read(Payload, Addresses) : null);
        init => (Protocol, Payload, _transport) = (IpProtocol.Udp, default, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>The TCP segment, if there is one; in fragments only the first can have one.</summary>
    [DisallowNull]
    public TcpSegment? Tcp
    {
        get => _transport as TcpSegment ?? (Carries(IpProtocol.Tcp) ? TcpSegment.Read(Payload, Addresses, IsWhole) : null);
        init => (Protocol, Payload, _transport) = (IpProtocol.Tcp, default, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>The ICMP message, if there is one; in fragments only the first can have one.</summary>
    [DisallowNull]
    public IcmpPacket? Icmp
    {
        get => Carries(IpProtocol.Icmp) ? IcmpPacket.Read(Payload, IsWhole) : null;
        init => (Protocol, Payload) = (IpProtocol.Icmp, (value ?? throw new ArgumentNullException(nameof(value))).ToBytes());
    }

    /// <summary>The SCTP packet, if there is one; in fragments only the first can have one.</summary>
    [DisallowNull]
    public SctpPacket? Sctp
    {
        get => Carries(IpProtocol.Sctp) ? SctpPacket.Read(Payload, IsWhole) : null;
        init => (Protocol, Payload) = (IpProtocol.Sctp, (value ?? throw new ArgumentNullException(nameof(value))).ToBytes());
    }

    private bool IsWhole => MissingBytes == 0 && !IsFragment;

    private ulong Addresses => InternetChecksum.SumAddresses(Source, Destination);

    /// <summary>
    /// Reads an IPv4 packet; false if the header is truncated, is of another version, or has impossible lengths. A truncated payload is
    /// accepted (<see cref="MissingBytes"/>), and bytes after the packet are ignored.
    /// </summary>
    public static bool TryParse(ByteString bytes, [NotNullWhen(true)] out Ipv4Packet? packet)
    {
        packet = null;
        var span = bytes.Span;
        if (span.Length < MinimumHeaderLength || span[0] >> 4 != 4)
            return false;
        var header = (span[0] & 0x0f) * 4;
        int total = BinaryPrimitives.ReadUInt16BigEndian(span[2..]);
        if (header < MinimumHeaderLength || header > span.Length || total < header)
            return false;

        var fragment = BinaryPrimitives.ReadUInt16BigEndian(span[6..]);
        var checksum = BinaryPrimitives.ReadUInt16BigEndian(span[ChecksumField..]);
        var present = Math.Min(total, bytes.Length);
        packet = new()
        {
            TypeOfService = span[1],
            Identification = BinaryPrimitives.ReadUInt16BigEndian(span[4..]),
            Flags = (Ipv4Flags)(fragment >> 13),
            FragmentOffset = (ushort)(fragment & 0x1fff),
            TimeToLive = span[8],
            Protocol = (IpProtocol)span[9],
            Checksum = InternetChecksum.Compute(span[..header], ChecksumField) == checksum ? null : checksum,
            Source = Ipv4Address.Read(span[12..]),
            Destination = Ipv4Address.Read(span[16..]),
            Options = bytes.Slice(MinimumHeaderLength, header - MinimumHeaderLength),
            Payload = bytes.Slice(header, present - header),
            MissingBytes = total - present,
        };
        return true;
    }

    /// <summary>The bytes of the packet.</summary>
    /// <exception cref="InvalidOperationException">The packet has more than 65,535 bytes.</exception>
    public ByteString ToBytes()
    {
        var payload = Payload;
        var header = MinimumHeaderLength + Options.Length;
        var total = header + payload.Length + MissingBytes;
        if (total > ushort.MaxValue)
            throw new InvalidOperationException($"An IPv4 packet has at most 65,535 bytes; this one has {total}.");

        var bytes = new byte[header + payload.Length];
        bytes[0] = (byte)(0x40 | (header / 4));
        bytes[1] = TypeOfService;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)total);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), Identification);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), (ushort)(((int)Flags << 13) | FragmentOffset));
        bytes[8] = TimeToLive;
        bytes[9] = (byte)Protocol;
        Source.Write(bytes.AsSpan(12));
        Destination.Write(bytes.AsSpan(16));
        Options.Span.CopyTo(bytes.AsSpan(MinimumHeaderLength));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(ChecksumField), Checksum ?? InternetChecksum.Compute(bytes.AsSpan(0, header)));
        payload.Span.CopyTo(bytes.AsSpan(header));
        return bytes;
    }

    /// <summary>True if both have the same bytes, whether parsed or built.</summary>
    public bool Equals(Ipv4Packet? other) => ReferenceEquals(this, other) || (other is not null
        && TypeOfService == other.TypeOfService
        && Identification == other.Identification
        && Flags == other.Flags
        && FragmentOffset == other.FragmentOffset
        && TimeToLive == other.TimeToLive
        && Protocol == other.Protocol
        && Checksum == other.Checksum
        && Source == other.Source
        && Destination == other.Destination
        && Options == other.Options
        && MissingBytes == other.MissingBytes
        && Payload == other.Payload);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Identification, FragmentOffset, Protocol, Source, Destination, Payload);

    /// <summary>The packet on one line, with the protocol above.</summary>
    public override string ToString()
    {
        object upper = (object?)Udp ?? Tcp ?? Icmp ?? (object?)Sctp ?? $"{Names.Of(Protocol)}, {Names.Bytes(Payload.Length)}";
        var more = (Flags & Ipv4Flags.MoreFragments) != 0 ? "+" : "";
        var fragment = IsFragment ? string.Create(CultureInfo.InvariantCulture, $" fragment at {FragmentOffset * 8}{more}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"IPv4 {Source} > {Destination} ttl {TimeToLive}{fragment} {upper}");
    }

    private bool Carries(IpProtocol protocol) => Protocol == protocol && FragmentOffset == 0;
}
