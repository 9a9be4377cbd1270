using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;

namespace RxOfctl;

/// <summary>
/// Passes log entries to the app's logger on a thread of the pool, one at a time and in order, so that a logger that is slow, blocks or
/// throws does not delay any connection. Up to 1,024 entries wait; more are left out, and their number is logged. On a virtual-time
/// scheduler the logger is called at once, which is deterministic.
/// </summary>
internal sealed class LogQueue(ILogger logger, IScheduler scheduler) : ILogger
{
    private const int Capacity = 1024;

    private readonly bool _isSynchronous = scheduler.IsVirtualTime();
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = new();
    private TaskCompletionSource? _empty;
    private long _leftOut;
    private bool _isDraining;
    private bool _hasThrown;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
#pragma warning disable CA1031 // An exception of the app's logger must not end a connection.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Report(error);
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        void Write() => logger.Log(logLevel, eventId, state, exception, formatter);
        if (_isSynchronous)
        {
            Run(Write);
            return;
        }

        lock (_gate)
        {
            if (_waiting.Count == Capacity)
            {
                _leftOut++;
                return;
            }

            _waiting.Enqueue(Write);
            if (_isDraining)
                return;
            _isDraining = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Drain(), this, preferLocal: false);
    }

    /// <summary>Completes when no entry waits.</summary>
    public Task WhenEmpty()
    {
        lock (_gate)
            return _isDraining ? (_empty ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
    }

    private void Drain()
    {
        while (TryTake(out var write, out var leftOut))
        {
            Run(write);
            if (leftOut > 0)
                Run(() => RxOfctl.Log.EntriesLeftOut(logger, leftOut));
        }
    }

    private bool TryTake(out Action write, out long leftOut)
    {
        lock (_gate)
        {
            // The entries that were left out came after those that wait.
            leftOut = _waiting.Count == 1 ? _leftOut : 0;
            _leftOut -= leftOut;
            if (_waiting.TryDequeue(out write!))
                return true;
            _isDraining = false;
            _empty?.SetResult();
            _empty = null;
            return false;
        }
    }

    private void Run(Action write)
    {
        try
        {
            write();
        }
#pragma warning disable CA1031 // As above.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Report(error);
        }
    }

    // The logger that throws cannot log this.
    private void Report(Exception error)
    {
        if (_hasThrown)
            return;
        _hasThrown = true;
        Console.Error.WriteLine($"RxOfctl: the logger of the controller threw; further exceptions of it are not reported. {error}");
    }
}
