using System.IO.Pipelines;

namespace RxOfctl.Connections;

/// <summary>A stream, such as that of a socket, as a pair of pipes: what is written to the output is sent by one sender, all there is at a time.</summary>
internal sealed class StreamTransport : IDuplexPipe
{
    /// <summary>How many bytes may wait for a peer that reads slowly before those who write wait.</summary>
    public const int OutputLimit = 1 << 20;

    // A send takes what one segment holds.
    private const int SegmentSize = 1 << 14;

    private readonly Stream _stream;
    private readonly Pipe _output;

    /// <param name="stream">The stream.</param>
    public StreamTransport(Stream stream)
    {
        _stream = stream;
        _output = new(new PipeOptions(
            pauseWriterThreshold: OutputLimit,
            resumeWriterThreshold: OutputLimit / 2,
            minimumSegmentSize: SegmentSize,
            useSynchronizationContext: false));
        // A connection on which nothing comes holds no buffer to read into.
        Input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true, useZeroByteReads: true));
    }

    public PipeReader Input { get; }

    public PipeWriter Output => _output.Writer;

    /// <summary>Sends what is written to the output, until that is completed or the stream breaks.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed meanwhile.</exception>
    public async Task SendAsync()
    {
        var reader = _output.Reader;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync().ConfigureAwait(false);
                foreach (var segment in read.Buffer)
                    await _stream.WriteAsync(segment).ConfigureAwait(false);
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }
}
