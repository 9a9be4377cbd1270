using System.Buffers.Binary;
using RxOfctl.Packets;
using RxOfctl.Protocol;

namespace RxOfctl.Topology.Discovery;

/// <content>Hosts, from what they send at edge ports.</content>
internal sealed partial class DiscoveryEngine
{
    // Hosts that are silent are looked for this many times in the time that makes them so.
    private const int SweepsPerTimeout = 10;

    private readonly Dictionary<HostId, HostEntry> _hosts = [];
    private readonly Dictionary<Ipv4Address, HostEntry> _ipv4Owners = [];
    private readonly Dictionary<Ipv6Address, HostEntry> _ipv6Owners = [];
    private bool _isSweeping;

    private void OnHostPacket(PortEntry port, EthernetHeader header, ByteString data, DateTimeOffset at)
    {
        if (header.Source.IsMulticast || header.Source == MacAddress.Zero || header.Source == _options.ProbeSource)
            return;
        var (vlan, type, payload) = Untag(header, data);
        var id = new HostId(header.Source, vlan);
        if (_hosts.TryGetValue(id, out var host) && host.Port != port)
        {
            OnElsewhere(host, port, at);
            if (host.Port != port)
                return;
        }

        if (host is null && (host = AddHost(id, port, at)) is null)
            return;
        host.LastSeen = at;
        port.LastHost = new(id, at);
        if (host.Claim is { } claim && at > claim.At)
            OnAnswer(host, claim.Port, at);
        if (host.Port == port && (LearnAddresses(host, type, payload) || at - host.Published.LastSeen >= _options.LastSeenResolution))
            Publish(host);
    }

    private static (ushort Vlan, EtherType Type, ByteString Payload) Untag(EthernetHeader header, ByteString data)
    {
        var (vlan, type, offset) = ((ushort)0, header.EtherType, EthernetHeader.Length);
        while (VlanTag.IsTagProtocol(type) && data.Length >= offset + VlanTag.Length)
        {
            if (vlan == 0)
                vlan = (ushort)(BinaryPrimitives.ReadUInt16BigEndian(data.Span[offset..]) & 0x0fff);
            type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(data.Span[(offset + 2)..]);
            offset += VlanTag.Length;
        }

        return (vlan, type, data.Slice(offset));
    }

    private HostEntry? AddHost(HostId id, PortEntry port, DateTimeOffset at)
    {
        if (port.Hosts.Count >= _options.MaxHostsPerPort)
        {
            Raise(new HostLimitAlert { At = at, Port = port.Id, Host = id });
            return null;
        }

        var host = new HostEntry(id, port, at)
        {
            LastSeen = at,
            Published = new() { Id = id, Port = port.Id, FirstSeen = at, LastSeen = at },
        };
        _hosts.Add(id, host);
        port.Hosts.Add(host);
        Publish(host);
        Sweep();
        return host;
    }

    // A host appears at a second port. It moves there at once if it cannot be where it was, else when it does not answer there.
    private void OnElsewhere(HostEntry host, PortEntry port, DateTimeOffset at)
    {
        if (host.Port.Role != PortRole.Edge)
        {
            Move(host, port, at);
            return;
        }

        if (host.Claim is not null || at < host.NextClaimAt)
            return;
        host.Claim = (port, at);
        ProbeHost(host);
        RunAfter(_options.HostProbeTimeout, () =>
        {
            if (host.Claim == (port, at) && port.Role == PortRole.Edge)
                Move(host, port, Now);
            else if (host.Claim == (port, at))
                host.Claim = null;
        });
    }

    // The host is still where it was, so the other station is not this host.
    private void OnAnswer(HostEntry host, PortEntry claimed, DateTimeOffset at)
    {
        host.Claim = null;
        host.NextClaimAt = at + _options.HostProbeTimeout;
        if (Decide(new HostHijackAlert { At = at, Port = claimed.Id, Host = host.Published }) == AlertAction.Accept)
            Move(host, claimed, at);
    }

    private void Move(HostEntry host, PortEntry port, DateTimeOffset at)
    {
        host.Claim = null;
        if (port.Hosts.Count >= _options.MaxHostsPerPort)
        {
            Raise(new HostLimitAlert { At = at, Port = port.Id, Host = host.Id });
            return;
        }

        host.Port.Hosts.Remove(host);
        host.Port = port;
        port.Hosts.Add(host);
        host.LastSeen = at;
        Publish(host);
    }

    private void WithdrawHosts(PortEntry port)
    {
        if (!port.HasHosts)
            return;
        foreach (var host in port.Hosts.ToList())
            Remove(host);
    }

    private void Remove(HostEntry host)
    {
        host.Claim = null;
        host.Port.Hosts.Remove(host);
        _hosts.Remove(host.Id);
        foreach (var address in host.Ipv4Addresses)
            _ipv4Owners.Remove(address);
        foreach (var address in host.Ipv6Addresses)
            _ipv6Owners.Remove(address);
        _turn.Hosts[host.Id] = null;
    }

    private void Publish(HostEntry host)
    {
        host.Published = new()
        {
            Id = host.Id,
            Port = host.Port.Id,
            Ipv4Addresses = [.. host.Ipv4Addresses],
            Ipv6Addresses = [.. host.Ipv6Addresses],
            FirstSeen = host.FirstSeen,
            LastSeen = host.LastSeen,
        };
        _turn.Hosts[host.Id] = host.Published;
    }

    private bool LearnAddresses(HostEntry host, EtherType type, ByteString payload) => type switch
    {
        EtherType.Arp => ArpPacket.TryParse(payload, out var arp) && arp.SenderHardwareAddress == host.Id.Mac
            && Learn(host, arp.SenderProtocolAddress, isStated: true),
        EtherType.Ipv4 => LearnIpv4(host, payload),
        EtherType.Ipv6 => LearnIpv6(host, payload),
        _ => false,
    };

    private bool LearnIpv4(HostEntry host, ByteString payload)
    {
        if (payload.Length < 20)
            return false;
        var isDhcp = payload.Span[9] == (byte)IpProtocol.Udp && Ipv4Packet.TryParse(payload, out var packet) && LearnDhcp(packet);
        return Learn(host, Ipv4Address.Read(payload.Span[12..]), isStated: false) | isDhcp;
    }

    // A server's acknowledgement gives an address to the client, which need not have sent a packet from it.
    private bool LearnDhcp(Ipv4Packet packet)
    {
        if (packet.Udp is not { SourcePort: 67, Dhcp: { MessageType: DhcpMessageType.Ack } dhcp }
            || !_hosts.TryGetValue(new(dhcp.ClientHardwareAddress), out var client)
            || !Learn(client, dhcp.YourAddress, isStated: true))
            return false;
        Publish(client);
        return true;
    }

    private bool LearnIpv6(HostEntry host, ByteString payload)
    {
        if (!Ipv6Packet.TryParse(payload, out var packet))
            return false;
        var stated = packet.Icmpv6?.NeighborAdvertisement?.Target;
        return (stated is { } target && Learn(host, target, isStated: true))
            | Learn(host, packet.Source, isStated: packet.Icmpv6?.NeighborSolicitation is not null);
    }

    // An address that a host states to be its own is taken from another host that had it; that of a packet may be of a station that is
    // farther off.
    private bool Learn(HostEntry host, Ipv4Address address, bool isStated)
    {
        var first = address.Value >> 24;
        return first is not (0 or 127 or >= 224) && Learn(host, static each => each.Ipv4Addresses, _ipv4Owners, address, isStated);
    }

    private bool Learn(HostEntry host, Ipv6Address address, bool isStated)
    {
        var first = (byte)(address.Value >> 120);
        return address.Value > 1 && first != 0xff && Learn(host, static each => each.Ipv6Addresses, _ipv6Owners, address, isStated);
    }

    private bool Learn<T>(HostEntry host, Func<HostEntry, List<T>> addressesOf, Dictionary<T, HostEntry> owners, T address, bool isStated)
        where T : struct
    {
        if (owners.TryGetValue(address, out var owner))
        {
            if (owner == host || !isStated)
                return false;
            addressesOf(owner).Remove(address);
            Publish(owner);
        }

        var addresses = addressesOf(host);
        if (addresses.Count >= _options.MaxAddressesPerHost)
        {
            if (!isStated || addresses.Count == 0)
                return false;
            owners.Remove(addresses[0]);
            addresses.RemoveAt(0);
        }

        addresses.Add(address);
        owners[address] = host;
        return true;
    }

    // Removes hosts that have been silent for HostTimeout and do not answer a probe.
    private void Sweep()
    {
        if (_isSweeping)
            return;
        _isSweeping = true;
        RunAfter(_options.HostTimeout / SweepsPerTimeout, () =>
        {
            _isSweeping = false;
            var now = Now;
            var silent = _hosts.Values.Where(host => now - host.LastSeen >= _options.HostTimeout).ToList();
            foreach (var host in silent)
                ProbeHost(host);
            if (silent.Count > 0)
            {
                RunAfter(_options.HostProbeTimeout, () =>
                {
                    foreach (var host in silent)
                    {
                        if (Now - host.LastSeen >= _options.HostTimeout && _hosts.GetValueOrDefault(host.Id) == host)
                            Remove(host);
                    }
                });
            }

            if (_hosts.Count > 0)
                Sweep();
        });
    }

    // An ARP probe (RFC 5227 §2.1.1) or a neighbor solicitation for one of its addresses, to it alone. A host without addresses cannot be
    // asked.
    private void ProbeHost(HostEntry host)
    {
        if (host.Ipv4Addresses is [.., var ipv4])
            Send(new() { Arp = ArpPacket.Request(_options.ProbeSource, Ipv4Address.Any, ipv4) });
        if (host.Ipv6Addresses is [.., var ipv6])
            Send(new() { Ipv6 = Solicitation(ipv6) });

        void Send(EthernetFrame frame) => this.Send(host.Port, (frame with
        {
            Source = _options.ProbeSource,
            Destination = host.Id.Mac,
            Vlans = host.Id.Vlan == 0 ? [] : [new(host.Id.Vlan)],
        }).ToBytes());
    }

    private Ipv6Packet Solicitation(Ipv6Address target)
    {
        // The link-local address that follows from a MAC address (RFC 4291, appendix A).
        var mac = _options.ProbeSource.Value ^ 0x0200_0000_0000;
        var identifier = (mac >> 24 << 40) | 0xff_fe00_0000 | (mac & 0xff_ffff);
        return new()
        {
            Source = new(new UInt128(0xfe80_0000_0000_0000, identifier)),
            Destination = target,
            HopLimit = 255,
            Icmpv6 = new() { NeighborSolicitation = new() { Target = target, SourceLinkLayerAddress = _options.ProbeSource } },
        };
    }
}
