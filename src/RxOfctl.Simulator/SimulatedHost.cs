using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Simulator.Hosts;

namespace RxOfctl.Simulator;

/// <summary>A host with one network card: it answers ARP and pings, pings others, and sends and receives whatever it is told to.</summary>
public sealed class SimulatedHost : ILinkEnd
{
    private readonly Turns _turns;
    private readonly NeighborTable _neighbors;
    private readonly Subject<EthernetFrame> _received = new();
    private readonly Subject<PingResult> _pings = new();
    private readonly Dictionary<ushort, Action> _unanswered = [];
    private readonly ushort _identifier;
    private ushort _sequenceNumber;

    internal SimulatedHost(Turns turns, string name, MacAddress mac, Ipv4Address address, ushort identifier)
    {
        (_turns, Name, Mac, Address, _identifier) = (turns, name, mac, address, identifier);
        _neighbors = new(turns, (to, packet) => Transmit(new() { Source = Mac, Destination = to, Ipv4 = packet }), Ask);
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>Its MAC address.</summary>
    public MacAddress Mac { get; }

    /// <summary>Its IPv4 address. All hosts of a network are in one subnet.</summary>
    public Ipv4Address Address { get; }

    /// <summary>The frames for this host or for a group, from subscription on; frames for others are passed over.</summary>
    public IObservable<EthernetFrame> Received => _received.AsObservable();

    /// <summary>What becomes of all its pings, from subscription on.</summary>
    public IObservable<PingResult> Pings => _pings.AsObservable();

    /// <summary>The neighbors whose MAC addresses it knows.</summary>
    public IReadOnlyDictionary<Ipv4Address, MacAddress> Neighbors
    {
        get
        {
            using var turn = _turns.Begin();
            return _neighbors.Known;
        }
    }

    /// <summary>The link that it is plugged into, or null.</summary>
    public SimulatedLink? Link { get; private set; }

    SimulatedLink? ILinkEnd.Link
    {
        get => Link;
        set => Link = value;
    }

    /// <summary>
    /// Pings another host: each subscription sends one echo request, asking for the MAC address first where it is not known, gives what
    /// became of it, and completes. Unsubscribing forgets it.
    /// </summary>
    /// <param name="target">Whom to ask.</param>
    /// <param name="timeout">How long to wait for an answer; 1 s if not given.</param>
    public IObservable<PingResult> Ping(Ipv4Address target, TimeSpan? timeout = null) => Observable.Create<PingResult>(observer =>
    {
        using var turn = _turns.Begin();
        var sequenceNumber = ++_sequenceNumber;
        var sentAt = _turns.Scheduler.Now;

        void End(TimeSpan? roundTripTime)
        {
            _unanswered.Remove(sequenceNumber);
            var ended = new PingResult(target, sequenceNumber, roundTripTime);
            _turns.Tell(_pings, ended);
            _turns.Tell(() =>
            {
                observer.OnNext(ended);
                observer.OnCompleted();
            });
        }

        var expiry = _turns.Schedule(timeout ?? TimeSpan.FromSeconds(1), () => End(null));
        _unanswered[sequenceNumber] = () =>
        {
            expiry.Dispose();
            End(_turns.Scheduler.Now - sentAt);
        };
        _neighbors.Send(new()
        {
            Source = Address,
            Destination = target,
            Icmp = IcmpPacket.EchoRequest(_identifier, sequenceNumber),
        });
        return Disposable.Create(() =>
        {
            using var forgetting = _turns.Begin();
            expiry.Dispose();
            _unanswered.Remove(sequenceNumber);
        });
    });

    /// <summary>Sends a UDP datagram, asking for the MAC address first where it is not known.</summary>
    /// <param name="target">Whom to.</param>
    /// <param name="destinationPort">The port there.</param>
    /// <param name="data">What to send.</param>
    /// <param name="sourcePort">The port here.</param>
    public void SendUdp(Ipv4Address target, ushort destinationPort, ByteString data, ushort sourcePort = 49152)
    {
        using var turn = _turns.Begin();
        _neighbors.Send(new()
        {
            Source = Address,
            Destination = target,
            Udp = new() { SourcePort = sourcePort, DestinationPort = destinationPort, Payload = data },
        });
    }

    /// <summary>Sends a frame as it is.</summary>
    /// <param name="frame">The frame.</param>
    public void Send(EthernetFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        using var turn = _turns.Begin();
        Transmit(frame);
    }

    /// <summary>Tells all others where it is, as hosts do that were moved: an ARP request for its own address (RFC 5227 §3).</summary>
    public void Announce()
    {
        using var turn = _turns.Begin();
        Ask(Address);
    }

    /// <summary>Forgets all neighbors.</summary>
    public void ForgetNeighbors()
    {
        using var turn = _turns.Begin();
        _neighbors.Clear();
    }

    /// <summary>The name and the addresses.</summary>
    public override string ToString() => $"{Name} ({Mac}, {Address})";

    void ILinkEnd.Receive(ByteString frame)
    {
        if (!frame.TryParseEthernet(out var parsed) || (parsed.Destination != Mac && !parsed.Destination.IsMulticast))
            return;
        _turns.Tell(_received, parsed);
        if (parsed.Arp is { } arp)
            OnArp(arp);
        else if (parsed.Ipv4 is { Icmp: { } icmp } packet && packet.Destination == Address)
            OnIcmp(packet, icmp);
    }

    void ILinkEnd.OnLinkChanged()
    {
        // A host does not mind: it sends, and nothing comes back.
    }

    private void OnArp(ArpPacket arp)
    {
        var isForUs = arp.TargetProtocolAddress == Address;
        // One who is known already is believed whoever he speaks to; others only when they speak to this host (RFC 826).
        if (isForUs || _neighbors.Knows(arp.SenderProtocolAddress))
            _neighbors.Learn(arp.SenderProtocolAddress, arp.SenderHardwareAddress);
        if (isForUs && arp.Operation == ArpOperation.Request && arp.SenderProtocolAddress != Address)
            Transmit(new() { Source = Mac, Destination = arp.SenderHardwareAddress, Arp = arp.Reply(Mac) });
    }

    private void OnIcmp(Ipv4Packet packet, IcmpPacket icmp)
    {
        if (icmp.Type == IcmpType.EchoRequest)
            _neighbors.Send(new() { Source = Address, Destination = packet.Source, Icmp = icmp.EchoReply() });
        else if (icmp is { Type: IcmpType.EchoReply, Echo: { } echo } && echo.Identifier == _identifier
            && _unanswered.TryGetValue(echo.SequenceNumber, out var answered))
            answered();
    }

    private void Ask(Ipv4Address neighbor) =>
        Transmit(new() { Source = Mac, Destination = MacAddress.Broadcast, Arp = ArpPacket.Request(Mac, Address, neighbor) });

    private void Transmit(EthernetFrame frame) => Link?.Transmit(this, frame.ToBytes());
}
