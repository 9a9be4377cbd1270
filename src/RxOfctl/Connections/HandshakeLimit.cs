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
        Action? evict = null;
        lock (_gate)
        {
            if (_places.Count >= limit)
            {
                if (Victim() is not { } victim)
                    return null;
                evict = victim.Evict;
                Remove(victim);
            }

            place.Node = _places.AddLast(place);
        }

        evict?.Invoke();
        return place;
    }

    // Called with the gate held.
    private Place? Victim() => _places
        .Where(place => place.Evict is not null)
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
        private volatile Action? _evict;

        /// <summary>Where the connection comes from.</summary>
        public IPAddress? Address => address;

        /// <summary>Ends the connection in favor of another; null if it does not give way, since it has sent something.</summary>
        public Action? Evict
        {
            get => _evict;
            set => _evict = value;
        }

        internal LinkedListNode<Place>? Node { get; set; }

        public void Dispose()
        {
            lock (counted._gate)
                counted.Remove(this);
        }
    }
}
