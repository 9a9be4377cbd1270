namespace RxOfctl.Capture.Formats;

/// <summary>
/// Reads the bytes of a capture in whole structures, and keeps the position and whether the file ended within a structure.
/// </summary>
internal sealed class CaptureSource(Stream stream) : IDisposable
{
    // Larger than any packet, with jumbo segments, and small enough for a hostile file.
    public const int MaxStructure = 64 << 20;

    private const int Chunk = 1 << 20;

    private readonly byte[] _peeked = new byte[4];
    private Stream _stream = stream;
    private int _peekedLength;

    public long Position { get; private set; }

    public bool IsTruncated { get; private set; }

    /// <summary>Peeks at the next bytes, at most 4; fewer at the end of the file.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_peekedLength < count)
            _peekedLength += ReadStream(_peeked.AsSpan(_peekedLength, count - _peekedLength));
        return _peeked.AsSpan(0, _peekedLength);
    }

    /// <summary>Continues through a decompressing stream, which gets the peeked bytes again.</summary>
    public void Decompress(Func<Stream, Stream> decompressor)
    {
        var peeked = _peeked.AsSpan(0, _peekedLength).ToArray();
        _peekedLength = 0;
        _stream = decompressor(new PrefixedStream(peeked, _stream));
    }

    /// <summary>Reads a structure of a length that the file claims; null at the end of the file.</summary>
    public byte[]? Take(int length)
    {
        // The length may be wrong: memory is allocated as bytes arrive.
        var bytes = new byte[Math.Min(length, Chunk)];
        var filled = Fill(bytes, 0);
        while (filled == bytes.Length && bytes.Length < length)
        {
            Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L));
            filled = Fill(bytes, filled);
        }

        Position += filled;
        if (filled == length)
            return bytes;
        IsTruncated |= filled > 0;
        return null;
    }

    /// <summary>Records that the file ended within a structure of which bytes were read.</summary>
    public void EndInside() => IsTruncated = true;

    public void Dispose() => _stream.Dispose();

    private int Fill(byte[] bytes, int filled)
    {
        var peeked = Math.Min(_peekedLength, bytes.Length - filled);
        if (peeked > 0)
        {
            _peeked.AsSpan(0, peeked).CopyTo(bytes.AsSpan(filled));
            _peeked.AsSpan(peeked, _peekedLength - peeked).CopyTo(_peeked);
            _peekedLength -= peeked;
            filled += peeked;
        }

        return filled + ReadStream(bytes.AsSpan(filled));
    }

    private int ReadStream(Span<byte> bytes)
    {
        try
        {
            return _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException corrupt)
        {
            throw new CaptureFormatException(Position, $"the compressed data is corrupt: {corrupt.Message}");
        }
    }
}

/// <summary>Bytes, followed by those of another stream.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (prefix.IsEmpty)
            return rest.Read(buffer);
        var count = Math.Min(prefix.Length, buffer.Length);
        prefix.Span[..count].CopyTo(buffer);
        prefix = prefix[count..];
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }
}
