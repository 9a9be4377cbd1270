using System.Buffers.Binary;
using System.Text;

namespace RxOfctl.Capture.Formats;

/// <summary>The format pcapng (draft-ietf-opsawg-pcapng): sections of blocks, each section in a byte order of its own.</summary>
internal sealed class PcapngReader(CaptureSource source) : IPacketFormat
{
    /// <summary>The type of a Section Header Block, which is the same in both byte orders.</summary>
    public const uint SectionHeader = 0x0a0d0d0a;

    private const uint ByteOrderMagic = 0x1a2b3c4d;
    private const int HeadLength = 8;
    private const int TrailerLength = 4;

    private readonly List<CaptureInterface> _interfaces = [];
    private readonly List<CaptureStatistics> _statistics = [];
    private readonly List<PcapngClock> _clocks = [];
    private bool _bigEndian;
    private int _firstInterface;

    public IReadOnlyList<CaptureInterface> Interfaces => _interfaces;

    public IReadOnlyList<CaptureStatistics> Statistics => _statistics;

    public string? Comment { get; private set; }

    public CapturedPacket? Read()
    {
        while (true)
        {
            var start = source.Position;
            if (source.Take(HeadLength) is not { } head)
                return null;

            var isSection = BinaryPrimitives.ReadUInt32BigEndian(head) == SectionHeader;
            var body = isSection ? TakeSection(start, head) : TakeBlock(start, Read32(head.AsSpan(4)), taken: HeadLength, []);
            if (body is null)
            {
                source.EndInside();
                return null;
            }

            var fields = new BlockReader(body, start + HeadLength, _bigEndian);
            if (isSection)
                BeginSection(fields);
            else if (ReadBlock(Read32(head), fields) is { } packet)
                return packet;
        }
    }

    private CapturedPacket? ReadBlock(uint type, BlockReader fields)
    {
        switch (type)
        {
            case BlockType.Interface:
                AddInterface(fields);
                return null;
            case BlockType.InterfaceStatistics:
                AddStatistics(fields);
                return null;
            case BlockType.EnhancedPacket:
                return ReadEnhanced(fields, fields.UInt32());
            case BlockType.ObsoletePacket:
                var (index, dropped) = (fields.UInt16(), fields.UInt16());
                var packet = ReadEnhanced(fields, index);
                return packet.DroppedBefore == 0 && dropped != ushort.MaxValue ? packet with { DroppedBefore = dropped } : packet;
            case BlockType.SimplePacket:
                return ReadSimple(fields);
            default:
                // Name resolution, secrets, custom and later blocks: they have no packets.
                return null;
        }
    }

    // The length of a Section Header Block is in the byte order that its first field defines.
    private byte[]? TakeSection(long start, byte[] head)
    {
        if (source.Take(4) is not { } magic)
            return null;
        _bigEndian = BinaryPrimitives.ReadUInt32BigEndian(magic) switch
        {
            ByteOrderMagic => true,
            var other when BinaryPrimitives.ReverseEndianness(other) == ByteOrderMagic => false,
            var other => throw new CaptureFormatException(start, $"0x{other:x8} is no byte-order magic of a section"),
        };
        return TakeBlock(start, Read32(head.AsSpan(4)), taken: HeadLength + 4, magic);
    }

    /// <summary>The body of a block, starting with the bytes that were read already.</summary>
    private byte[]? TakeBlock(long start, uint length, int taken, byte[] begun)
    {
        if (length < taken + TrailerLength || length % 4 != 0 || length > CaptureSource.MaxStructure)
            throw new CaptureFormatException(start, $"a block of {length} bytes: it must be a multiple of 4, of {taken + TrailerLength} to {CaptureSource.MaxStructure}");
        if (source.Take((int)length - taken) is not { } rest)
            return null;

        var trailer = Read32(rest.AsSpan(rest.Length - TrailerLength));
        if (trailer != length)
            throw new CaptureFormatException(start, $"the block has a length of {length} at its start and {trailer} at its end");
        return [.. begun, .. rest.AsSpan(0, rest.Length - TrailerLength)];
    }

    private void BeginSection(BlockReader fields)
    {
        fields.UInt32(); // byte-order magic
        var (major, minor) = (fields.UInt16(), fields.UInt16());
        if (major != 1)
            throw fields.Malformed($"version {major}.{minor} of pcapng is not known");
        fields.UInt64(); // length of the section
        _firstInterface = _interfaces.Count;
        Comment = null;
        while (fields.TryReadOption(out var option))
        {
            if (option.Code == OptionCode.Comment)
                Comment = option.Text;
        }
    }

    private void AddInterface(BlockReader fields)
    {
        var linkType = (LinkType)fields.UInt16();
        fields.UInt16(); // reserved
        var snapLength = fields.UInt32();
        string? name = null, description = null;
        byte resolution = 6;
        long offset = 0;
        while (fields.TryReadOption(out var option))
        {
            switch (option.Code)
            {
                case OptionCode.InterfaceName:
                    name = option.Text;
                    break;
                case OptionCode.InterfaceDescription:
                    description = option.Text;
                    break;
                case OptionCode.InterfaceResolution when option.Value.Length == 1:
                    resolution = option.Value[0];
                    break;
                case OptionCode.InterfaceOffset when option.Value.Length == 8:
                    offset = (long)fields.UInt64(option.Value);
                    break;
            }
        }

        _interfaces.Add(new()
        {
            LinkType = linkType,
            Name = name,
            Description = description,
            SnapLength = snapLength > int.MaxValue ? 0 : (int)snapLength,
        });
        _clocks.Add(new PcapngClock(resolution, offset));
    }

    private void AddStatistics(BlockReader fields)
    {
        var index = InterfaceAt(fields, fields.UInt32());
        var timestamp = Time(fields, index, ((ulong)fields.UInt32() << 32) | fields.UInt32());
        long? received = null, dropped = null;
        while (fields.TryReadOption(out var option))
        {
            if (option.Value.Length != 8)
                continue;
            if (option.Code == OptionCode.StatisticsReceived)
                received = (long)fields.UInt64(option.Value);
            else if (option.Code == OptionCode.StatisticsDropped)
                dropped = (long)fields.UInt64(option.Value);
        }

        _statistics.Add(new(index, timestamp, received, dropped));
    }

    private CapturedPacket ReadEnhanced(BlockReader fields, uint sectionIndex)
    {
        var index = InterfaceAt(fields, sectionIndex);
        var timestamp = Time(fields, index, ((ulong)fields.UInt32() << 32) | fields.UInt32());
        var (captured, original) = (fields.UInt32(), fields.UInt32());
        var data = fields.Bytes(captured);
        var direction = PacketDirection.Unknown;
        long dropped = 0;
        string? comment = null;
        while (fields.TryReadOption(out var option))
        {
            switch (option.Code)
            {
                case OptionCode.Comment:
                    comment = option.Text;
                    break;
                case OptionCode.PacketFlags when option.Value.Length == 4:
                    var bits = fields.UInt32(option.Value) & 3;
                    direction = bits == 3 ? PacketDirection.Unknown : (PacketDirection)bits;
                    break;
                case OptionCode.PacketDropCount when option.Value.Length == 8:
                    dropped = (long)fields.UInt64(option.Value);
                    break;
            }
        }

        return new()
        {
            Interface = index,
            Timestamp = timestamp,
            Data = data,
            OriginalLength = (int)Math.Min(original, int.MaxValue),
            Direction = direction,
            DroppedBefore = dropped,
            Comment = comment,
        };
    }

    private CapturedPacket ReadSimple(BlockReader fields)
    {
        var index = InterfaceAt(fields, 0);
        var original = fields.UInt32();
        var snapLength = _interfaces[index].SnapLength;
        var captured = Math.Min(original, snapLength == 0 ? uint.MaxValue : (uint)snapLength);
        return new()
        {
            Interface = index,
            Timestamp = DateTimeOffset.UnixEpoch,
            Data = fields.Bytes(captured),
            OriginalLength = (int)Math.Min(original, int.MaxValue),
        };
    }

    private int InterfaceAt(BlockReader fields, uint sectionIndex)
    {
        var count = _interfaces.Count - _firstInterface;
        return sectionIndex < count ? _firstInterface + (int)sectionIndex
            : throw fields.Malformed($"interface {sectionIndex} of a section that has described {count}");
    }

    private DateTimeOffset Time(BlockReader fields, int index, ulong units) =>
        _clocks[index].TryToTime(units) ?? throw fields.Malformed($"a time of {units} units after the epoch of its interface is out of range");

    private uint Read32(ReadOnlySpan<byte> bytes) =>
        _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}

/// <summary>An option of a block: its code and the bytes of its value.</summary>
internal readonly ref struct BlockOption(ushort code, ReadOnlySpan<byte> value)
{
    public ushort Code { get; } = code;

    public ReadOnlySpan<byte> Value { get; } = value;

    public string Text => Encoding.UTF8.GetString(Value);
}

/// <summary>Reads the fields and options of a block's body in order.</summary>
internal sealed class BlockReader(byte[] body, long start, bool bigEndian)
{
    private int _position;

    public ushort UInt16()
    {
        var bytes = Next(2);
        return bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public uint UInt32() => UInt32(Next(4));

    public uint UInt32(ReadOnlySpan<byte> bytes) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public ulong UInt64() => UInt64(Next(8));

    public ulong UInt64(ReadOnlySpan<byte> bytes) =>
        bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    /// <summary>Bytes padded to a multiple of four.</summary>
    public ReadOnlyMemory<byte> Bytes(uint length)
    {
        if (length > body.Length - _position)
            throw Malformed($"{length} bytes of a packet in a block that has {body.Length - _position} left");
        var bytes = body.AsMemory(_position, (int)length);
        _position = Math.Min(body.Length, _position + Padded((int)length));
        return bytes;
    }

    public bool TryReadOption(out BlockOption option)
    {
        option = default;
        if (body.Length - _position < 4)
            return false;
        var (code, length) = (UInt16(), UInt16());
        if (code == OptionCode.End)
            return false;
        if (length > body.Length - _position)
            throw Malformed($"an option {code} of {length} bytes in a block that has {body.Length - _position} left");
        option = new(code, body.AsSpan(_position, length));
        _position = Math.Min(body.Length, _position + Padded(length));
        return true;
    }

    public CaptureFormatException Malformed(string reason) => new(start + _position, reason);

    private static int Padded(int length) => (length + 3) & ~3;

    private ReadOnlySpan<byte> Next(int length)
    {
        if (length > body.Length - _position)
            throw Malformed("the block ends before its fields do");
        _position += length;
        return body.AsSpan(_position - length, length);
    }
}

/// <summary>The resolution and offset of an interface's timestamps (options <c>if_tsresol</c> and <c>if_tsoffset</c>).</summary>
internal readonly struct PcapngClock(byte resolution, long offsetSeconds)
{
    /// <summary>A count of units as a time, or null outside the range of <see cref="DateTimeOffset"/>.</summary>
    public DateTimeOffset? TryToTime(ulong units)
    {
        // With the high bit the rest is a power of two, not of ten. Units finer than any clock count as zero.
        var exponent = resolution & 0x7f;
        var perSecond = UInt128.One;
        if ((resolution & 0x80) != 0)
            perSecond = exponent < 127 ? UInt128.One << exponent : UInt128.MaxValue;
        else
        {
            for (var i = 0; i < Math.Min(exponent, 38); i++)
                perSecond *= 10;
        }

        var (seconds, fraction) = UInt128.DivRem(units, perSecond);
        var ticks = (Int128)seconds * TimeSpan.TicksPerSecond + (Int128)(fraction * TimeSpan.TicksPerSecond / perSecond)
            + (Int128)offsetSeconds * TimeSpan.TicksPerSecond + DateTimeOffset.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset((long)ticks, TimeSpan.Zero) : null;
    }
}
