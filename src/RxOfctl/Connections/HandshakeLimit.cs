using System.Diagnostics.CodeAnalysis;
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
        Place? victim = null;
        Place place;
        lock (_gate)
        {
            if (_places.Count >= limit && !TryRemoveSilent(out victim))
                return null;
            place = new(this, address);
            place.Node = _places.AddLast(place);
        }

        victim?.Evict();
        return place;
    }

    /// <summary>Ends a connection that has sent nothing.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryEvict()
    {
        Place? victim;
        lock (_gate)
        {
            if (!TryRemoveSilent(out victim))
                return false;
        }

        victim.Evict();
        return true;
    }

    // Called with the gate held.
    private bool TryRemoveSilent([NotNullWhen(true)] out Place? victim)
    {
        victim = _places
            .Where(place => place.IsSilent)
            .GroupBy(place => place.Address)
            .MaxBy(places => places.Count())?
            .First();
        if (victim is null)
            return false;
        Remove(victim);
        return true;
    }

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
        private Action? _onEvicted;

        /// <summary>Where the connection comes from.</summary>
        public IPAddress? Address => address;

        /// <summary>Whether the connection has to give way to another.</summary>
        public bool IsEvicted { get; private set; }

        /// <summary>Whether it has sent no message, and so gives way to others.</summary>
        public volatile bool IsSilent = true;

        internal LinkedListNode<Place>? Node { get; set; }

        /// <summary>Calls an action when the connection has to give way to another: at once if it has to already. Replaces the action of an
        /// earlier call.</summary>
        public void WhenEvicted(Action action)
        {
            lock (counted._gate)
            {
                if (!IsEvicted)
                {
                    _onEvicted = action;
                    return;
                }
            }

            action();
        }

        public void Dispose()
        {
            lock (counted._gate)
            {
                counted.Remove(this);
                _onEvicted = null;
            }
        }

        internal void Evict()
        {
            Action? action;
            lock (counted._gate)
            {
                IsEvicted = true;
                action = _onEvicted;
            }

            action?.Invoke();
        }
    }
}
