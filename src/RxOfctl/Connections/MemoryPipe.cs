using System.IO.Pipelines;
using System.Reactive.Concurrency;

namespace RxOfctl.Connections;

/// <summary>One end of a connection in memory: what is written to its output comes out of the other end's input.</summary>
public sealed class MemoryPipe : IDuplexPipe
{
    // Little, since what waits for the other end is counted where it is written.
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

    /// <summary>Makes a connection in memory.</summary>
    /// <param name="scheduler">Where both ends go on when bytes have come. On a scheduler of virtual time nothing happens but in its turn.</param>
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
