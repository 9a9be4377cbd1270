using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An SCTP packet (RFC 9260): the common header, and the chunks as bytes.</summary>
public sealed record SctpPacket
{
    /// <summary>The length of the common header, in bytes.</summary>
    public const int HeaderLength = 12;

    private const int ChecksumField = 8;

    /// <summary>The sender's port.</summary>
    public ushort SourcePort { get; init; }

    /// <summary>The receiver's port.</summary>
    public ushort DestinationPort { get; init; }

    /// <summary>The verification tag of the association; 0 in a packet with an INIT chunk.</summary>
    public uint VerificationTag { get; init; }

    /// <summary>
    /// Null for the correct checksum (CRC32c, RFC 9260 §6.8), which is computed when the packet is built; otherwise the value in its place: a
    /// wrong one, or that of a packet that is cut or a fragment and cannot be verified.
    /// </summary>
    public uint? Checksum { get; init; }

    /// <summary>The chunks, as far as they are present.</summary>
    public ByteString Chunks { get; init; }

    /// <summary>The bytes of the packet.</summary>
    public ByteString ToBytes()
    {
        var bytes = new byte[HeaderLength + Chunks.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), DestinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), VerificationTag);
        Chunks.Span.CopyTo(bytes.AsSpan(HeaderLength));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(ChecksumField), Checksum ?? ComputeChecksum(bytes));
        return bytes;
    }

    /// <summary>The packet on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"SCTP {SourcePort} > {DestinationPort} tag {VerificationTag:x8} {Names.Bytes(Chunks.Length)}");

    internal static SctpPacket? Read(ByteString bytes, bool whole)
    {
        var span = bytes.Span;
        if (span.Length < HeaderLength)
            return null;
        var checksum = BinaryPrimitives.ReadUInt32BigEndian(span[ChecksumField..]);
        return new()
        {
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(span),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(span[2..]),
            VerificationTag = BinaryPrimitives.ReadUInt32BigEndian(span[4..]),
            Checksum = whole && ComputeChecksum(span) == checksum ? null : checksum,
            Chunks = bytes.Slice(HeaderLength),
        };
    }

    // Over the packet with zeros in the place of the checksum. The CRC is sent with its lowest byte first (RFC 9260 appendix A).
    private static uint ComputeChecksum(ReadOnlySpan<byte> packet)
    {
        var crc = uint.MaxValue;
        for (var index = 0; index < packet.Length; index++)
            crc = BitOperations.Crc32C(crc, index is >= ChecksumField and < HeaderLength ? (byte)0 : packet[index]);
        return BinaryPrimitives.ReverseEndianness(~crc);
    }
}
