using System.Buffers.Binary;

namespace RxOfctl.Capture.Formats;

/// <summary>The format pcap, of either byte order, with times in microseconds or nanoseconds.</summary>
internal sealed class PcapReader : IPacketFormat
{
    private const uint Microseconds = 0xa1b2c3d4;
    private const uint Nanoseconds = 0xa1b23c4d;
    private const int HeaderLength = 24;
    private const int RecordHeaderLength = 16;

    private readonly CaptureSource _source;
    private readonly bool _bigEndian;
    private readonly uint _fractionsPerSecond;

    private PcapReader(CaptureSource source, bool bigEndian, bool nanoseconds)
    {
        (_source, _bigEndian, _fractionsPerSecond) = (source, bigEndian, nanoseconds ? 1_000_000_000u : 1_000_000u);
        if (source.Take(HeaderLength) is not { } header)
        {
            Interfaces = [];
            return;
        }

        var snapLength = Read32(header.AsSpan(16));
        Interfaces =
        [
            new()
            {
                // The upper half is the length of the frame check sequence.
                LinkType = (LinkType)(Read32(header.AsSpan(20)) & 0xffff),
                SnapLength = snapLength > int.MaxValue ? 0 : (int)snapLength,
            },
        ];
    }

    public IReadOnlyList<CaptureInterface> Interfaces { get; }

    public IReadOnlyList<CaptureStatistics> Statistics => [];

    public string? Comment => null;

    /// <summary>Reads the header, if the first four bytes are a magic number of this format.</summary>
    public static PcapReader? TryCreate(uint magic, CaptureSource source)
    {
        var swapped = BinaryPrimitives.ReverseEndianness(magic);
        return magic is Microseconds or Nanoseconds ? new(source, bigEndian: true, magic == Nanoseconds)
            : swapped is Microseconds or Nanoseconds ? new(source, bigEndian: false, swapped == Nanoseconds)
            : null;
    }

    public CapturedPacket? Read()
    {
        var start = _source.Position;
        if (Interfaces.Count == 0 || _source.Take(RecordHeaderLength) is not { } header)
            return null;

        var (seconds, fraction) = (Read32(header), Read32(header.AsSpan(4)));
        var (captured, original) = (Read32(header.AsSpan(8)), Read32(header.AsSpan(12)));
        if (captured > CaptureSource.MaxStructure)
            throw new CaptureFormatException(start, $"a packet of {captured} bytes; more than {CaptureSource.MaxStructure} are not read");
        if (fraction >= _fractionsPerSecond)
            throw new CaptureFormatException(start, $"a time with {fraction} parts of a second that has {_fractionsPerSecond}");
        if (_source.Take((int)captured) is not { } data)
        {
            _source.EndInside();
            return null;
        }

        return new()
        {
            Interface = 0,
            Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks((long)fraction * TimeSpan.TicksPerSecond / _fractionsPerSecond),
            Data = data,
            OriginalLength = (int)Math.Min(original, int.MaxValue),
        };
    }

    private uint Read32(ReadOnlySpan<byte> bytes) =>
        _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
