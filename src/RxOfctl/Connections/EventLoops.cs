using System.Reactive.Concurrency;
using RxOfctl.Delivery;

namespace RxOfctl.Connections;

/// <summary>One event loop for each processor, created with its first connection.</summary>
internal sealed class EventLoops : IDisposable
{
    private readonly IScheduler _scheduler;
    private readonly Watchdog _watchdog;
    private readonly Lock _gate = new();
    private readonly EventLoop?[] _loops = new EventLoop?[Environment.ProcessorCount];
    private int _next;
    private bool _isDisposed;

    private EventLoops(IScheduler scheduler, Watchdog watchdog) => (_scheduler, _watchdog) = (scheduler, watchdog);

    /// <summary>
    /// The loops of a controller; null where there are none: on other systems than Linux, and on a scheduler that is not the thread pool by
    /// one of its names, on which everything runs that is scheduled there.
    /// </summary>
    public static EventLoops? On(IScheduler scheduler, Watchdog watchdog) =>
        OperatingSystem.IsLinux()
        && (scheduler == TaskPoolScheduler.Default || scheduler == ThreadPoolScheduler.Instance || scheduler == DefaultScheduler.Instance)
            ? new(scheduler, watchdog)
            : null;

    /// <summary>Returns the loop for the next connection; null if the loops are disposed, or there are no descriptors left.</summary>
    public EventLoop? Next()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return null;
            ref var loop = ref _loops[_next];
            _next = (_next + 1) % _loops.Length;
            try
            {
                return loop is { Failure: null } ? loop : loop = new(_watchdog, _scheduler);
            }
            catch (IOException)
            {
                // Out of descriptors: the connection is read as a stream.
                return null;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var loop in _loops)
                loop?.Stop();
        }
    }
}
