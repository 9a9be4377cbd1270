using System.Diagnostics.CodeAnalysis;
using RxOfctl.Connections;

namespace RxOfctl.Requests;

/// <summary>
/// The requests in flight on one connection, by transaction id and by time limit. Requests for which there is no room, because the datapath
/// reads more slowly than requests are sent to it, wait here, in order, rather than as bytes without a limit; no thread waits for them.
/// </summary>
internal sealed class RequestTable
{
    private readonly IRequestChannel _channel;
    private readonly Connection _connection;
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, PendingRequest> _byXid = [];
    private readonly LinkedList<PendingRequest> _waiting = new();
    private readonly RequestDeadlines _deadlines;
    private readonly RecentXids _recent = new();
    private uint _lastXid;
    private uint _lastBundleId;
    private string? _closed;
    private volatile int _count;
    private volatile bool _isAwaitingRoom;

    /// <param name="channel">The session.</param>
    /// <param name="firstXid">The first transaction id.</param>
    public RequestTable(IRequestChannel channel, uint firstXid)
    {
        _channel = channel;
        _connection = channel.Connection;
        _lastXid = unchecked(firstXid - 1);
        _deadlines = new(channel.Scheduler, OnDue);
    }

    /// <summary>How many requests are in flight, including those that wait for room.</summary>
    public int Count => _count;

    /// <summary>A transaction id that no request in flight has. It is never 0, which unsolicited messages often have.</summary>
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

    /// <summary>An id that no other bundle of the connection has.</summary>
    public uint NextBundleId() => Interlocked.Increment(ref _lastBundleId);

    /// <summary>Gives a request its transaction ids, and starts its time limit. If the connection has ended, the request fails.</summary>
    /// <returns>False if the request has failed.</returns>
    public bool TryAdd(PendingRequest request)
    {
        request.Trace = RequestTrace.Begin(_channel, request);
        if (!TryRegister(request, out var reason))
        {
            request.Lose(reason);
            return false;
        }

        request.Trace?.Registered(request.Xid);
        return true;
    }

    /// <summary>Writes a request that was added, now or when there is room.</summary>
    public void Send(PendingRequest request)
    {
        if (!TryWait(request))
            Write(request);
    }

    /// <summary>The request that has a transaction id, as its own or as its barrier's.</summary>
    public bool TryGet(uint xid, [NotNullWhen(true)] out PendingRequest? request)
    {
        request = null;
        if (_count == 0)
            return false;
        lock (_gate)
            return _byXid.TryGetValue(xid, out request);
    }

    /// <summary>Whether a transaction id is that of a request that has ended: of one among the last <see cref="RecentXids.Length"/>
    /// ids.</summary>
    /// <param name="xid">The transaction id.</param>
    /// <param name="wasMissing">Whether the request ended in <see cref="ReplyMissingException"/>.</param>
    public bool HasEnded(uint xid, out bool wasMissing)
    {
        lock (_gate)
        {
            wasMissing = _recent.IsMissing(xid);
            return unchecked(Volatile.Read(ref _lastXid) - xid) < RecentXids.Length && _recent.IsRequest(xid) && !_byXid.ContainsKey(xid);
        }
    }

    /// <summary>Removes a request that has ended. Called once for each.</summary>
    public void Remove(PendingRequest request, bool isReplyMissing = false)
    {
        // It was never added if the connection had ended before.
        if (request.Xid == 0)
            return;
        lock (_gate)
        {
            if (request.Place is { } place)
                _waiting.Remove(place);
            request.Place = null;
            _deadlines.Remove(request);
            _byXid.Remove(request.Xid);
            foreach (var xid in request.FurtherXids)
                _byXid.Remove(xid);
            if (!request.IsBarrier)
                _byXid.Remove(request.BarrierXid);
            if (isReplyMissing)
                _recent.NoteMissing(request.Xid);
            _count--;
        }
    }

    /// <summary>Ends all requests, and refuses further ones.</summary>
    public void Close(string reason)
    {
        IReadOnlyList<PendingRequest> lost;
        lock (_gate)
        {
            _closed ??= reason;
            lost = _deadlines.Stop();
        }

        foreach (var request in lost)
            request.Lose(reason);
    }

    private bool TryRegister(PendingRequest request, [NotNullWhen(false)] out string? reason)
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
            _count++;
            return true;
        }
    }

    // Keeps a request until there is room for it, or the connection ends. False if there is room now.
    private bool TryWait(PendingRequest request)
    {
        if (!_isAwaitingRoom && _connection.HasRoom)
            return false;
        lock (_gate)
        {
            // It may have ended meanwhile with the connection.
            if (_closed is not null)
                return false;
            request.Place = _waiting.AddLast(request);
            if (_isAwaitingRoom)
                return true;
            _isAwaitingRoom = true;
        }

        _ = SendWaitingAsync();
        return true;
    }

    // It does not fail: a request that cannot be written ends with the reason.
    private async Task SendWaitingAsync()
    {
        while (true)
        {
            await _connection.WaitForRoomAsReaderAsync().ConfigureAwait(false);
            while (_connection.HasRoom)
            {
                if (TakeWaiting() is not { } next)
                    return;
                Write(next);
            }
        }
    }

    private PendingRequest? TakeWaiting()
    {
        lock (_gate)
        {
            if (_waiting.First?.Value is not { } next)
            {
                _isAwaitingRoom = false;
                return null;
            }

            _waiting.RemoveFirst();
            next.Place = null;
            return next;
        }
    }

    // A request that is alone is sent by this thread, to have its answer sooner; several are sent together.
    private void Write(PendingRequest request)
    {
        var isCorked = _count == 1 && _connection.TryCork();
        try
        {
            request.Send();
        }
        finally
        {
            if (isCorked)
                _connection.Uncork();
        }
    }

    private void OnDue(TimeSpan due)
    {
        while (TakeDue(due) is { } request)
            request.Expire();
    }

    private PendingRequest? TakeDue(TimeSpan due)
    {
        lock (_gate)
            return _deadlines.FirstDue(due);
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
