using System.Buffers.Binary;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>A TCP segment (RFC 9293 §3.1).</summary>
public sealed record TcpSegment : ITransportPayload
{
    /// <summary>The length of a header without options, in bytes.</summary>
    public const int MinimumHeaderLength = 20;

    private const int ChecksumField = 16;

    /// <summary>The source port.</summary>
    public ushort SourcePort { get; init; }

    /// <summary>The destination port.</summary>
    public ushort DestinationPort { get; init; }

    /// <summary>The sequence number of the first byte of the payload, or of the SYN.</summary>
    public uint SequenceNumber { get; init; }

    /// <summary>The sequence number that the sender expects next, if <see cref="TcpFlags.Ack"/> is set.</summary>
    public uint AcknowledgmentNumber { get; init; }

    /// <summary>The control bits, including the reserved ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than twelve bits.</exception>
    public TcpFlags Flags
    {
        get;
        init => field = (ushort)value <= 0xfff
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "TCP has twelve control bits, including the reserved ones.");
    }

    /// <summary>The receive window in bytes, before window scaling.</summary>
    public ushort Window { get; init; }

    /// <summary>
    /// Null for the right checksum, which is computed when the segment is built. A value is another checksum: a wrong one, or the one of a
    /// truncated segment, which cannot be verified.
    /// </summary>
    public ushort? Checksum { get; init; }

    /// <summary>The end of the urgent data, relative to <see cref="SequenceNumber"/>, if <see cref="TcpFlags.Urg"/> is set.</summary>
    public ushort UrgentPointer { get; init; }

    /// <summary>
    /// The raw options, at most 40 bytes; when set, they are padded with zeros to a multiple of 4. Truncated options are zeros too, which
    /// end the list.
    /// </summary>
    /// <exception cref="ArgumentException">The value has more than 40 bytes.</exception>
    public ByteString Options { get; init => field = HeaderOptions.Fill(value, nameof(value)); }

    /// <summary>The bytes after the header, as far as they are present.</summary>
    public ByteString Payload { get; init; }

    /// <summary>The segment on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"TCP {SourcePort} > {DestinationPort} [{Flags}] seq {SequenceNumber} ack {AcknowledgmentNumber} win {Window}"
        + $" {Names.Bytes(Payload.Length)}");

    internal static TcpSegment? Read(ByteString bytes, ulong addresses, bool whole)
    {
        var span = bytes.Span;
        if (span.Length < MinimumHeaderLength)
            return null;
        var header = (span[12] >> 4) * 4;
        // In a complete packet the options must be present; otherwise the data offset is wrong.
        if (header < MinimumHeaderLength || (whole && header > span.Length))
            return null;

        var present = Math.Min(header, span.Length);
        var checksum = BinaryPrimitives.ReadUInt16BigEndian(span[ChecksumField..]);
        return new()
        {
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(span),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(span[2..]),
            SequenceNumber = BinaryPrimitives.ReadUInt32BigEndian(span[4..]),
            AcknowledgmentNumber = BinaryPrimitives.ReadUInt32BigEndian(span[8..]),
            Flags = (TcpFlags)(BinaryPrimitives.ReadUInt16BigEndian(span[12..]) & 0xfff),
            Window = BinaryPrimitives.ReadUInt16BigEndian(span[14..]),
            Checksum = whole && ComputeChecksum(span, addresses) == checksum ? null : checksum,
            UrgentPointer = BinaryPrimitives.ReadUInt16BigEndian(span[18..]),
            Options = HeaderOptions.Fill(bytes.Slice(MinimumHeaderLength, present - MinimumHeaderLength), header - MinimumHeaderLength),
            Payload = bytes.Slice(present),
        };
    }

    ByteString ITransportPayload.ToBytes(ulong addresses)
    {
        var header = MinimumHeaderLength + Options.Length;
        var bytes = new byte[header + Payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), DestinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), SequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), AcknowledgmentNumber);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(12), (ushort)(((header / 4) << 12) | (ushort)Flags));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(14), Window);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(18), UrgentPointer);
        Options.Span.CopyTo(bytes.AsSpan(MinimumHeaderLength));
        Payload.Span.CopyTo(bytes.AsSpan(header));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(ChecksumField), Checksum ?? ComputeChecksum(bytes, addresses));
        return bytes;
    }

    private static ushort ComputeChecksum(ReadOnlySpan<byte> segment, ulong addresses) => InternetChecksum.Compute(
        segment, ChecksumField, InternetChecksum.SumPseudoHeader(addresses, IpProtocol.Tcp, segment.Length));
}
