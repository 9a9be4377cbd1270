using System.Reactive.Concurrency;

namespace RxOfctl.Connections;

/// <summary>
/// An event loop for each processor, made when the first connection comes for it, and the watchdog that takes a loop from a thread which computes
/// for long, or blocks without saying so.
/// </summary>
internal sealed class EventLoops : IDisposable
{
    // A thread that takes longer at one step, up to twice as long, loses its role.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    private readonly IScheduler _scheduler;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _isAtWork = new();
    private readonly EventLoop?[] _loops = new EventLoop?[Environment.ProcessorCount];
    private int _next;
    private bool _isWatched;
    private volatile bool _isDisposed;

    private EventLoops(IScheduler scheduler) => _scheduler = scheduler;

    /// <summary>
    /// The loops of a controller; null where there are none: on other systems than Linux, and on a scheduler that is not the thread pool by one of its
    /// names, on which everything runs that is scheduled there.
    /// </summary>
    public static EventLoops? On(IScheduler scheduler) =>
        OperatingSystem.IsLinux()
        && (scheduler == TaskPoolScheduler.Default || scheduler == ThreadPoolScheduler.Instance || scheduler == DefaultScheduler.Instance)
            ? new(scheduler)
            : null;

    /// <summary>The loop for the next connection; null if the loops are disposed of, or there are no descriptors for one.</summary>
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
                loop ??= new(this, _scheduler);
            }
            catch (IOException)
            {
                // Out of descriptors: the connection is read as any stream is.
                return null;
            }

            if (!_isWatched)
            {
                _isWatched = true;
                new Thread(Watch) { IsBackground = true, Name = "OpenFlow watchdog" }.UnsafeStart();
            }

            return loop;
        }
    }

    /// <summary>A loop is at work.</summary>
    public void WakeWatchdog()
    {
        if (!_isAtWork.IsSet)
            _isAtWork.Set();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var loop in _loops)
                loop?.Stop();
        }

        _isAtWork.Set();
    }

    private void Watch()
    {
        while (!_isDisposed)
        {
            _isAtWork.Wait();
            Thread.Sleep(Patience);
            // Before it looks, so that a loop which begins to work meanwhile wakes it.
            _isAtWork.Reset();
            var isAtWork = false;
            foreach (var loop in _loops)
                isAtWork |= loop?.TakeFromDelayed() ?? false;
            if (isAtWork)
                _isAtWork.Set();
        }
    }
}
