using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RxOfctl.Web.Api;

namespace RxOfctl.Web.Events;

/// <summary>
/// The events of one filter for all its clients. Each is formatted once, and kept in a ring for clients that come back or are slow. What the
/// caches hold is kept too, for snapshots.
/// </summary>
internal sealed class EventStream : IDisposable
{
    public const int MaxEvents = 10_000;
    public const long MaxBytes = 16 << 20;

    private readonly Lock _gate = new();
    private readonly CompositeDisposable _subscriptions = [];
    private readonly List<CacheState> _caches = [];
    private readonly byte[]?[] _ring = new byte[MaxEvents][];
    private TaskCompletionSource _next = NewSignal();
    private IReadOnlyList<byte[]>? _snapshot;
    private long _first = 1;
    private long _last;
    private long _bytes;

    public EventStream(EventFilter filter, IReadOnlyDictionary<string, EventSource> sources)
    {
        foreach (var name in filter.Caches)
        {
            var source = sources[name];
            var cache = new CacheState(name, source.Kept);
            _caches.Add(cache);
            _subscriptions.Add(source.Connect(filter).Subscribe(batch => Append(cache, batch), Fail));
        }
    }

    /// <summary>Identifies the stream within the ids of its events: another one after a restart.</summary>
    public string Instance { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>The reason why there are no more events: a source has failed, or the stream was disposed.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The number of the last event.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
                return _last;
        }
    }

    /// <summary>The place after an event that a client has, by its id; null if the events after it are not known here.</summary>
    public long? PlaceOf(string? lastEventId)
    {
        if (lastEventId is null || !lastEventId.StartsWith(Instance + "-", StringComparison.Ordinal)
            || !long.TryParse(lastEventId.AsSpan(Instance.Length + 1), out var number))
            return null;
        lock (_gate)
            return number >= _first - 1 && number <= _last ? number : null;
    }

    /// <summary>The events after a place, as they are sent; null if some of them are no longer here.</summary>
    public (IReadOnlyList<byte[]> Events, long Place, Task Next)? Read(long place, int max)
    {
        lock (_gate)
        {
            if (place < _first - 1)
                return null;
            var count = (int)Math.Min(_last - place, max);
            var events = new byte[count][];
            for (var index = 0; index < count; index++)
                events[index] = _ring[(place + 1 + index) % MaxEvents]!;
            return (events, place + count, place + count < _last ? Task.CompletedTask : _next.Task);
        }
    }

    /// <summary>What the caches hold, as events, and the place at which they do.</summary>
    public (IReadOnlyList<byte[]> Events, long Place) Snapshot()
    {
        lock (_gate)
        {
            // The id comes with the last: a client that has only some of them gets all again.
            _snapshot ??= [.. _caches.Select((cache, index) =>
                Format("snapshot", index == _caches.Count - 1 ? _last : null, json => cache.WriteAll(json)))];
            return (_snapshot, _last);
        }
    }

    /// <summary>The event that says that a client has missed some.</summary>
    public static byte[] Missed(long count) => Format(null, "lost", json =>
    {
        json.WriteStartObject();
        json.WriteNumber("count", count);
        json.WriteEndObject();
    });

    public void Dispose()
    {
        _subscriptions.Dispose();
        Fail(new ObjectDisposedException(nameof(EventStream)));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Fail(Exception exception)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            Failure ??= exception;
            signal = _next;
        }

        signal.TrySetResult();
    }

    private void Append(CacheState cache, EventBatch batch)
    {
        if (batch.Changes.Count == 0 && batch.Lost == 0)
            return;
        TaskCompletionSource signal;
        lock (_gate)
        {
            if (batch.Lost > 0)
                Add(Format("lost", _last + 1, json => WriteLost(json, cache.Name, batch.Lost)));
            if (batch.Changes.Count > 0)
                Add(Format("changes", _last + 1, json => cache.WriteChanges(json, batch.Changes)));
            _snapshot = null;
            (signal, _next) = (_next, NewSignal());
        }

        signal.SetResult();
    }

    private static void WriteLost(Utf8JsonWriter json, string cache, long count)
    {
        json.WriteStartObject();
        json.WriteString("cache", cache);
        json.WriteNumber("count", count);
        json.WriteEndObject();
    }

    private void Add(byte[] formatted)
    {
        if (_last - _first + 1 == MaxEvents)
            RemoveFirst();
        _last++;
        _ring[_last % MaxEvents] = formatted;
        _bytes += formatted.Length;
        while (_bytes > MaxBytes && _first < _last)
            RemoveFirst();
    }

    private void RemoveFirst()
    {
        ref var slot = ref _ring[_first % MaxEvents];
        _bytes -= slot!.Length;
        slot = null;
        _first++;
    }

    private byte[] Format(string name, long? number, Action<Utf8JsonWriter> write) =>
        Format(number is null ? null : $"{Instance}-{number}", name, write);

    private static byte[] Format(string? id, string name, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        stream.Write(Encoding.ASCII.GetBytes((id is null ? "" : $"id: {id}\n") + $"event: {name}\ndata: "));
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = ApiJson.Options.Encoder }))
            write(json);
        stream.Write("\n\n"u8);
        return stream.ToArray();
    }
}
