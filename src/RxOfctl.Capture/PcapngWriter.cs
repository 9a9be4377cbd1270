using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using RxOfctl.Capture.Formats;

namespace RxOfctl.Capture;

/// <summary>Writes a capture in the format pcapng (draft-ietf-opsawg-pcapng), with times of a resolution of 100 ns.</summary>
/// <remarks>
/// Each block is written to the stream at once, so that a file whose writer is killed between two blocks is complete, and one whose
/// writer is killed within a block can be read up to it. Not thread-safe.
/// </remarks>
public sealed class PcapngWriter : IDisposable
{
    private const uint ByteOrderMagic = 0x1a2b3c4d;
    private const byte Resolution = 7; // units of 10^-7 s, the ticks of .NET

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _body = new(512);
    private readonly ArrayBufferWriter<byte> _options = new(64);
    private int _interfaces;

    /// <summary>Begins a capture.</summary>
    /// <param name="stream">The output, which is disposed with the writer.</param>
    /// <param name="application">The name of the writing program (option <c>shb_userappl</c>), or null.</param>
    /// <param name="comment">A comment on the whole capture (option <c>opt_comment</c>), or null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A text is longer than 65,535 bytes in UTF-8.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public PcapngWriter(Stream stream, string? application = null, string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        Write32(_body, ByteOrderMagic);
        Write16(_body, 1); // version 1.0
        Write16(_body, 0);
        Write32(_body, uint.MaxValue); // the length of the section, 8 bytes: unknown
        Write32(_body, uint.MaxValue);
        WriteText(OptionCode.Comment, comment);
        WriteText(OptionCode.SectionApplication, application);
        WriteBlock(PcapngReader.SectionHeader);
    }

    /// <summary>The bytes given to the stream so far.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Describes an interface. It must be described before its first packet.</summary>
    /// <param name="description">The interface.</param>
    /// <returns>Its index, for its packets.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="description"/> is null.</exception>
    /// <exception cref="ArgumentException">A text is longer than 65,535 bytes in UTF-8.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public int AddInterface(CaptureInterface description)
    {
        ArgumentNullException.ThrowIfNull(description);
        Begin();
        Write16(_body, (ushort)description.LinkType);
        Write16(_body, 0);
        Write32(_body, (uint)description.SnapLength);
        WriteText(OptionCode.InterfaceName, description.Name);
        WriteText(OptionCode.InterfaceDescription, description.Description);
        WriteOption(OptionCode.InterfaceResolution, [Resolution]);
        WriteBlock(BlockType.Interface);
        return _interfaces++;
    }

    /// <summary>Writes a packet. It may be truncated: see <see cref="CapturedPacket.OriginalLength"/>.</summary>
    /// <param name="packet">The packet.</param>
    /// <exception cref="ArgumentNullException"><paramref name="packet"/> is null.</exception>
    /// <inheritdoc cref="Write(int, DateTimeOffset, ReadOnlySpan{byte}, PacketDirection, string?, long)" path="/exception"/>
    public void Write(CapturedPacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        WritePacket(packet.Interface, packet.Timestamp, packet.Data.Span, packet.OriginalLength, packet.Direction, packet.Comment, packet.DroppedBefore);
    }

    /// <summary>Writes a packet that is not truncated.</summary>
    /// <param name="interfaceIndex">The index returned by <see cref="AddInterface"/>.</param>
    /// <param name="timestamp">The time of capture, not before 1970.</param>
    /// <param name="data">Its bytes, from the header of the interface's <see cref="LinkType"/> on.</param>
    /// <param name="direction">Whether the interface sent or received it.</param>
    /// <param name="comment">A comment on it, or null.</param>
    /// <param name="droppedBefore">The number of packets of the interface that are missing since the previous one.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such interface, the time is before 1970, or <paramref name="droppedBefore"/> is negative.
    /// </exception>
    /// <exception cref="ArgumentException">The comment is longer than 65,535 bytes in UTF-8.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(
        int interfaceIndex, DateTimeOffset timestamp, ReadOnlySpan<byte> data, PacketDirection direction = PacketDirection.Unknown,
        string? comment = null, long droppedBefore = 0) =>
        WritePacket(interfaceIndex, timestamp, data, data.Length, direction, comment, droppedBefore);

    /// <summary>Writes the counters of an interface.</summary>
    /// <param name="statistics">The counters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="statistics"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such interface, or the time is before 1970.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(CaptureStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        WriteHead(statistics.Interface, statistics.Timestamp);
        WriteCount(OptionCode.StatisticsReceived, statistics.Received);
        WriteCount(OptionCode.StatisticsDropped, statistics.Dropped);
        WriteBlock(BlockType.InterfaceStatistics);
    }

    /// <summary>Flushes the stream to the operating system.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Flush() => _stream.Flush();

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _stream.Dispose();

    private void WritePacket(
        int interfaceIndex, DateTimeOffset timestamp, ReadOnlySpan<byte> data, int originalLength, PacketDirection direction, string? comment,
        long droppedBefore)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(droppedBefore);
        ArgumentOutOfRangeException.ThrowIfLessThan(originalLength, data.Length);
        WriteHead(interfaceIndex, timestamp);
        Write32(_body, (uint)data.Length);
        Write32(_body, (uint)originalLength);
        WritePadded(_body, data);
        if (direction != PacketDirection.Unknown)
        {
            Span<byte> flags = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(flags, (uint)direction);
            WriteOption(OptionCode.PacketFlags, flags);
        }

        WriteCount(OptionCode.PacketDropCount, droppedBefore == 0 ? null : droppedBefore);
        WriteText(OptionCode.Comment, comment);
        WriteBlock(BlockType.EnhancedPacket);
    }

    private void WriteHead(int interfaceIndex, DateTimeOffset timestamp)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(interfaceIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(interfaceIndex, _interfaces);
        ArgumentOutOfRangeException.ThrowIfLessThan(timestamp, DateTimeOffset.UnixEpoch);
        var units = (ulong)(timestamp.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);
        Begin();
        Write32(_body, (uint)interfaceIndex);
        Write32(_body, (uint)(units >> 32));
        Write32(_body, (uint)units);
    }

    /// <summary>Writes a block with the collected fields and options, and clears both.</summary>
    private void WriteBlock(uint type)
    {
        if (_options.WrittenCount > 0)
            Write32(_options, OptionCode.End);
        var length = 12 + _body.WrittenCount + _options.WrittenCount;
        var block = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block, type);
            BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), length);
            _body.WrittenSpan.CopyTo(block.AsSpan(8));
            _options.WrittenSpan.CopyTo(block.AsSpan(8 + _body.WrittenCount));
            BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(length - 4), length);
            _stream.Write(block, 0, length);
            BytesWritten += length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Begins a block, and discards what a previous block that was refused left.</summary>
    private void Begin()
    {
        _body.ResetWrittenCount();
        _options.ResetWrittenCount();
    }

    private void WriteText(ushort code, string? text)
    {
        if (text is null)
            return;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > ushort.MaxValue)
            throw new ArgumentException($"A text of {bytes.Length} bytes: an option of pcapng holds {ushort.MaxValue} at most.");
        WriteOption(code, bytes);
    }

    private void WriteCount(ushort code, long? count)
    {
        if (count is not { } value)
            return;
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        WriteOption(code, bytes);
    }

    private void WriteOption(ushort code, ReadOnlySpan<byte> value)
    {
        Write16(_options, code);
        Write16(_options, (ushort)value.Length);
        WritePadded(_options, value);
    }

    private static void WritePadded(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        to.Write(bytes);
        to.Write("\0\0\0"u8[..(-bytes.Length & 3)]);
    }

    private static void Write16(ArrayBufferWriter<byte> to, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to.GetSpan(2), value);
        to.Advance(2);
    }

    private static void Write32(ArrayBufferWriter<byte> to, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to.GetSpan(4), value);
        to.Advance(4);
    }
}
