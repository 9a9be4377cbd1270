using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol;

namespace RxOfctl.Requests;

/// <summary>The requests in flight on one connection, by their transaction ids.</summary>
internal sealed class RequestTable(uint firstXid)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, PendingRequest> _byXid = [];
    private readonly RecentXids _recent = new();
    private uint _lastXid = unchecked(firstXid - 1);
    private string? _closed;
    private volatile int _count;

    /// <summary>How many requests are in flight.</summary>
    public int Count => _count;

    /// <summary>A transaction id that no request in flight has. It is never 0, which unasked messages often have.</summary>
    public uint NextXid()
    {
        lock (_gate)
            return Next(isRequest: false);
    }

    /// <summary>Gives a request its transaction ids and keeps it.</summary>
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

    /// <summary>Whether a request is in flight.</summary>
    public bool Holds(PendingRequest request)
    {
        lock (_gate)
            return _byXid.TryGetValue(request.Xid, out var held) && held == request;
    }

    /// <summary>Forgets a request.</summary>
    public void Remove(PendingRequest request)
    {
        lock (_gate)
        {
            // A subscription may be disposed of long after its request has ended, and the transaction id be that of another.
            if (!_byXid.TryGetValue(request.Xid, out var held) || held != request)
                return;
            _byXid.Remove(request.Xid);
            foreach (var xid in request.FurtherXids)
                _byXid.Remove(xid);
            _byXid.Remove(request.BarrierXid);
            _count--;
        }
    }

    /// <summary>Ends all requests, and refuses those to come.</summary>
    public void Close(DatapathId datapathId, string reason)
    {
        PendingRequest[] lost;
        lock (_gate)
        {
            _closed ??= reason;
            lost = [.. _byXid.Values.Distinct()];
            _byXid.Clear();
            _count = 0;
        }

        foreach (var request in lost)
            request.Lose(datapathId, reason);
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
