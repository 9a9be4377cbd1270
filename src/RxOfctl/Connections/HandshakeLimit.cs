using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>
/// Counts the connections that are at their handshakes, up to a limit. When there are as many as there may be, one gives way to a newcomer:
/// the oldest that has sent nothing, of the address that has most of those; or else the oldest of the address that has most, if the
/// newcomer's address has fewer.
/// </summary>
internal sealed class HandshakeLimit(int limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Place> _places = new();

    /// <summary>How many there may be.</summary>
    public int Limit => limit;

    /// <summary>Counts one more.</summary>
    /// <returns>Null if there are as many as there may be, and none gives way.</returns>
    public Place? TryTake(Socket newcomer)
    {
        var address = AddressOf(newcomer);
        Place? victim = null;
        Place place;
        lock (_gate)
        {
            if (_places.Count >= limit && (victim = RemoveOneFor(address)) is null)
                return null;
            place = new(this, newcomer, address);
            place.Node = _places.AddLast(place);
        }

        victim?.Evict();
        return place;
    }

    /// <summary>Ends a connection that gives way to a newcomer.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryEvict(Socket newcomer)
    {
        Place? victim;
        lock (_gate)
            victim = RemoveOneFor(AddressOf(newcomer));
        victim?.Evict();
        return victim is not null;
    }

    // Called with the gate held.
    private Place? RemoveOneFor(IPAddress? newcomer)
    {
        Place? victim = null;
        // Those that turn out to have sent something are not looked at again.
        while (victim is null && AddressWithMost(_places.Where(place => !place.HasSent)) is { } silent)
            victim = silent.FirstOrDefault(place => !place.LookForBytes());
        if (victim is null && AddressWithMost(_places) is { } most)
        {
            var own = _places.Count(place => Equals(place.Address, newcomer));
            victim = most.Count() > own + 1 ? most.First() : null;
        }

        if (victim is not null)
            Remove(victim);
        return victim;
    }

    private static IGrouping<IPAddress?, Place>? AddressWithMost(IEnumerable<Place> places) =>
        places.GroupBy(place => place.Address).MaxBy(group => group.Count());

    // Called with the gate held.
    private void Remove(Place place)
    {
        if (place.Node is { } node)
            _places.Remove(node);
        place.Node = null;
    }

    private static IPAddress? AddressOf(Socket socket) => (socket.RemoteEndPoint as IPEndPoint)?.Address;

    /// <summary>One connection that is counted, until its handshake is over or it has ended, whichever comes first.</summary>
    public sealed class Place(HandshakeLimit counted, Socket socket, IPAddress? address) : IDisposable
    {
        private Action? _onEvicted;
        private bool _isOver;

        /// <summary>Whether the peer is known to have sent something.</summary>
        public volatile bool HasSent;

        /// <summary>Where the connection comes from; null if that is not known.</summary>
        public IPAddress? Address => address;

        /// <summary>Whether the connection has to give way to another.</summary>
        public bool IsEvicted { get; private set; }

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
                _isOver = true;
                _onEvicted = null;
            }
        }

        /// <summary>Notes whether there are bytes that were not read yet.</summary>
        /// <returns>Whether the peer has sent something.</returns>
        internal bool LookForBytes()
        {
            try
            {
                HasSent |= socket.Available > 0;
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The connection has ended, and is about to be removed.
            }

            return HasSent;
        }

        internal void Evict()
        {
            Action? action;
            lock (counted._gate)
            {
                IsEvicted = !_isOver;
                action = _onEvicted;
            }

            action?.Invoke();
        }
    }
}
