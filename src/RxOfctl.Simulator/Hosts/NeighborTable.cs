using System.Reactive.Disposables;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Hosts;

/// <summary>
/// The MAC addresses that a host knows of its neighbors, and what waits for one that it does not know yet: ARP (RFC 826, RFC 1122 §2.3.2) and
/// neighbor discovery (RFC 4861 §7.2) differ only in the packets that ask.
/// </summary>
/// <typeparam name="TAddress">The type of the network addresses.</typeparam>
internal sealed class NeighborTable<TAddress>(NetworkLock networkLock, Action<TAddress> ask)
    where TAddress : struct
{
    private const int Attempts = 3;
    private const int MaxWaiting = 1024;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    private readonly Dictionary<TAddress, MacAddress> _known = [];
    private readonly Dictionary<TAddress, Waiting> _waiting = [];

    public IReadOnlyDictionary<TAddress, MacAddress> Known => new Dictionary<TAddress, MacAddress>(_known);

    /// <summary>Calls <paramref name="send"/> with the neighbor's MAC address, now or once it is known; never if no neighbor has the address.</summary>
    public void Resolve(TAddress neighbor, Action<MacAddress> send)
    {
        if (_known.TryGetValue(neighbor, out var address))
        {
            send(address);
            return;
        }

        if (!_waiting.TryGetValue(neighbor, out var waiting))
        {
            _waiting[neighbor] = waiting = new();
            waiting.Sends.Enqueue(send);
            Ask(neighbor, waiting, Attempts);
            return;
        }

        if (waiting.Sends.Count < MaxWaiting)
            waiting.Sends.Enqueue(send);
    }

    /// <summary>Keeps what a neighbor said of itself, and sends what waited for it.</summary>
    public void Learn(TAddress neighbor, MacAddress address)
    {
        _known[neighbor] = address;
        if (!_waiting.Remove(neighbor, out var waiting))
            return;
        waiting.Timer.Dispose();
        while (waiting.Sends.TryDequeue(out var send))
            send(address);
    }

    public bool Knows(TAddress neighbor) => _known.ContainsKey(neighbor);

    public void Clear() => _known.Clear();

    private void Ask(TAddress neighbor, Waiting waiting, int attempts)
    {
        if (attempts == 0)
        {
            _waiting.Remove(neighbor);
            return;
        }

        waiting.Timer.Disposable = networkLock.Schedule(BetweenAttempts, () => Ask(neighbor, waiting, attempts - 1));
        ask(neighbor);
    }

    private sealed class Waiting
    {
        public Queue<Action<MacAddress>> Sends { get; } = new();

        public SerialDisposable Timer { get; } = new();
    }
}
