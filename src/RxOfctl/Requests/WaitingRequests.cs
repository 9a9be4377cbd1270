using RxOfctl.Connections;

namespace RxOfctl.Requests;

/// <summary>
/// The requests that a datapath has no room for, because it reads more slowly than it is asked. They wait here, in their order, rather than
/// as bytes in memory without end; no thread waits for them.
/// </summary>
internal sealed class WaitingRequests(Connection connection, Action<PendingRequest> write)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<PendingRequest> _waiting = new();
    private volatile bool _isAwaitingRoom;

    /// <summary>Keeps a request until there is room for it; then it is written, or when the connection ends.</summary>
    /// <returns>False if there is room: the caller writes it now.</returns>
    public bool TryAdd(PendingRequest request)
    {
        if (!_isAwaitingRoom && connection.HasRoom)
            return false;
        lock (_gate)
        {
            request.Place = _waiting.AddLast(request);
            if (_isAwaitingRoom)
                return true;
            _isAwaitingRoom = true;
        }

        _ = WriteAllAsync();
        return true;
    }

    /// <summary>Forgets a request, whether it waits or not.</summary>
    public void Remove(PendingRequest request)
    {
        if (request.Place is null)
            return;
        lock (_gate)
        {
            if (request.Place is { } place)
                _waiting.Remove(place);
            request.Place = null;
        }
    }

    private async Task WriteAllAsync()
    {
        while (true)
        {
            await connection.WaitForRoomAsReaderAsync().ConfigureAwait(false);
            while (connection.HasRoom)
            {
                if (TryTake() is not { } next)
                    return;
                write(next);
            }
        }
    }

    private PendingRequest? TryTake()
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
}
