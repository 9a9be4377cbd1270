using System.Reactive.Disposables;
using RxOfctl.Packets;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Hosts;

/// <summary>The MAC addresses that a host knows, and the packets that wait for one that it does not know yet (RFC 826, RFC 1122 §2.3.2).</summary>
internal sealed class NeighborTable(Turns turns, Action<MacAddress, Ipv4Packet> send, Action<Ipv4Address> ask)
{
    private const int Attempts = 3;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Ipv4Address, MacAddress> _known = [];
    private readonly Dictionary<Ipv4Address, Waiting> _waiting = [];

    public IReadOnlyDictionary<Ipv4Address, MacAddress> Known => new Dictionary<Ipv4Address, MacAddress>(_known);

    /// <summary>Sends a packet now, or once the address of its destination is known; drops it if nobody has that.</summary>
    public void Send(Ipv4Packet packet)
    {
        if (_known.TryGetValue(packet.Destination, out var address))
        {
            send(address, packet);
            return;
        }

        if (!_waiting.TryGetValue(packet.Destination, out var waiting))
        {
            _waiting[packet.Destination] = waiting = new();
            Ask(packet.Destination, waiting, Attempts);
        }

        waiting.Packets.Enqueue(packet);
    }

    /// <summary>Keeps what an ARP packet told.</summary>
    public void Learn(Ipv4Address neighbor, MacAddress address)
    {
        _known[neighbor] = address;
        if (!_waiting.Remove(neighbor, out var waiting))
            return;
        waiting.Timer.Dispose();
        while (waiting.Packets.TryDequeue(out var packet))
            send(address, packet);
    }

    /// <summary>Whether an address is known.</summary>
    public bool Knows(Ipv4Address neighbor) => _known.ContainsKey(neighbor);

    /// <summary>Forgets all addresses.</summary>
    public void Clear() => _known.Clear();

    private void Ask(Ipv4Address neighbor, Waiting waiting, int attempts)
    {
        if (attempts == 0)
        {
            _waiting.Remove(neighbor);
            return;
        }

        waiting.Timer.Disposable = turns.Schedule(BetweenAttempts, () => Ask(neighbor, waiting, attempts - 1));
        ask(neighbor);
    }

    private sealed class Waiting
    {
        public Queue<Ipv4Packet> Packets { get; } = new();

        public SerialDisposable Timer { get; } = new();
    }
}
