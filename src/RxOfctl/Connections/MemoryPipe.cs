using System.IO.Pipelines;
using System.Reactive.Concurrency;

namespace RxOfctl.Connections;

/// <summary>One end of a connection in memory: bytes written to its output are read from the other end's input.</summary>
public sealed class MemoryPipe : IDuplexPipe
{
    // Small, since bytes that wait for the other end are counted where they are written.
    private const int Threshold = 1 << 16;

    private MemoryPipe(PipeReader input, PipeWriter output)
    {
        Input = input;
        Output = output;
    }

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <summary>Creates a connection in memory.</summary>
    /// <param name="scheduler">Where both ends continue when bytes have arrived.</param>
    /// <returns>The two ends.</returns>
    public static (IDuplexPipe First, IDuplexPipe Second) CreatePair(IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        var turns = new SchedulerPipeScheduler(scheduler);
        var options = new PipeOptions(
            pauseWriterThreshold: Threshold,
            readerScheduler: turns,
            writerScheduler: turns,
            resumeWriterThreshold: Threshold / 2,
            useSynchronizationContext: false);
        var (there, back) = (new Pipe(options), new Pipe(options));
        return (new MemoryPipe(back.Reader, there.Writer), new MemoryPipe(there.Reader, back.Writer));
    }
}
