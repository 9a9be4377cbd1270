using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using RxOfctl.Capture.Formats;

namespace RxOfctl.Capture;

/// <summary>
/// Reads captures in the formats pcap and pcapng, plain or compressed by gzip, packet by packet, in the order of the file.
/// </summary>
/// <remarks>
/// A file that ends in the middle of a structure, because its writer was killed, gives every packet up to there and then
/// <see cref="IsTruncated"/>. Memory is bounded by the largest structure, of 64 MiB at most. Not thread-safe.
/// </remarks>
public sealed class CaptureReader : IDisposable
{
    private readonly CaptureSource _source;
    private readonly IPacketFormat _format;

    /// <summary>Reads a capture from a stream, which need not seek.</summary>
    /// <param name="stream">The bytes of the capture. It is disposed with the reader.</param>
    /// <exception cref="CaptureFormatException">The stream does not begin with a capture.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public CaptureReader(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _source = new CaptureSource(stream);
        try
        {
            _format = Detect();
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    /// <summary>The interfaces that the file has described up to the last packet read.</summary>
    public IReadOnlyList<CaptureInterface> Interfaces => _format.Interfaces;

    /// <summary>The statistics that the file has given up to the last packet read. They are usually at its end.</summary>
    public IReadOnlyList<CaptureStatistics> Statistics => _format.Statistics;

    /// <summary>The comment of the last section begun (pcapng, option <c>opt_comment</c> of the Section Header Block).</summary>
    public string? Comment => _format.Comment;

    /// <summary>Whether the file ended in the middle of a structure. Known when <see cref="TryRead"/> has returned false.</summary>
    public bool IsTruncated => _source.IsTruncated;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="CaptureFormatException">The file does not begin with a capture.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CaptureReader Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 64 << 10, FileOptions.SequentialScan));

    /// <summary>Reads the next packet.</summary>
    /// <param name="packet">The packet, which owns its bytes.</param>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="CaptureFormatException">A structure violates the format. Nothing after it can be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool TryRead([NotNullWhen(true)] out CapturedPacket? packet) => (packet = _format.Read()) is not null;

    /// <summary>The remaining packets, read as they are enumerated.</summary>
    /// <exception cref="CaptureFormatException">Thrown while enumerating: see <see cref="TryRead"/>.</exception>
    public IEnumerable<CapturedPacket> ReadAll()
    {
        while (TryRead(out var packet))
            yield return packet;
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _source.Dispose();

    private IPacketFormat Detect()
    {
        var start = _source.Peek(4);
        if (start.Length >= 2 && start[0] == 0x1f && start[1] == 0x8b)
        {
            _source.Decompress(stream => new GZipStream(stream, CompressionMode.Decompress));
            start = _source.Peek(4);
        }

        if (start.Length < 4)
            throw new CaptureFormatException(0, $"{start.Length} bytes are too few for a capture: pcap and pcapng begin with a magic number of 4");

        var magic = BinaryPrimitives.ReadUInt32BigEndian(start);
        return magic == PcapngReader.SectionHeader ? new PcapngReader(_source)
            : PcapReader.TryCreate(magic, _source) ?? throw new CaptureFormatException(0, $"0x{magic:x8} is no magic number of pcap or pcapng");
    }
}
