using System.Diagnostics.CodeAnalysis;
using System.Reactive.Concurrency;
using RxOfctl.Protocol;

namespace RxOfctl.Requests;

/// <summary>The requests in flight on one connection, by their transaction ids, and by the ends of their time.</summary>
internal sealed class RequestTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, PendingRequest> _byXid = [];
    private readonly RequestDeadlines _deadlines;
    private readonly RecentXids _recent = new();
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
        lock (_gate)
            return Next(isRequest: false);
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
            request.Xid = Next(isRequest: true);
            _byXid.Add(request.Xid, request);
            foreach (ref var xid in request.FurtherXids.AsSpan())
            {
                xid = Next(isRequest: true);
                _byXid.Add(xid, request);
            }

            request.BarrierXid = request.IsBarrier ? request.Xid : Next(isRequest: true);
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
    public bool HasEnded(uint xid)
    {
        lock (_gate)
            return _recent.IsRequest(xid) && !_byXid.ContainsKey(xid);
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

    private uint Next(bool isRequest)
    {
        while (true)
        {
            _lastXid++;
            var isFree = _lastXid != 0 && !_byXid.ContainsKey(_lastXid);
            _recent.Note(_lastXid, isFree ? isRequest : _lastXid != 0);
            if (isFree)
                return _lastXid;
        }
    }
}
