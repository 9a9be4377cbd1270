using Microsoft.Extensions.Logging;

namespace RxOfctl.Tests.Connections;

/// <summary>Records what is logged, and lets a test wait for a line.</summary>
internal sealed class TestLog : ILoggerFactory, ILogger
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Found)> _waiters = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    /// <summary>Returns the first line that has all of these parts, when it is logged.</summary>
    public Task<string> WhenLogged(CancellationToken limit, params string[] parts)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool Wanted(string line) => parts.All(part => line.Contains(part, StringComparison.Ordinal));
        lock (_gate)
        {
            if (_lines.Find(Wanted) is { } line)
                return Task.FromResult(line);
            _waiters.Add((Wanted, found));
        }

        return found.Task.WaitAsync(limit);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // There are no other logs.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel}: {formatter(state, exception)}{exception}";
        lock (_gate)
        {
            _lines.Add(line);
            foreach (var waiter in _waiters.FindAll(waiter => waiter.Wanted(line)))
            {
                _waiters.Remove(waiter);
                waiter.Found.SetResult(line);
            }
        }
    }

    public void Dispose()
    {
        // The lines can still be read.
    }
}
