using System.Buffers.Binary;

namespace RxOfctl.Capture;

/// <summary>
/// Writes a capture in the format pcap, with times in nanoseconds, for programs that do not read pcapng. It has one interface, and no
/// directions, comments and drop counts: those of the packets are not written. Not thread-safe.
/// </summary>
public sealed class PcapWriter : IDisposable
{
    private readonly Stream _stream;

    /// <summary>Begins a capture.</summary>
    /// <param name="stream">The output, which is disposed with the writer.</param>
    /// <param name="linkType">The link type of its packets.</param>
    /// <param name="snapLength">The maximum number of bytes captured of each packet.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="snapLength"/> is not positive.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public PcapWriter(Stream stream, LinkType linkType = LinkType.Ethernet, int snapLength = 262_144)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(snapLength);
        _stream = stream;
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xa1b23c4d);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2); // version 2.4
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], snapLength);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], (int)linkType);
        _stream.Write(header);
    }

    /// <summary>Writes a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <exception cref="ArgumentNullException"><paramref name="packet"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is before 1970 or after 2106, the range of the format.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(CapturedPacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var seconds = Math.DivRem(packet.Timestamp.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerSecond, out var ticks);
        if (seconds is < 0 or > uint.MaxValue || ticks < 0)
            throw new ArgumentOutOfRangeException(nameof(packet), packet.Timestamp, "pcap has times from 1970 to 2106 only.");

        Span<byte> header = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)seconds);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)ticks * 100);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], packet.Data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], packet.OriginalLength);
        _stream.Write(header);
        _stream.Write(packet.Data.Span);
    }

    /// <summary>Flushes the stream to the operating system.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Flush() => _stream.Flush();

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _stream.Dispose();
}
