using System.IO.Pipelines;

namespace RxOfctl.Simulator.Switches;

/// <summary>A stream as a pair of pipes. Writers wait for the peer only when the pipe is full.</summary>
internal sealed class SocketTransport(Stream stream) : IDuplexPipe
{
    private readonly Pipe _output = new(new PipeOptions(useSynchronizationContext: false));

    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    public PipeWriter Output => _output.Writer;

    /// <summary>Sends what is written to the output until it is completed.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public async Task SendAsync()
    {
        try
        {
            await _output.Reader.CopyToAsync(stream).ConfigureAwait(false);
        }
        finally
        {
            await _output.Reader.CompleteAsync().ConfigureAwait(false);
        }
    }
}
