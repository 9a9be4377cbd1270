using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Capture.Tcp;

/// <summary>
/// Writes bytes that two ends exchanged as a TCP connection over Ethernet: handshake, segments, acknowledgments, end, all with right
/// checksums, so that Wireshark and tshark dissect bytes that were tapped above TCP as if they had been captured. Not thread-safe.
/// </summary>
/// <remarks>Ethernet addresses are derived from IP addresses. If the ends are of different families, both are written as IPv6.</remarks>
public sealed class TcpConnectionWriter
{
    /// <summary>The maximum payload of a segment, in bytes. Longer data is split into several segments.</summary>
    public const int MaxSegment = 16_384;

    private const int EthernetLength = 14;
    private const int Ipv4Length = 20;
    private const int Ipv6Length = 40;
    private const int TcpLength = 20;
    private const ushort EtherTypeIpv4 = 0x0800;
    private const ushort EtherTypeIpv6 = 0x86dd;
    private const byte ProtocolTcp = 6;
    private const byte HopLimit = 64;

    private readonly PcapngWriter _writer;
    private readonly int _interface;
    private readonly End _client;
    private readonly End _server;
    private readonly bool _isIpv6;
    private ushort _identification;

    /// <summary>Initializes a connection; nothing is written yet.</summary>
    /// <param name="writer">The capture.</param>
    /// <param name="interfaceIndex">An interface of the capture, of <see cref="LinkType.Ethernet"/>.</param>
    /// <param name="client">The end that opens the connection.</param>
    /// <param name="server">The end that accepts it.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public TcpConnectionWriter(PcapngWriter writer, int interfaceIndex, IPEndPoint client, IPEndPoint server)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(server);
        (_writer, _interface) = (writer, interfaceIndex);
        _isIpv6 = client.AddressFamily == AddressFamily.InterNetworkV6 || server.AddressFamily == AddressFamily.InterNetworkV6;
        (_client, _server) = (new(client, _isIpv6, 1), new(server, _isIpv6, 2));
        (_client.Header, _server.Header) = (HeaderOf(_client, _server), HeaderOf(_server, _client));
    }

    /// <summary>Writes the handshake of three segments.</summary>
    /// <param name="timestamp">The time of the connection.</param>
    /// <param name="comment">Words on the first of them, if any.</param>
    /// <inheritdoc cref="Send" path="/exception"/>
    public void Open(DateTimeOffset timestamp, string? comment = null)
    {
        Segment(timestamp, _client, _server, TcpFlags.Syn, [], comment, droppedBefore: 0);
        _client.Sequence++;
        Segment(timestamp, _server, _client, TcpFlags.Syn | TcpFlags.Ack, [], comment: null, droppedBefore: 0);
        _server.Sequence++;
        Segment(timestamp, _client, _server, TcpFlags.Ack, [], comment: null, droppedBefore: 0);
    }

    /// <summary>Writes bytes that one end sent, in as many segments as they need.</summary>
    /// <param name="timestamp">The time of sending, not before 1970.</param>
    /// <param name="fromClient">Whether the client sent them.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="comment">Words on the first segment, if any.</param>
    /// <param name="droppedBefore">The number of packets that are missing in the capture before the first segment.</param>
    /// <exception cref="ArgumentException">The comment is longer than 65,535 bytes in UTF-8.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The capture has no such interface, or the time is before 1970.</exception>
    /// <exception cref="IOException">The capture cannot be written.</exception>
    public void Send(DateTimeOffset timestamp, bool fromClient, ReadOnlySpan<byte> data, string? comment = null, long droppedBefore = 0)
    {
        var (from, to) = fromClient ? (_client, _server) : (_server, _client);
        while (!data.IsEmpty)
        {
            var segment = data[..Math.Min(data.Length, MaxSegment)];
            Segment(timestamp, from, to, TcpFlags.Psh | TcpFlags.Ack, segment, comment, droppedBefore);
            from.Sequence += (uint)segment.Length;
            data = data[segment.Length..];
            (comment, droppedBefore) = (null, 0);
        }
    }

    /// <summary>
    /// Skips bytes that one end sent: their sequence numbers are used, and no segment has them. A reader sees a segment that was not
    /// captured.
    /// </summary>
    /// <param name="fromClient">Whether the client sent them.</param>
    /// <param name="count">The number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Skip(bool fromClient, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        (fromClient ? _client : _server).Sequence += (uint)count;
    }

    /// <summary>Writes the end of the connection: FIN of both ends and the acknowledgments.</summary>
    /// <param name="timestamp">The time of the end.</param>
    /// <param name="fromClient">Whether the client ended it.</param>
    /// <param name="comment">Words on the first FIN, if any.</param>
    /// <inheritdoc cref="Send" path="/exception"/>
    public void Close(DateTimeOffset timestamp, bool fromClient, string? comment = null)
    {
        var (from, to) = fromClient ? (_client, _server) : (_server, _client);
        Segment(timestamp, from, to, TcpFlags.Fin | TcpFlags.Ack, [], comment, droppedBefore: 0);
        from.Sequence++;
        Segment(timestamp, to, from, TcpFlags.Fin | TcpFlags.Ack, [], comment: null, droppedBefore: 0);
        to.Sequence++;
        Segment(timestamp, from, to, TcpFlags.Ack, [], comment: null, droppedBefore: 0);
    }

    private void Segment(
        DateTimeOffset timestamp, End from, End to, TcpFlags flags, ReadOnlySpan<byte> payload, string? comment, long droppedBefore)
    {
        var header = from.Header;
        var tcpLength = TcpLength + payload.Length;
        var packet = _writer.BeginPacket(_interface, timestamp, header.Length + payload.Length, header.Length + payload.Length);
        header.CopyTo(packet);
        payload.CopyTo(packet[header.Length..]);

        var network = packet[EthernetLength..];
        if (_isIpv6)
        {
            BinaryPrimitives.WriteUInt16BigEndian(network[4..], (ushort)tcpLength);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(network[2..], (ushort)(Ipv4Length + tcpLength));
            BinaryPrimitives.WriteUInt16BigEndian(network[4..], _identification);
            BinaryPrimitives.WriteUInt16BigEndian(network[10..], Checksum(from.Ipv4Sum + Ipv4Length + (uint)tcpLength + _identification));
            _identification++;
        }

        var tcp = packet[(header.Length - TcpLength)..];
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], from.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], (flags & TcpFlags.Ack) != 0 ? to.Sequence : 0);
        tcp[13] = (byte)flags;
        // The pseudo header: the addresses, the protocol and the length of the segment.
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(from.AddressSum + ProtocolTcp + (uint)tcpLength + Sum(tcp)));
        _writer.EndPacket(PacketDirection.Unknown, comment, droppedBefore);
    }

    // What all segments from one end to the other have in common; lengths, numbers, flags and checksums are 0.
    private byte[] HeaderOf(End from, End to)
    {
        var header = new byte[EthernetLength + (_isIpv6 ? Ipv6Length : Ipv4Length) + TcpLength];
        to.Mac.CopyTo(header, 0);
        from.Mac.CopyTo(header, 6);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(12), _isIpv6 ? EtherTypeIpv6 : EtherTypeIpv4);
        var network = header.AsSpan(EthernetLength);
        if (_isIpv6)
        {
            network[0] = 0x60;
            network[6] = ProtocolTcp;
            network[7] = HopLimit;
            from.Address.CopyTo(network[8..]);
            to.Address.CopyTo(network[24..]);
        }
        else
        {
            network[0] = 0x45;
            network[6] = 0x40; // don't fragment
            network[8] = HopLimit;
            network[9] = ProtocolTcp;
            from.Address.CopyTo(network[12..]);
            to.Address.CopyTo(network[16..]);
            from.Ipv4Sum = Sum(network[..Ipv4Length]);
        }

        var tcp = header.AsSpan(header.Length - TcpLength);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], to.Port);
        tcp[12] = TcpLength / 4 << 4;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], ushort.MaxValue); // window
        from.AddressSum = Sum(from.Address) + Sum(to.Address);
        return header;
    }

    // The sum of the 16-bit words (RFC 1071), four at a time: their order in memory is that of the sum, which is swapped in the end.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0UL;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            var words = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            sum += (uint)words + (words >> 32);
        }

        for (var shift = 0; !bytes.IsEmpty; bytes = bytes[1..], shift ^= 8)
            sum += (ulong)bytes[0] << shift;
        return BinaryPrimitives.ReverseEndianness(Fold(sum));
    }

    private static ushort Checksum(uint sum) => (ushort)~Fold(sum);

    private static ushort Fold(ulong sum)
    {
        while (sum > ushort.MaxValue)
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)sum;
    }

    private sealed class End
    {
        public End(IPEndPoint endPoint, bool asIpv6, byte number)
        {
            Port = (ushort)endPoint.Port;
            Address = (asIpv6 ? endPoint.Address.MapToIPv6() : endPoint.Address).GetAddressBytes();
            // Locally administered; the number distinguishes ends with the same address.
            Mac = [0x02, number, .. Address.AsSpan(Address.Length - 4)];
        }

        public ushort Port { get; }

        public byte[] Address { get; }

        public byte[] Mac { get; }

        public uint Sequence { get; set; } = 1;

        /// <summary>The headers of its segments.</summary>
        public byte[] Header { get; set; } = [];

        /// <summary>The sum of the words of its IPv4 header.</summary>
        public uint Ipv4Sum { get; set; }

        /// <summary>The sum of the words of both addresses.</summary>
        public uint AddressSum { get; set; }
    }
}
