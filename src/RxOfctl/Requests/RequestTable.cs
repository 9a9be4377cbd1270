using System.Diagnostics.CodeAnalysis;
using System.Reactive.Concurrency;
using RxOfctl.Protocol;

namespace RxOfctl.Requests;

/// <summary>The requests in flight on one connection, by their transaction ids, and by the ends of their time.</summary>
internal sealed class RequestTable
{
    // How many of the last requests whose reply was missing are remembered.
    private const int MissingLength = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<uint, PendingRequest> _byXid = [];
    private readonly RequestDeadlines _deadlines;
    private readonly RecentXids _recent = new();
    private readonly Queue<uint> _missing = new();
    private readonly Action<PendingRequest> _expire;
    private uint _lastXid;
    private string? _closed;
    private volatile int _count;

    /// <param name="firstXid">The first transaction id.</param>
    /// <param name="scheduler">The clock of the time limits.</param>
    /// <param name="expire">Ends a request whose time is up, and which is forgotten here already.</param>
    public RequestTable(uint firstXid, IScheduler scheduler, Action<PendingRequest> expire)
    {
        _lastXid = unchecked(firstXid - 1);
        _expire = expire;
        _deadlines = new(scheduler, OnDue);
    }

    /// <summary>How many requests are in flight.</summary>
    public int Count => _count;

    /// <summary>A transaction id that no request in flight has. It is never 0, which unasked messages often have.</summary>
    public uint NextXid()
    {
        // An id can be that of a request in flight only if there is one: most of what is sent is no request.
        if (_count > 0)
        {
            lock (_gate)
                return Next();
        }

        var xid = Interlocked.Increment(ref _lastXid);
        return xid != 0 ? xid : Interlocked.Increment(ref _lastXid);
    }

    /// <summary>Gives a request its transaction ids and keeps it; its time begins.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reason">Why not, if not.</param>
    /// <returns>False if the connection is closed.</returns>
    public bool TryAdd(PendingRequest request, [NotNullWhen(false)] out string? reason)
    {
        lock (_gate)
        {
            reason = _closed;
            if (reason is not null)
                return false;
            request.Xid = NextOfRequest();
            _byXid.Add(request.Xid, request);
            foreach (ref var xid in request.FurtherXids.AsSpan())
            {
                xid = NextOfRequest();
                _byXid.Add(xid, request);
            }

            request.BarrierXid = request.IsBarrier ? request.Xid : NextOfRequest();
            if (!request.IsBarrier)
                _byXid.Add(request.BarrierXid, request);
            _deadlines.Add(request);
            request.IsInFlight = true;
            _count++;
            return true;
        }
    }

    /// <summary>The request that a transaction id belongs to, as its own or as its barrier's.</summary>
    public bool TryGet(uint xid, [NotNullWhen(true)] out PendingRequest? request)
    {
        request = null;
        if (_count == 0)
            return false;
        lock (_gate)
            return _byXid.TryGetValue(xid, out request);
    }

    /// <summary>Whether a transaction id is that of a request that has ended: of one among the last <see cref="RecentXids.Length"/> ids.</summary>
    /// <param name="xid">The transaction id.</param>
    /// <param name="wasMissing">Whether the request ended in <see cref="ReplyMissingException"/>.</param>
    public bool HasEnded(uint xid, out bool wasMissing)
    {
        lock (_gate)
        {
            wasMissing = _missing.Contains(xid);
            return unchecked(Volatile.Read(ref _lastXid) - xid) < RecentXids.Length && _recent.IsRequest(xid) && !_byXid.ContainsKey(xid);
        }
    }

    /// <summary>Remembers that a request ended without its reply, for when the reply arrives after all.</summary>
    public void NoteMissingReply(PendingRequest request)
    {
        lock (_gate)
        {
            if (_missing.Count == MissingLength)
                _missing.Dequeue();
            _missing.Enqueue(request.Xid);
        }
    }

    /// <summary>Forgets a request.</summary>
    public void Remove(PendingRequest request)
    {
        // A subscription may be disposed of long after its request has ended, and the transaction id be that of another.
        if (!request.IsInFlight)
            return;
        lock (_gate)
        {
            if (!request.IsInFlight)
                return;
            _deadlines.Remove(request);
            Forget(request);
        }
    }

    /// <summary>Ends all requests, and refuses those to come.</summary>
    public void Close(DatapathId datapathId, string reason)
    {
        IReadOnlyList<PendingRequest> lost;
        lock (_gate)
        {
            _closed ??= reason;
            lost = _deadlines.Clear();
            foreach (var request in lost)
                Forget(request);
        }

        foreach (var request in lost)
            request.Lose(datapathId, reason);
    }

    private void OnDue(TimeSpan due)
    {
        while (TryTakeDue(due, out var request))
            _expire(request);
    }

    private bool TryTakeDue(TimeSpan due, [NotNullWhen(true)] out PendingRequest? request)
    {
        lock (_gate)
        {
            request = _deadlines.TakeDue(due);
            if (request is null)
                return false;
            Forget(request);
            return true;
        }
    }

    // Called with the gate held.
    private void Forget(PendingRequest request)
    {
        request.IsInFlight = false;
        _byXid.Remove(request.Xid);
        foreach (var xid in request.FurtherXids)
            _byXid.Remove(xid);
        if (!request.IsBarrier)
            _byXid.Remove(request.BarrierXid);
        _count--;
    }

    // Called with the gate held.
    private uint NextOfRequest()
    {
        var xid = Next();
        _recent.Note(xid);
        return xid;
    }

    // Called with the gate held, so that no request that begins meanwhile has the id.
    private uint Next()
    {
        while (true)
        {
            var xid = Interlocked.Increment(ref _lastXid);
            if (_byXid.ContainsKey(xid))
                _recent.Note(xid);
            else if (xid != 0)
                return xid;
        }
    }
}
