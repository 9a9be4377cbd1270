using System.Globalization;
using System.IO.Compression;

namespace RxOfctl.Recording.Files;

/// <summary>The file, or the files one after the other, of a recording. Written in batches, each of which is in the file or is
/// not.</summary>
internal sealed class RecordingOutput : IDisposable
{
    private readonly string? _path;
    private readonly bool _isNumbered;
    private readonly long _start;
    private Stream _stream;
    private int _number = 1;
    private bool _hasPartOfBatch;

    private RecordingOutput(Stream stream)
    {
        _stream = stream;
        _start = stream.CanSeek ? stream.Position : 0;
    }

    private RecordingOutput(string path, bool isNumbered)
    {
        (_path, _isNumbered) = (path, isNumbered);
        _stream = Create();
    }

    /// <summary>The bytes in the current file.</summary>
    public long Length { get; private set; }

    /// <summary>The name of the current file; null for a stream.</summary>
    public string? Current { get; private set; }

    /// <summary>The names of the files so far.</summary>
    public List<string> Files { get; } = [];

    public static RecordingOutput To(Stream stream) => new(stream);

    public static RecordingOutput To(string path, RecordingOptions options) =>
        new(path, isNumbered: options.MaxFileSize is not null || options.MaxFileAge is not null);

    /// <summary>Writes a batch. If that fails, the part of it that was written is removed before the next one; an output that cannot seek
    /// is not written any more, since what follows half a message is not readable.</summary>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> batch)
    {
        if (_hasPartOfBatch)
            RemovePartOfBatch();
        _hasPartOfBatch = true;
        _stream.Write(batch);
        _stream.Flush();
        _hasPartOfBatch = false;
        Length += batch.Length;
    }

    /// <summary>Closes the file, and begins the next one.</summary>
    /// <returns>The name of the file that was closed.</returns>
    /// <exception cref="IOException">The next file cannot be created; the present one stays open.</exception>
    public string Rotate()
    {
        var (closed, stream) = (Current!, _stream);
        _number++;
        try
        {
            _stream = Create();
        }
        catch
        {
            _number--;
            throw;
        }

        stream.Dispose();
        return closed;
    }

    /// <summary>Compresses a closed file, and then deletes it.</summary>
    /// <exception cref="IOException">It cannot be read, or the compressed one cannot be written; both stay.</exception>
    public void Compress(string closed)
    {
        var compressed = $"{closed}.gz";
        using (var input = File.OpenRead(closed))
        using (var output = new GZipStream(File.Create(compressed), CompressionLevel.Optimal))
            input.CopyTo(output);
        File.Delete(closed);
        lock (Files)
            Files[Files.IndexOf(closed)] = compressed;
    }

    public void Dispose() => _stream.Dispose();

    private void RemovePartOfBatch()
    {
        if (!_stream.CanSeek)
            throw new IOException("The recording has ended: writing to its stream failed, and the stream cannot seek.");
        _stream.SetLength(_start + Length);
        _stream.Position = _start + Length;
        _hasPartOfBatch = false;
    }

    private FileStream Create()
    {
        var path = _path!;
        if (_isNumbered)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}-{_number:D5}{Path.GetExtension(path)}");
            path = Path.Combine(Path.GetDirectoryName(path) ?? "", name);
        }

        // Unbuffered: batches are large, and what is written survives the process.
        var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        (Current, Length) = (path, 0);
        lock (Files)
            Files.Add(path);
        return stream;
    }
}
