using System.Net;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Simulator.Hosts;

namespace RxOfctl.Simulator;

/// <summary>
/// A host with one network card. It answers ARP, neighbor discovery and pings; it pings others, sends and receives UDP datagrams and streams,
/// and gets an address by DHCP.
/// </summary>
/// <remarks>All hosts of a network are in one subnet: every address is that of a neighbor.</remarks>
public sealed class SimulatedHost : ILinkEnd
{
    private const byte NeighborDiscoveryHopLimit = 255; // RFC 4861 §7.1: others did not come from a neighbor
    private const ushort FirstEphemeralPort = 49152;
    private const ushort DhcpClientPort = 68;
    private const ushort DhcpServerPort = 67;

    private readonly NetworkLock _lock;
    private readonly NeighborTable<Ipv4Address> _neighbors;
    private readonly NeighborTable<Ipv6Address> _neighbors6;
    private readonly Pinger _pinger;
    private readonly DhcpClient _dhcp;
    private readonly StreamTable _streams;
    private readonly Subject<EthernetFrame> _received = new();
    private readonly Subject<ReceivedDatagram> _datagrams = new();

    internal SimulatedHost(NetworkLock networkLock, string name, MacAddress mac, Ipv4Address address, ushort identifier)
    {
        (_lock, Name, Mac, Address) = (networkLock, name, mac, address);
        LinkLocalAddress = LinkLocal(mac);
        _neighbors = new(networkLock, AskForNeighbor);
        _neighbors6 = new(networkLock, AskForNeighbor);
        _pinger = new(networkLock, identifier);
        _dhcp = new(networkLock, mac, Broadcast);
        _streams = new(networkLock, (to, segment) => Send(new Ipv4Packet { Source = Address, Destination = to, Tcp = segment }));
    }

    /// <summary>The name of the host, as in <c>h1</c>.</summary>
    public string Name { get; }

    /// <summary>Its MAC address.</summary>
    public MacAddress Mac { get; }

    /// <summary>Its IPv4 address; 0.0.0.0 until <see cref="RequestAddress"/> got one, if it was added without.</summary>
    public Ipv4Address Address { get; private set; }

    /// <summary>Its IPv6 address, made from the MAC address (RFC 4291, appendix A).</summary>
    public Ipv6Address LinkLocalAddress { get; }

    /// <summary>The frames for this host or for a group, from subscription on; frames for others are passed over.</summary>
    public IObservable<EthernetFrame> Received => _received.AsObservable();

    /// <summary>The UDP datagrams for this host, from subscription on.</summary>
    public IObservable<ReceivedDatagram> Datagrams => _datagrams.AsObservable();

    /// <summary>The results of all its pings, from subscription on.</summary>
    public IObservable<PingResult> Pings => _pinger.Results;

    /// <summary>The neighbors whose MAC addresses it knows by ARP.</summary>
    public IReadOnlyDictionary<Ipv4Address, MacAddress> Neighbors
    {
        get
        {
            using var scope = _lock.Enter();
            return _neighbors.Known;
        }
    }

    /// <summary>The neighbors whose MAC addresses it knows by IPv6's neighbor discovery.</summary>
    public IReadOnlyDictionary<Ipv6Address, MacAddress> Ipv6Neighbors
    {
        get
        {
            using var scope = _lock.Enter();
            return _neighbors6.Known;
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
    /// Pings another host: each subscription sends one echo request, asking for the MAC address first where it is not known, gives the result,
    /// and completes. Unsubscribing forgets the request.
    /// </summary>
    /// <param name="target">The IPv4 address of the other host.</param>
    /// <param name="timeout">How long to wait for an answer; 1 s if not given.</param>
    public IObservable<PingResult> Ping(Ipv4Address target, TimeSpan? timeout = null) => _pinger.Ping(target.ToIPAddress(), timeout,
        (identifier, number) => Send(new Ipv4Packet { Source = Address, Destination = target, Icmp = IcmpPacket.EchoRequest(identifier, number) }));

    /// <inheritdoc cref="Ping(Ipv4Address, TimeSpan?)"/>
    /// <param name="target">The IPv6 address of the other host.</param>
    /// <param name="timeout">How long to wait for an answer; 1 s if not given.</param>
    public IObservable<PingResult> Ping(Ipv6Address target, TimeSpan? timeout = null) => _pinger.Ping(target.ToIPAddress(), timeout,
        (identifier, number) => Send(new Ipv6Packet
        {
            Source = LinkLocalAddress,
            Destination = target,
            Icmpv6 = Icmpv6Packet.EchoRequest(identifier, number),
        }));

    /// <summary>Sends a UDP datagram, asking for the MAC address first where it is not known.</summary>
    /// <param name="target">The IPv4 address of the other host.</param>
    /// <param name="destinationPort">The port there.</param>
    /// <param name="data">What to send.</param>
    /// <param name="sourcePort">The port here.</param>
    public void SendUdp(Ipv4Address target, ushort destinationPort, ByteString data, ushort sourcePort = FirstEphemeralPort)
    {
        using var scope = _lock.Enter();
        Send(new Ipv4Packet { Source = Address, Destination = target, Udp = Datagram(sourcePort, destinationPort, data) });
    }

    /// <inheritdoc cref="SendUdp(Ipv4Address, ushort, ByteString, ushort)"/>
    /// <param name="target">The IPv6 address of the other host.</param>
    /// <param name="destinationPort">The port there.</param>
    /// <param name="data">What to send.</param>
    /// <param name="sourcePort">The port here.</param>
    public void SendUdp(Ipv6Address target, ushort destinationPort, ByteString data, ushort sourcePort = FirstEphemeralPort)
    {
        using var scope = _lock.Enter();
        Send(new Ipv6Packet { Source = LinkLocalAddress, Destination = target, Udp = Datagram(sourcePort, destinationPort, data) });
    }

    /// <summary>Opens a stream to a port of another host. Use <see cref="SimulatedStream.Connected"/> to learn whether it is accepted.</summary>
    /// <param name="target">The IPv4 address of the other host.</param>
    /// <param name="port">The port there.</param>
    public SimulatedStream Connect(Ipv4Address target, ushort port)
    {
        using var scope = _lock.Enter();
        return _streams.Connect(target, port);
    }

    /// <summary>
    /// Accepts streams to a port while there is a subscription. Each is emitted before its first bytes arrive. Without a subscription the port is
    /// closed, and streams to it are refused.
    /// </summary>
    /// <param name="port">The port.</param>
    public IObservable<SimulatedStream> Listen(ushort port) => _streams.Listen(port);

    /// <summary>
    /// Asks for an IPv4 address by DHCP (RFC 2131): each subscription asks anew, the address is assigned, emitted, and the observable completes; it
    /// fails with <see cref="TimeoutException"/> if no server answers four times, 4, 8, 16 and 32 s apart.
    /// </summary>
    public IObservable<Ipv4Address> RequestAddress() => _dhcp.Request(address => Address = address);

    /// <summary>Sends a frame as it is.</summary>
    /// <param name="frame">The frame.</param>
    public void Send(EthernetFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        using var scope = _lock.Enter();
        Transmit(frame);
    }

    /// <summary>Announces where it is, as hosts do that were moved: an ARP request for its own address (RFC 5227 §3).</summary>
    public void Announce()
    {
        using var scope = _lock.Enter();
        AskForNeighbor(Address);
    }

    /// <summary>Forgets all neighbors.</summary>
    public void ForgetNeighbors()
    {
        using var scope = _lock.Enter();
        _neighbors.Clear();
        _neighbors6.Clear();
    }

    /// <summary>The name and the addresses.</summary>
    public override string ToString() => $"{Name} ({Mac}, {Address})";

    void ILinkEnd.Receive(ByteString frame)
    {
        if (!frame.TryParseEthernet(out var parsed) || (parsed.Destination != Mac && !parsed.Destination.IsMulticast))
            return;
        _lock.Notify(_received, parsed);
        if (parsed.Arp is { } arp)
            OnArp(arp);
        else if (parsed.Ipv4 is { } ipv4)
            OnIpv4(ipv4);
        else if (parsed.Ipv6 is { } ipv6)
            OnIpv6(ipv6);
    }

    void ILinkEnd.OnLinkChanged()
    {
        // A host sends on; nothing comes back while the link is down.
    }

    private static UdpDatagram Datagram(ushort source, ushort destination, ByteString data) =>
        new() { SourcePort = source, DestinationPort = destination, Payload = data };

    private static Ipv6Address LinkLocal(MacAddress mac)
    {
        // The universal/local bit is inverted, and ff:fe stands between the halves.
        var identifier = ((mac.Value ^ 0x0200_0000_0000) >> 24 << 40) | 0xff_fe00_0000 | (mac.Value & 0xff_ffff);
        return new(new UInt128(0xfe80_0000_0000_0000, identifier));
    }

    private void OnArp(ArpPacket arp)
    {
        var isForUs = arp.TargetProtocolAddress == Address && Address != Ipv4Address.Any;
        // The address of a neighbor that is known already is updated by any packet; others are learned from packets to this host only (RFC 826).
        if (isForUs || _neighbors.Knows(arp.SenderProtocolAddress))
            _neighbors.Learn(arp.SenderProtocolAddress, arp.SenderHardwareAddress);
        if (isForUs && arp.Operation == ArpOperation.Request && arp.SenderProtocolAddress != Address)
            Transmit(new() { Source = Mac, Destination = arp.SenderHardwareAddress, Arp = arp.Reply(Mac) });
    }

    private void OnIpv4(Ipv4Packet packet)
    {
        if (packet.Udp is { DestinationPort: DhcpClientPort, Dhcp: { } dhcp })
            _dhcp.OnMessage(dhcp);
        if (packet.Destination != Address && packet.Destination != Ipv4Address.Broadcast)
            return;
        if (packet.Icmp is { Type: IcmpType.EchoRequest } request)
            Send(new Ipv4Packet { Source = Address, Destination = packet.Source, Icmp = request.EchoReply() });
        else if (packet.Icmp is { Type: IcmpType.EchoReply, Echo: { } reply })
            _pinger.OnReply(reply);
        else if (packet.Udp is { } datagram)
            OnUdp(packet.Source.ToIPAddress(), datagram);
        else if (packet.Tcp is { } segment && packet.Destination == Address)
            _streams.OnSegment(packet.Source, segment);
    }

    private void OnIpv6(Ipv6Packet packet)
    {
        if (packet.Icmpv6?.NeighborSolicitation is { } asked && packet.HopLimit == NeighborDiscoveryHopLimit && asked.Target == LinkLocalAddress)
            OnSolicitation(packet.Source, asked);
        else if (packet.Icmpv6?.NeighborAdvertisement is { } said && packet.HopLimit == NeighborDiscoveryHopLimit && said.TargetLinkLayerAddress is { } address)
            _neighbors6.Learn(said.Target, address);
        else if (packet.Destination != LinkLocalAddress)
            return;
        else if (packet.Icmpv6 is { Type: Icmpv6Type.EchoRequest } request)
            Send(new Ipv6Packet { Source = LinkLocalAddress, Destination = packet.Source, Icmpv6 = request.EchoReply() });
        else if (packet.Icmpv6 is { Type: Icmpv6Type.EchoReply, Echo: { } reply })
            _pinger.OnReply(reply);
        else if (packet.Udp is { } datagram)
            OnUdp(packet.Source.ToIPAddress(), datagram);
    }

    private void OnSolicitation(Ipv6Address asker, NeighborSolicitation asked)
    {
        if (asked.SourceLinkLayerAddress is not { } address)
            return;
        _neighbors6.Learn(asker, address);
        Send(new Ipv6Packet
        {
            Source = LinkLocalAddress,
            Destination = asker,
            HopLimit = NeighborDiscoveryHopLimit,
            Icmpv6 = new()
            {
                NeighborAdvertisement = new()
                {
                    Target = LinkLocalAddress,
                    Solicited = true,
                    Override = true,
                    TargetLinkLayerAddress = Mac,
                },
            },
        });
    }

    private void OnUdp(IPAddress source, UdpDatagram datagram) =>
        _lock.Notify(_datagrams, new(source, datagram.SourcePort, datagram.DestinationPort, datagram.Payload));

    private void Send(Ipv4Packet packet) =>
        _neighbors.Resolve(packet.Destination, to => Transmit(new() { Source = Mac, Destination = to, Ipv4 = packet }));

    private void Send(Ipv6Packet packet) =>
        _neighbors6.Resolve(packet.Destination, to => Transmit(new() { Source = Mac, Destination = to, Ipv6 = packet }));

    private void Broadcast(DhcpMessage message) => Transmit(new()
    {
        Source = Mac,
        Destination = MacAddress.Broadcast,
        Ipv4 = new()
        {
            Source = Ipv4Address.Any,
            Destination = Ipv4Address.Broadcast,
            Udp = Datagram(DhcpClientPort, DhcpServerPort, message.ToBytes()),
        },
    });

    private void AskForNeighbor(Ipv4Address neighbor) =>
        Transmit(new() { Source = Mac, Destination = MacAddress.Broadcast, Arp = ArpPacket.Request(Mac, Address, neighbor) });

    // The solicited-node multicast address, and the MAC address of that group (RFC 4291 §2.7.1, RFC 2464 §7).
    private void AskForNeighbor(Ipv6Address neighbor)
    {
        var low = (ulong)neighbor.Value & 0xff_ffff;
        Transmit(new()
        {
            Source = Mac,
            Destination = new(0x3333_ff00_0000 | low),
            Ipv6 = new()
            {
                Source = LinkLocalAddress,
                Destination = new(new UInt128(0xff02_0000_0000_0000, 0x1_ff00_0000 | low)),
                HopLimit = NeighborDiscoveryHopLimit,
                Icmpv6 = new()
                {
                    NeighborSolicitation = new()
                    {
                        Target = neighbor,
                        SourceLinkLayerAddress = Mac,
                    },
                },
            },
        });
    }

    private void Transmit(EthernetFrame frame) => Link?.Transmit(this, frame.ToBytes());
}
