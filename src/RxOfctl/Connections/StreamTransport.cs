using System.IO.Pipelines;

namespace RxOfctl.Connections;

/// <summary>A stream, such as that of a socket, as a pair of pipes that read from it and write to it without further threads.</summary>
internal sealed class StreamTransport(Stream stream) : IDuplexPipe
{
    // An idle stream holds no receive buffer.
    public PipeReader Input { get; } =
        PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true, useZeroByteReads: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
}
