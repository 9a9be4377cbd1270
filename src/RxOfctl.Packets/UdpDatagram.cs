using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>A UDP datagram (RFC 768).</summary>
public sealed record UdpDatagram : ITransportPayload
{
    /// <summary>The length of the header, in bytes.</summary>
    public const int HeaderLength = 8;

    private const int ChecksumField = 6;

    /// <summary>The source port; 0 if it is not used.</summary>
    public ushort SourcePort { get; init; }

    /// <summary>The destination port.</summary>
    public ushort DestinationPort { get; init; }

    /// <summary>
    /// Null for the right checksum, which is computed when the datagram is built. A value is another checksum: 0 for none, the one of a
    /// truncated datagram, which cannot be verified, or a wrong one, such as one that the network adapter was to fill in.
    /// </summary>
    public ushort? Checksum { get; init; }

    /// <summary>The bytes after the header, as far as they are present.</summary>
    public ByteString Payload
    {
        get;
        init
        {
            field = value;
            MissingBytes = 0;
        }
    }

    /// <summary>
    /// The number of bytes that are missing from the payload, in a truncated frame or a first fragment; 0 if it is complete.
    /// </summary>
    public int MissingBytes { get; private init; }

    /// <summary>The DHCP message, if there is one: from or to port 67 or 68.</summary>
    [DisallowNull]
    public DhcpMessage? Dhcp
    {
        get => (IsDhcpPort(SourcePort) || IsDhcpPort(DestinationPort)) && DhcpMessage.TryParse(Payload, out var message) ? message : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Payload = value.ToBytes();
        }
    }

    /// <summary>The datagram on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"UDP {SourcePort} > {DestinationPort} {(object?)Dhcp ?? Names.Bytes(Payload.Length + MissingBytes)}");

    internal static UdpDatagram? Read(ByteString bytes, ulong addresses)
    {
        var span = bytes.Span;
        if (span.Length < HeaderLength)
            return null;
        int length = BinaryPrimitives.ReadUInt16BigEndian(span[4..]);
        if (length < HeaderLength)
            return null;

        var present = Math.Min(length, bytes.Length);
        var checksum = BinaryPrimitives.ReadUInt16BigEndian(span[ChecksumField..]);
        return new()
        {
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(span),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(span[2..]),
            Checksum = present == length && ComputeChecksum(span[..length], addresses) == checksum ? null : checksum,
            Payload = bytes.Slice(HeaderLength, present - HeaderLength),
            MissingBytes = length - present,
        };
    }

    ByteString ITransportPayload.ToBytes(ulong addresses)
    {
        var length = HeaderLength + Payload.Length + MissingBytes;
        if (length > ushort.MaxValue)
            throw new InvalidOperationException($"A UDP datagram has at most 65,535 bytes; this one has {length}.");

        var bytes = new byte[HeaderLength + Payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), DestinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), (ushort)length);
        Payload.Span.CopyTo(bytes.AsSpan(HeaderLength));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(ChecksumField), Checksum ?? ComputeChecksum(bytes, addresses));
        return bytes;
    }

    // Zero means that there is no checksum, so a sum of zero is sent as all ones.
    private static ushort ComputeChecksum(ReadOnlySpan<byte> datagram, ulong addresses)
    {
        var pseudoHeader = InternetChecksum.SumPseudoHeader(addresses, IpProtocol.Udp, datagram.Length);
        var checksum = InternetChecksum.Compute(datagram, ChecksumField, pseudoHeader);
        return checksum == 0 ? ushort.MaxValue : checksum;
    }

    private static bool IsDhcpPort(ushort port) => port is 67 or 68;
}
