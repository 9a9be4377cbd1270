using System.Collections.Concurrent;

namespace RxOfctl.Tests.Caching;

/// <summary>Records a stream, and fails where the Rx grammar is broken: a notification during another, or after the end.</summary>
public sealed class Recorder<T>(Action<T>? onNext = null) : IObserver<T>
{
    private readonly ConcurrentQueue<T> _values = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private int _running;

    public IReadOnlyList<T> Values => [.. _values];

    public bool IsCompleted { get; private set; }

    public Exception? Error { get; private set; }

    public IEnumerable<string> Violations => _violations;

    public void OnNext(T value) => Guarded(() =>
    {
        _values.Enqueue(value);
        onNext?.Invoke(value);
    });

    public void OnError(Exception error) => Guarded(() => Error = error);

    public void OnCompleted() => Guarded(() => IsCompleted = true);

    private void Guarded(Action notification)
    {
        if (Interlocked.Exchange(ref _running, 1) == 1)
            _violations.Enqueue("A notification during another.");
        if (IsCompleted || Error is not null)
            _violations.Enqueue("A notification after the end.");
        try
        {
            notification();
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }
}
