using System.Reactive.Linq;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Topology.Tests;

public sealed class HostTests
{
    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public void A_host_is_learned_at_its_edge_port_with_its_addresses(OpenFlowVersion version)
    {
        using var lab = Start(NetworkTopology.Linear(2), version: version);
        var h1 = lab.Network.Host("h1");
        h1.Announce();
        h1.Ping(Ipv6Address.Parse("fe80::99")).Subscribe();
        lab.Advance(0.1);
        var host = Assert.Single(lab.Topology.Hosts.Items);
        Assert.Equal(new HostId(h1.Mac), host.Id);
        Assert.Equal("1:1", Lab.Text(host.Port));
        Assert.Equal([h1.Address], host.Ipv4Addresses);
        Assert.Equal([h1.LinkLocalAddress], host.Ipv6Addresses);
    }

    [Fact]
    public void Hosts_are_not_learned_at_links_nor_at_ports_that_are_unknown()
    {
        using var lab = new Lab(NetworkTopology.Linear(2));
        lab.Advance(0.05);
        lab.MissesToController();
        lab.Network.Host("h1").Announce();
        lab.Advance(0.01);
        Assert.Equal(0, lab.Topology.Hosts.Count);

        // What floods across the link is not of hosts at it.
        lab.Advance(1);
        lab.Controller.GetDatapath(1)!.Send(new RxOfctl.Protocol.Messages.PacketOut
        {
            Actions = [new RxOfctl.Protocol.Actions.OutputAction(2)],
            Data = Announcement(lab.Network.Host("h1")).ToBytes(),
        });
        lab.Advance(0.1);
        Assert.Equal(0, lab.Topology.Hosts.Count);
    }

    [Fact]
    public void A_tagged_host_is_another_host_and_is_asked_within_its_VLAN()
    {
        using var lab = Start(NetworkTopology.Single(2), new() { HostTimeout = TimeSpan.FromSeconds(10) });
        var h1 = lab.Network.Host("h1");
        h1.Announce();
        h1.Send(new EthernetFrame
        {
            Source = h1.Mac,
            Destination = MacAddress.Broadcast,
            Vlans = [new(10)],
            Arp = ArpPacket.Request(h1.Mac, new(10, 10, 0, 1), new(10, 10, 0, 2)),
        });
        lab.Advance(0.1);
        Assert.Equal([new HostId(h1.Mac), new(h1.Mac, 10)], lab.Topology.Hosts.Keys.OrderBy(id => id.Vlan));
        Assert.True(lab.Topology.Hosts.TryLookup(new(h1.Mac, 10), out var tagged));
        Assert.Equal([new(10, 10, 0, 1)], tagged.Ipv4Addresses);

        var asked = new List<EthernetFrame>();
        lab.Link("s1", "h1").Frames.Where(frame => frame.From != "h1").Subscribe(frame => asked.Add(frame.Data.ParseEthernet()));
        lab.Advance(12);
        Assert.Contains(asked, frame => frame is { Vlans: [{ VlanId: 10 }], Arp: not null });
    }

    [Fact]
    public void A_host_moves_at_once_when_its_old_port_went_down()
    {
        using var lab = Start(NetworkTopology.Linear(2));
        var h1 = lab.Network.Host("h1");
        h1.Announce();
        lab.Advance(0.1);
        h1.Link!.Unplug();
        lab.Advance(0.01);
        Assert.Equal(0, lab.Topology.Hosts.Count);
        lab.Network.Connect(lab.Network.Switch("s2"), 7, h1);
        lab.Advance(0.3);
        h1.Announce();
        lab.Advance(0.01);
        Assert.Equal("2:7", Lab.Text(Assert.Single(lab.Topology.Hosts.Items).Port));
        Assert.Empty(lab.Alerts);
    }

    [Fact]
    public void A_host_moves_after_it_did_not_answer_at_its_old_port_that_stayed_up()
    {
        using var lab = Start(NetworkTopology.Linear(2, 2));
        var h1 = lab.Network.Host("h1");
        h1.Announce();
        lab.Advance(0.1);
        // A switch of others between h1 and the network: the port does not notice.
        lab.Deafen("s1", "h1");
        var now = lab.Network.Host("h4");
        Assert.StartsWith("s2", now.Link!.Ends.First, StringComparison.Ordinal);
        var asked = new List<EthernetFrame>();
        lab.Link("s1", "h1").Frames.Subscribe(frame => asked.Add(frame.Data.ParseEthernet()));
        now.Send(Announcement(h1));
        lab.Advance(0.9);
        Assert.Contains(asked, frame => frame.Destination == h1.Mac && frame.Arp?.TargetProtocolAddress == h1.Address);
        Assert.Equal(1ul, lab.Topology.Hosts.Items.Single(host => host.Id.Mac == h1.Mac).Port.DatapathId.Value);
        lab.Advance(0.2);
        Assert.Equal(2ul, lab.Topology.Hosts.Items.Single(host => host.Id.Mac == h1.Mac).Port.DatapathId.Value);
        Assert.Empty(lab.Alerts);
    }

    [Fact]
    public void A_host_with_IPv6_alone_is_asked_by_neighbor_discovery_and_stays_when_it_answers()
    {
        using var lab = Start(NetworkTopology.Linear(2, 2));
        var h1 = lab.Network.Host("h1");
        h1.Ping(Ipv6Address.Parse("fe80::99")).Subscribe();
        lab.Advance(0.1);
        Assert.Empty(Assert.Single(lab.Topology.Hosts.Items).Ipv4Addresses);
        lab.Network.Host("h4").Send(Frame((uint)h1.Mac.Value));
        lab.Advance(2);
        Assert.Equal(1ul, lab.Topology.Hosts.Items.Single(host => host.Id.Mac == h1.Mac).Port.DatapathId.Value);
        Assert.IsType<HostHijackAlert>(Assert.Single(lab.Alerts));
    }

    [Fact]
    public void A_host_that_would_move_to_a_full_port_stays_and_an_alert_says_so()
    {
        using var lab = Start(NetworkTopology.Linear(2, 2), new() { MaxHostsPerPort = 1 });
        var (h1, h4) = (lab.Network.Host("h1"), lab.Network.Host("h4"));
        h1.Announce();
        h4.Announce();
        lab.Advance(0.1);
        lab.Deafen("s1", "h1");
        h4.Send(Announcement(h1));
        lab.Advance(2);
        Assert.Equal(1ul, lab.Topology.Hosts.Items.Single(host => host.Id.Mac == h1.Mac).Port.DatapathId.Value);
        Assert.Equal(h1.Mac, Assert.IsType<HostLimitAlert>(Assert.Single(lab.Alerts)).Host.Mac);
    }

    [Fact]
    public void An_advertisement_of_neighbor_discovery_gives_its_source_and_its_target()
    {
        using var lab = Start(NetworkTopology.Single(2));
        var h1 = lab.Network.Host("h1");
        var target = Ipv6Address.Parse("2001:db8::1");
        h1.Send(new EthernetFrame
        {
            Source = h1.Mac,
            Destination = lab.Network.Host("h2").Mac,
            Ipv6 = new()
            {
                Source = h1.LinkLocalAddress,
                Destination = lab.Network.Host("h2").LinkLocalAddress,
                HopLimit = 255,
                Icmpv6 = new() { NeighborAdvertisement = new() { Target = target } },
            },
        });
        lab.Advance(0.1);
        Assert.Equal([target, h1.LinkLocalAddress], Assert.Single(lab.Topology.Hosts.Items).Ipv6Addresses);
    }

    [Fact]
    public void A_silent_host_is_asked_and_removed_only_if_it_does_not_answer()
    {
        using var lab = Start(NetworkTopology.Single(3), new() { HostTimeout = TimeSpan.FromSeconds(30) });
        lab.Network.Host("h1").Announce();
        lab.Network.Host("h2").Announce();
        lab.Network.Host("h3").Ping(Ipv6Address.Parse("fe80::99")).Subscribe();
        lab.Advance(0.1);
        Assert.Equal(3, lab.Topology.Hosts.Count);
        lab.Deafen("s1", "h2");
        lab.Advance(29);
        Assert.Equal(3, lab.Topology.Hosts.Count);
        lab.Advance(200);
        Assert.Equal(["10.0.0.1", ""], AddressesByPort(lab));
        Assert.DoesNotContain(lab.Topology.Hosts.Keys, host => host.Mac == lab.Network.Host("h2").Mac);
    }

    [Fact]
    public void Hosts_of_a_port_that_becomes_a_link_are_withdrawn()
    {
        using var lab = Start(NetworkTopology.Single(1), new() { Policy = _ => AlertAction.Accept });
        var h1 = lab.Network.Host("h1");
        h1.Announce();
        lab.Advance(0.1);
        Assert.Equal(1, lab.Topology.Hosts.Count);
        // The port is linked to a switch, which it does not notice: h1 passes on what comes.
        var s2 = lab.Network.AddSwitch(2);
        lab.Network.Connect(s2, 1, lab.Network.AddHost("relay", new(99)));
        var (one, other) = (lab.Link("s1", "h1"), lab.Link("s2", "relay"));
        one.Arrived.Where(frame => frame.To == "h1").Subscribe(frame => lab.Network.Host("relay").Send(frame.Data.ParseEthernet()));
        using var connection = s2.ConnectTo(lab.Controller);
        lab.Advance(2);
        Assert.Equal(0, lab.Topology.Hosts.Count);
        Assert.Equal(PortRole.Link, lab.RoleOf(1, 1));
    }

    [Fact]
    public void A_port_has_no_more_hosts_than_the_limit_and_an_alert_says_so()
    {
        using var lab = Start(NetworkTopology.Single(2), new() { MaxHostsPerPort = 5 });
        for (var i = 1; i <= 20; i++)
        {
            lab.Network.Host("h1").Send(Frame(0x100 + (uint)i));
            lab.Advance(0.01);
        }

        Assert.Equal(5, lab.Topology.Hosts.Count);
        Assert.IsType<HostLimitAlert>(Assert.Single(lab.Alerts));
    }

    [Fact]
    public void An_address_that_another_host_announces_is_its_from_then_on()
    {
        using var lab = Start(NetworkTopology.Single(2));
        var (h1, h2) = (lab.Network.Host("h1"), lab.Network.Host("h2"));
        h1.Announce();
        h2.Announce();
        lab.Advance(0.1);
        h2.Send(Announcement(h2) with { Arp = ArpPacket.Request(h2.Mac, h1.Address, h1.Address) });
        lab.Advance(0.1);
        Assert.Equal(["", "10.0.0.2 10.0.0.1"], AddressesByPort(lab));
    }

    [Fact]
    public void Addresses_of_packets_from_beyond_a_router_do_not_displace_its_own()
    {
        using var lab = Start(NetworkTopology.Single(2), new() { MaxAddressesPerHost = 4 });
        var h1 = lab.Network.Host("h1");
        h1.Announce();
        for (byte i = 1; i < 50; i++)
        {
            h1.Send(new EthernetFrame
            {
                Source = h1.Mac,
                Destination = new(2),
                Ipv4 = new()
                {
                    Source = new(192, 0, 2, i),
                    Destination = new(10, 0, 0, 2),
                    Udp = new() { SourcePort = 1, DestinationPort = 2 },
                },
            });
        }

        lab.Advance(0.1);
        var addresses = Assert.Single(lab.Topology.Hosts.Items).Ipv4Addresses;
        Assert.Equal(4, addresses.Count);
        Assert.Equal(h1.Address, addresses[0]);
    }

    [Fact]
    public void An_acknowledgement_of_DHCP_gives_the_client_its_address()
    {
        using var lab = Start(NetworkTopology.Single(2));
        var (client, server) = (lab.Network.Host("h1"), lab.Network.Host("h2"));
        client.Send(new EthernetFrame { Source = client.Mac, Destination = MacAddress.Broadcast, EtherType = (EtherType)0x1234 });
        server.Send(new EthernetFrame
        {
            Source = server.Mac,
            Destination = client.Mac,
            Ipv4 = new()
            {
                Source = server.Address,
                Destination = Ipv4Address.Broadcast,
                Udp = new()
                {
                    SourcePort = 67,
                    DestinationPort = 68,
                    Payload = new DhcpMessage
                    {
                        Operation = DhcpOperation.BootReply,
                        ClientHardwareAddress = client.Mac,
                        YourAddress = new(10, 0, 0, 77),
                        Options = [DhcpOption.MessageType(DhcpMessageType.Ack)],
                    }.ToBytes(),
                },
            },
        });
        lab.Advance(0.1);
        Assert.True(lab.Topology.Hosts.TryLookup(new(client.Mac), out var host));
        Assert.Equal([new(10, 0, 0, 77)], host.Ipv4Addresses);
    }

    [Fact]
    public void Packets_do_not_change_a_host_but_for_its_last_sight_once_in_a_while()
    {
        using var lab = Start(NetworkTopology.Single(2));
        var changes = 0;
        lab.Topology.Hosts.Connect().Subscribe(_ => changes++);
        for (var i = 0; i < 150; i++)
        {
            lab.Network.Host("h1").Announce();
            lab.Advance(0.1);
        }

        Assert.InRange(changes, 2, 3);
    }

    internal static Lab Start(
        NetworkTopology network, TopologyOptions? options = null, OpenFlowVersion version = OpenFlowVersion.OpenFlow13)
    {
        var lab = new Lab(network, options, version);
        lab.Advance(0.5);
        lab.MissesToController();
        return lab;
    }

    /// <summary>A frame that says nothing but its source.</summary>
    internal static EthernetFrame Frame(uint source) =>
        new() { Source = new(source), Destination = MacAddress.Broadcast, EtherType = (EtherType)0x1234 };

    private static IEnumerable<string> AddressesByPort(Lab lab) =>
        lab.Topology.Hosts.Items.OrderBy(host => host.Port).Select(host => string.Join(' ', host.Ipv4Addresses));

    /// <summary>What a host sends to say where it is.</summary>
    internal static EthernetFrame Announcement(SimulatedHost host) => new()
    {
        Source = host.Mac,
        Destination = MacAddress.Broadcast,
        Arp = ArpPacket.Request(host.Mac, host.Address, host.Address),
    };
}
