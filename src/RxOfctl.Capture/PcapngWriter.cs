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
    private byte[] _block = new byte[512];
    private int _length;
    private bool _hasOptions;
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
        BeginBlock(PcapngReader.SectionHeader);
        Write32(ByteOrderMagic);
        Write16(1); // version 1.0
        Write16(0);
        Write32(uint.MaxValue); // the length of the section, 8 bytes: unknown
        Write32(uint.MaxValue);
        WriteText(OptionCode.Comment, comment);
        WriteText(OptionCode.SectionApplication, application);
        EndBlock();
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
        BeginBlock(BlockType.Interface);
        Write16((ushort)description.LinkType);
        Write16(0);
        Write32((uint)description.SnapLength);
        WriteText(OptionCode.InterfaceName, description.Name);
        WriteText(OptionCode.InterfaceDescription, description.Description);
        BeginOption(OptionCode.InterfaceResolution, sizeof(byte));
        Write32(Resolution); // a byte, and padding
        EndBlock();
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
        WriteHead(BlockType.InterfaceStatistics, statistics.Interface, statistics.Timestamp);
        WriteCount(OptionCode.StatisticsReceived, statistics.Received);
        WriteCount(OptionCode.StatisticsDropped, statistics.Dropped);
        EndBlock();
    }

    /// <summary>Flushes the stream to the operating system.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Flush() => _stream.Flush();

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _stream.Dispose();

    /// <summary>Begins a packet whose bytes the caller writes into the block itself, before <see cref="EndPacket"/>.</summary>
    /// <returns>The place of its bytes, valid until then.</returns>
    internal Span<byte> BeginPacket(int interfaceIndex, DateTimeOffset timestamp, int length, int originalLength)
    {
        WriteHead(BlockType.EnhancedPacket, interfaceIndex, timestamp);
        Write32((uint)length);
        Write32((uint)originalLength);
        var padding = -length & 3;
        var data = Take(length + padding);
        data[length..].Clear();
        return data[..length];
    }

    /// <summary>Writes the packet that was begun.</summary>
    internal void EndPacket(PacketDirection direction, string? comment, long droppedBefore)
    {
        if (direction != PacketDirection.Unknown)
        {
            BeginOption(OptionCode.PacketFlags, sizeof(uint));
            Write32((uint)direction);
        }

        if (droppedBefore > 0)
            WriteCount(OptionCode.PacketDropCount, droppedBefore);
        WriteText(OptionCode.Comment, comment);
        EndBlock();
    }

    private void WritePacket(
        int interfaceIndex, DateTimeOffset timestamp, ReadOnlySpan<byte> data, int originalLength, PacketDirection direction, string? comment,
        long droppedBefore)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(droppedBefore);
        ArgumentOutOfRangeException.ThrowIfLessThan(originalLength, data.Length);
        data.CopyTo(BeginPacket(interfaceIndex, timestamp, data.Length, originalLength));
        EndPacket(direction, comment, droppedBefore);
    }

    private void WriteHead(uint type, int interfaceIndex, DateTimeOffset timestamp)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(interfaceIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(interfaceIndex, _interfaces);
        ArgumentOutOfRangeException.ThrowIfLessThan(timestamp, DateTimeOffset.UnixEpoch);
        var units = (ulong)(timestamp.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);
        BeginBlock(type);
        Write32((uint)interfaceIndex);
        Write32((uint)(units >> 32));
        Write32((uint)units);
    }

    // A block that was refused, and so not ended, is discarded here.
    private void BeginBlock(uint type)
    {
        _length = 0;
        _hasOptions = false;
        Write32(type);
        Write32(0); // the length, when it is known
    }

    private void EndBlock()
    {
        if (_hasOptions)
            Write32(OptionCode.End);
        var length = (uint)_length + sizeof(uint);
        Write32(length);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(sizeof(uint)), length);
        _stream.Write(_block, 0, _length);
        BytesWritten += _length;
    }

    private void WriteText(ushort code, string? text)
    {
        if (text is null)
            return;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > ushort.MaxValue)
            throw new ArgumentException($"A text of {bytes.Length} bytes: an option of pcapng holds {ushort.MaxValue} at most.");
        BeginOption(code, bytes.Length);
        var padding = -bytes.Length & 3;
        var value = Take(bytes.Length + padding);
        bytes.CopyTo(value);
        value[bytes.Length..].Clear();
    }

    private void WriteCount(ushort code, long? count)
    {
        if (count is not { } value)
            return;
        BeginOption(code, sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);
    }

    private void BeginOption(ushort code, int length)
    {
        _hasOptions = true;
        Write16(code);
        Write16((ushort)length);
    }

    private void Write16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(sizeof(ushort)), value);

    private void Write32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    private Span<byte> Take(int count)
    {
        if (_block.Length - _length < count)
            Array.Resize(ref _block, Math.Max(2 * _block.Length, _length + count));
        var taken = _block.AsSpan(_length, count);
        _length += count;
        return taken;
    }
}
