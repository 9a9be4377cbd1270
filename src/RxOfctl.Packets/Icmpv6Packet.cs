using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An ICMPv6 message (RFC 4443). Every one defined so far has at least eight bytes; a shorter one is not read.</summary>
public sealed record Icmpv6Packet : ITransportPayload
{
    /// <summary>The length of the part that every message has, in bytes.</summary>
    public const int HeaderLength = 8;

    private const int ChecksumField = 2;

    /// <summary>The type.</summary>
    public Icmpv6Type Type { get; init; }

    /// <summary>The code, whose meaning depends on <see cref="Type"/>.</summary>
    public byte Code { get; init; }

    /// <summary>
    /// Null for the right checksum, which is computed when the message is built. A value is another checksum: a wrong one, or the one of a
    /// truncated message, which cannot be verified.
    /// </summary>
    public ushort? Checksum { get; init; }

    /// <summary>The second four bytes, whose meaning depends on <see cref="Type"/>.</summary>
    public uint RestOfHeader { get; init; }

    /// <summary>
    /// The bytes after these, as far as they are present: the data of an echo, or the packet that an error quotes
    /// (<see cref="Ipv6Packet.TryParse"/>).
    /// </summary>
    public ByteString Payload { get; init; }

    /// <summary>The header fields of an echo request or reply; null for other messages.</summary>
    public IcmpEcho? Echo =>
        Type is Icmpv6Type.EchoRequest or Icmpv6Type.EchoReply ? IcmpEcho.FromRestOfHeader(RestOfHeader) : null;

    /// <summary>The neighbor solicitation, if the message is one.</summary>
    [DisallowNull]
    public NeighborSolicitation? NeighborSolicitation
    {
        get => Type == Icmpv6Type.NeighborSolicitation ? NeighborSolicitation.Read(Payload) : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Type = Icmpv6Type.NeighborSolicitation;
            Payload = value.ToBytes();
        }
    }

    /// <summary>The neighbor advertisement, if the message is one.</summary>
    [DisallowNull]
    public NeighborAdvertisement? NeighborAdvertisement
    {
        get => Type == Icmpv6Type.NeighborAdvertisement ? NeighborAdvertisement.Read(RestOfHeader, Payload) : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Type = Icmpv6Type.NeighborAdvertisement;
            RestOfHeader = value.ToRestOfHeader();
            Payload = value.ToBytes();
        }
    }

    /// <summary>Creates an echo request.</summary>
    public static Icmpv6Packet EchoRequest(ushort identifier, ushort sequenceNumber, ByteString data = default) => new()
    {
        Type = Icmpv6Type.EchoRequest,
        RestOfHeader = new IcmpEcho(identifier, sequenceNumber).ToRestOfHeader(),
        Payload = data,
    };

    /// <summary>The reply to this echo request, with the same identifier, sequence number and data.</summary>
    /// <exception cref="InvalidOperationException">This is not an echo request.</exception>
    public Icmpv6Packet EchoReply() => Type == Icmpv6Type.EchoRequest
        ? this with { Type = Icmpv6Type.EchoReply, Checksum = null }
        : throw new InvalidOperationException($"ICMPv6 type {(byte)Type} is not an echo request, so there is no reply to it.");

    /// <summary>The message on one line.</summary>
    public override string ToString()
    {
        if (((object?)NeighborSolicitation ?? NeighborAdvertisement) is { } neighbor)
            return $"ICMPv6 {neighbor}";
        var code = Code == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" code {Code}");
        var echo = Echo is { } said ? string.Create(CultureInfo.InvariantCulture, $" id {said.Identifier} seq {said.SequenceNumber}") : "";
        return $"ICMPv6 {Type}{code}{echo} {Names.Bytes(Payload.Length)}";
    }

    internal static Icmpv6Packet? Read(ByteString bytes, ulong addresses, bool whole)
    {
        var span = bytes.Span;
        if (span.Length < HeaderLength)
            return null;
        var checksum = BinaryPrimitives.ReadUInt16BigEndian(span[ChecksumField..]);
        return new()
        {
            Type = (Icmpv6Type)span[0],
            Code = span[1],
            Checksum = whole && ComputeChecksum(span, addresses) == checksum ? null : checksum,
            RestOfHeader = BinaryPrimitives.ReadUInt32BigEndian(span[4..]),
            Payload = bytes.Slice(HeaderLength),
        };
    }

    ByteString ITransportPayload.ToBytes(ulong addresses)
    {
        var bytes = new byte[HeaderLength + Payload.Length];
        bytes[0] = (byte)Type;
        bytes[1] = Code;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), RestOfHeader);
        Payload.Span.CopyTo(bytes.AsSpan(HeaderLength));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(ChecksumField), Checksum ?? ComputeChecksum(bytes, addresses));
        return bytes;
    }

    private static ushort ComputeChecksum(ReadOnlySpan<byte> message, ulong addresses) => InternetChecksum.Compute(
        message, ChecksumField, InternetChecksum.SumPseudoHeader(addresses, IpProtocol.Icmpv6, message.Length));
}
