using System.Buffers.Binary;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An ICMP message (RFC 792).</summary>
public sealed record IcmpPacket
{
    /// <summary>The length of the header, in bytes.</summary>
    public const int HeaderLength = 8;

    private const int ChecksumField = 2;

    /// <summary>The type.</summary>
    public IcmpType Type { get; init; }

    /// <summary>The code, whose meaning depends on <see cref="Type"/>.</summary>
    public byte Code { get; init; }

    /// <summary>
    /// Null for the right checksum, which is computed when the message is built. A value is another checksum: a wrong one, or the one of a
    /// truncated message, which cannot be verified.
    /// </summary>
    public ushort? Checksum { get; init; }

    /// <summary>The second four bytes of the header, whose meaning depends on <see cref="Type"/>.</summary>
    public uint RestOfHeader { get; init; }

    /// <summary>
    /// The bytes after the header, as far as they are present: the data of an echo, or the packet that an error quotes
    /// (<see cref="Ipv4Packet.TryParse"/>).
    /// </summary>
    public ByteString Payload { get; init; }

    /// <summary>The header fields of an echo request or reply; null for other messages.</summary>
    public IcmpEcho? Echo =>
        Type is IcmpType.EchoRequest or IcmpType.EchoReply ? IcmpEcho.FromRestOfHeader(RestOfHeader) : null;

    /// <summary>Creates an echo request.</summary>
    public static IcmpPacket EchoRequest(ushort identifier, ushort sequenceNumber, ByteString data = default) => new()
    {
        Type = IcmpType.EchoRequest,
        RestOfHeader = new IcmpEcho(identifier, sequenceNumber).ToRestOfHeader(),
        Payload = data,
    };

    /// <summary>The reply to this echo request, with the same identifier, sequence number and data.</summary>
    /// <exception cref="InvalidOperationException">This is not an echo request.</exception>
    public IcmpPacket EchoReply() => Type == IcmpType.EchoRequest
        ? this with { Type = IcmpType.EchoReply, Checksum = null }
        : throw new InvalidOperationException($"ICMP type {(byte)Type} is not an echo request, so there is no reply to it.");

    /// <summary>The bytes of the message.</summary>
    public ByteString ToBytes()
    {
        var bytes = new byte[HeaderLength + Payload.Length];
        bytes[0] = (byte)Type;
        bytes[1] = Code;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), RestOfHeader);
        Payload.Span.CopyTo(bytes.AsSpan(HeaderLength));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(ChecksumField), Checksum ?? InternetChecksum.Compute(bytes));
        return bytes;
    }

    /// <summary>The message on one line.</summary>
    public override string ToString()
    {
        var code = Code == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" code {Code}");
        var echo = Echo is { } said ? string.Create(CultureInfo.InvariantCulture, $" id {said.Identifier} seq {said.SequenceNumber}") : "";
        return $"ICMP {Type}{code}{echo} {Names.Bytes(Payload.Length)}";
    }

    internal static IcmpPacket? Read(ByteString bytes, bool whole)
    {
        var span = bytes.Span;
        if (span.Length < HeaderLength)
            return null;
        var checksum = BinaryPrimitives.ReadUInt16BigEndian(span[ChecksumField..]);
        return new()
        {
            Type = (IcmpType)span[0],
            Code = span[1],
            Checksum = whole && InternetChecksum.Compute(span, ChecksumField) == checksum ? null : checksum,
            RestOfHeader = BinaryPrimitives.ReadUInt32BigEndian(span[4..]),
            Payload = bytes.Slice(HeaderLength),
        };
    }
}
