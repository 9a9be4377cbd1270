using System.Reactive.Concurrency;
using RxOfctl.Protocol.Messages;
using RxOfctl.Serving;

namespace RxOfctl.Recording.Files;

/// <summary>Emits the messages of a recording, and then those that are being written, to one observer.</summary>
/// <param name="scheduler">Where the observer is called.</param>
/// <param name="limit">The bytes that may wait for the observer.</param>
/// <param name="observer">The observer.</param>
internal sealed class LiveFeed(IScheduler scheduler, long limit, IObserver<Envelope<OpenFlowMessage>> observer) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<(TappedConnection Tapped, RecordedFrame Frame)> _waiting = new();
    private readonly Dictionary<TappedConnection, RecordedConnection> _connections = [];
    private readonly RecordedDatapaths _datapaths = new();
    private Dictionary<long, RecordedConnection> _byId = [];
    private long _waitingBytes;
    private bool _isBusy = true;
    private bool _isTooSlow;
    private bool _isCompleted;
    private volatile bool _isDisposed;

    /// <summary>Emits the history, and then what was added since.</summary>
    /// <param name="read">Reads the history.</param>
    /// <param name="from">The time from which it is emitted.</param>
    public void Start(Func<Recording> read, DateTimeOffset from) => scheduler.Schedule(() =>
    {
        Recording history;
        try
        {
            history = read();
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            _isDisposed = true;
            observer.OnError(error);
            return;
        }

        _byId = history.Connections.Where(connection => connection.Id is not null).ToDictionary(connection => connection.Id!.Value);
        foreach (var frame in history.Frames)
        {
            if (_isDisposed)
                return;
            if (_datapaths.Add(frame) is { } envelope && frame.Timestamp >= from)
                observer.OnNext(envelope);
        }

        Drain();
    });

    /// <summary>Adds a message that is being written. Never waits for the observer.</summary>
    public void Add(TappedConnection tapped, bool isSent, DateTimeOffset time, ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_isDisposed || _isTooSlow)
                return;
            _waitingBytes += frame.Length;
            _isTooSlow = _waitingBytes > limit;
            if (!_isTooSlow)
                _waiting.Enqueue((tapped, new(ConnectionOf(tapped, time), time, isSent, frame.ToArray())));
            if (_isBusy)
                return;
            _isBusy = true;
        }

        scheduler.Schedule(Drain);
    }

    /// <summary>Nothing more is added.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isCompleted = true;
            if (_isBusy)
                return;
            _isBusy = true;
        }

        scheduler.Schedule(Drain);
    }

    public void Dispose() => _isDisposed = true;

    // Runs on one thread at a time: the thread that sets _isBusy schedules it.
    private void Drain()
    {
        while (!_isDisposed)
        {
            (TappedConnection Tapped, RecordedFrame Frame) next;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _isBusy = _isTooSlow || _isCompleted;
                    if (_isBusy)
                        break;
                    return;
                }

                _waitingBytes -= next.Frame.Data.Length;
            }

            Emit(next.Tapped, next.Frame);
        }

        if (_isDisposed)
            return;
        if (_isTooSlow)
            observer.OnError(new InvalidOperationException($"The observer is too slow: more than {limit} bytes wait for it."));
        else
            observer.OnCompleted();
    }

    private void Emit(TappedConnection tapped, RecordedFrame frame)
    {
        // A connection of the history goes on: its datapath, its ports and its requests are known.
        if (_byId.TryGetValue(tapped.Id, out var known))
            frame = frame with { Connection = known };
        if (_datapaths.Add(frame) is { } envelope)
            observer.OnNext(tapped.Datapath is { } datapath ? envelope with { Datapath = datapath } : envelope);
    }

    private RecordedConnection ConnectionOf(TappedConnection tapped, DateTimeOffset time)
    {
        if (!_connections.TryGetValue(tapped, out var connection))
            _connections[tapped] = connection = new(_connections.Count, tapped.Peer, time) { Id = tapped.Id };
        return connection;
    }
}
