using System.Net;

namespace RxOfctl.Connections;

/// <summary>
/// Counts the connections that are at their handshakes, up to a limit. When there are as many as there may be, one that has sent nothing yet gives
/// way to a newcomer: the oldest of the address that has most of them.
/// </summary>
internal sealed class HandshakeLimit(int limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Place> _places = new();

    /// <summary>How many there may be.</summary>
    public int Limit => limit;

    /// <summary>Counts one more.</summary>
    /// <param name="address">Where it comes from; null if that is not known.</param>
    /// <returns>Null if there are as many as there may be, and none gives way.</returns>
    public Place? TryTake(IPAddress? address)
    {
        var place = new Place(this, address);
        Action? end = null;
        lock (_gate)
        {
            if (_places.Count >= limit)
            {
                if (Victim() is not { } victim)
                    return null;
                end = victim.Evict();
                Remove(victim);
            }

            place.Node = _places.AddLast(place);
        }

        end?.Invoke();
        return place;
    }

    // Called with the gate held.
    private Place? Victim() => _places
        .Where(place => place.IsSilent)
        .GroupBy(place => place.Address)
        .MaxBy(places => places.Count())?
        .First();

    // Called with the gate held.
    private void Remove(Place place)
    {
        if (place.Node is { } node)
            _places.Remove(node);
        place.Node = null;
    }

    /// <summary>One connection that is counted, until its handshake is over or it has ended, whichever comes first.</summary>
    public sealed class Place(HandshakeLimit counted, IPAddress? address) : IDisposable
    {
        private Action? _end;
        private bool _isEvicted;

        /// <summary>Where the connection comes from.</summary>
        public IPAddress? Address => address;

        /// <summary>Whether it has sent nothing, and so gives way. Guarded by the gate.</summary>
        internal bool IsSilent { get; private set; } = true;

        internal LinkedListNode<Place>? Node { get; set; }

        /// <summary>Says how the connection is ended in favor of another; it is ended at once if it gave way before it had begun.</summary>
        public void OnEvicted(Action end)
        {
            lock (counted._gate)
            {
                _end = end;
                if (!_isEvicted)
                    return;
            }

            end();
        }

        /// <summary>The connection has sent something, and does not give way any more.</summary>
        public void Keep()
        {
            lock (counted._gate)
                IsSilent = false;
        }

        public void Dispose()
        {
            lock (counted._gate)
                counted.Remove(this);
        }

        // Called with the gate held; what is returned is called without.
        internal Action? Evict()
        {
            _isEvicted = true;
            return _end;
        }
    }
}
