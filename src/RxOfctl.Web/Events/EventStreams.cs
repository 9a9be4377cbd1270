using System.Reactive.Concurrency;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Events;

/// <summary>The streams that have clients, or had some shortly before, by their filters.</summary>
internal sealed partial class EventStreams(EventSources sources, IFleet fleet, ILogger<EventStreams> logger) : IDisposable
{
    private const int MaxStreams = 100;
    private const int MaxClients = 2_000;

    // So long a client may be away and still resume.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<EventFilter, Entry> _entries = [];
    private int _clients;

    /// <summary>The caches that there are.</summary>
    public IReadOnlyCollection<string> Caches => sources.ByName.Keys;

    /// <summary>The stream of a filter, for one client more. Disposing the lease ends that.</summary>
    /// <exception cref="RequestRefusedException">There are too many clients or filters (503).</exception>
    public Lease Open(EventFilter filter)
    {
        lock (_gate)
        {
            if (_clients == MaxClients)
                throw TooMany($"{MaxClients} clients");
            if (!_entries.TryGetValue(filter, out var entry) || entry.Stream.Failure is not null)
            {
                if (entry is null && _entries.Count == MaxStreams && !DropIdle())
                    throw TooMany($"{MaxStreams} different filters");
                Drop(filter);
                entry = new(new(filter, sources.ByName));
                _entries[filter] = entry;
            }

            _clients++;
            entry.Clients++;
            entry.Removal?.Dispose();
            entry.Removal = null;
            return new(this, filter, entry.Stream);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var filter in _entries.Keys.ToList())
                Drop(filter);
        }
    }

    private static RequestRefusedException TooMany(string what) =>
        new(StatusCodes.Status503ServiceUnavailable, "Too many streams", $"There are {what} already. Close some.");

    private void Close(EventFilter filter, EventStream stream)
    {
        lock (_gate)
        {
            _clients--;
            if (stream.Failure is { } failure and not ObjectDisposedException)
                LogFailure(failure, string.Join(',', filter.Caches));
            if (!_entries.TryGetValue(filter, out var entry) || entry.Stream != stream || --entry.Clients > 0)
                return;
            entry.Removal = fleet.Scheduler.Schedule(Idle, () => RemoveIfIdle(filter, entry));
        }
    }

    private void RemoveIfIdle(EventFilter filter, Entry entry)
    {
        lock (_gate)
        {
            if (entry.Clients == 0 && _entries.TryGetValue(filter, out var present) && present == entry)
                Drop(filter);
        }
    }

    private bool DropIdle()
    {
        var idle = _entries.FirstOrDefault(each => each.Value.Clients == 0).Key;
        return idle is not null && Drop(idle);
    }

    private bool Drop(EventFilter filter)
    {
        if (!_entries.Remove(filter, out var entry))
            return false;
        entry.Removal?.Dispose();
        entry.Stream.Dispose();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The stream of {Caches} has failed. Its clients connect again.")]
    private partial void LogFailure(Exception exception, string caches);

    private sealed class Entry(EventStream stream)
    {
        public EventStream Stream => stream;

        public int Clients { get; set; }

        public IDisposable? Removal { get; set; }
    }

    /// <summary>A client's use of a stream.</summary>
    public sealed class Lease(EventStreams owner, EventFilter filter, EventStream stream) : IDisposable
    {
        public EventStream Stream => stream;

        public void Dispose() => owner.Close(filter, stream);
    }
}
