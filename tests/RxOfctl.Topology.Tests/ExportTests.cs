using System.Text.Json;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Topology.Tests;

/// <summary>The network as Graphviz and as Ryu's <c>rest_topology</c> have it.</summary>
public sealed class ExportTests
{
    [Fact]
    public void The_graph_has_switches_hosts_and_links_with_ports_and_latency()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(2));
        lab.Network.Host("h2").Announce();
        lab.Advance(5);
        Assert.Equal(
            """
            graph topology {
              node [shape=box];
              "0000000000000001";
              "0000000000000002";
              "00:00:00:00:00:02" [shape=ellipse, label="00:00:00:00:00:02\n10.0.0.2"];
              "0000000000000002" -- "00:00:00:00:00:02" [taillabel="1"];
              "0000000000000001" -- "0000000000000002" [taillabel="2", headlabel="2", label="1 ms"];
            }

            """,
            lab.Topology.ToDot());
    }

    [Fact]
    public void Indirect_links_are_dashed_and_links_of_one_direction_are_dotted_arrows()
    {
        using var lab = new Lab();
        using var island = new Island(lab);
        var foreign = island.Add(100);
        for (var id = 1u; id <= 2; id++)
        {
            lab.Network.Connect(lab.Network.AddSwitch(id), 1, foreign, id);
            lab.Network.Switch($"s{id}").ConnectTo(lab.Controller);
        }

        lab.Advance(0.5);
        Assert.Contains(
            """  "0000000000000001" -- "0000000000000002" [taillabel="1", headlabel="1", style=dashed];""",
            lab.Topology.ToDot(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("dotted", lab.Topology.ToDot(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_switches_is_an_empty_graph_and_empty_arrays()
    {
        using var lab = new Lab();
        Assert.Equal("graph topology {\n  node [shape=box];\n}\n", lab.Topology.ToDot());
        Assert.Equal("""{"switches":[],"links":[],"hosts":[]}""", lab.Topology.ToRyu().ToJson());
    }

    [Fact]
    public void The_JSON_is_that_of_rest_topology()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(2));
        lab.Network.Host("h1").Announce();
        lab.Advance(0.1);
        var network = lab.Topology.ToRyu();
        var addresses = lab.Topology.Ports.Items.ToDictionary(port => port.Id, port => $"{port.Description.HwAddr}");
        string Port(uint datapath, uint port)
        {
            var address = addresses[new(datapath, port)];
            return $$"""{"dpid":"{{datapath:x16}}","port_no":"{{port:x8}}","hw_addr":"{{address}}","name":"s{{datapath}}-eth{{port}}"}""";
        }

        string Switch(uint datapath) => $$"""{"dpid":"{{datapath:x16}}","ports":[{{Port(datapath, 1)}},{{Port(datapath, 2)}}]}""";
        string Link(uint from, uint to) => $$"""{"src":{{Port(from, 2)}},"dst":{{Port(to, 2)}}}""";

        Assert.Equal($"[{Switch(1)},{Switch(2)}]", network.SwitchesToJson());
        Assert.Equal($"[{Link(1, 2)},{Link(2, 1)}]", network.LinksToJson());
        Assert.Equal(
            $$"""[{"mac":"00:00:00:00:00:01","ipv4":["10.0.0.1"],"ipv6":[],"port":{{Port(1, 1)}}}]""",
            network.HostsToJson());
        using var all = JsonDocument.Parse(network.ToJson());
        Assert.Equal(["switches", "links", "hosts"], all.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void The_part_of_a_datapath_has_the_links_from_it_and_its_hosts()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(3));
        foreach (var host in lab.Network.Hosts)
            host.Announce();
        lab.Advance(0.1);
        var part = lab.Topology.ToRyu(2);
        Assert.Equal(["0000000000000002"], part.Switches.Select(each => each.Dpid));
        Assert.Equal(["0000000000000001", "0000000000000003"], part.Links.Select(link => link.Dst.Dpid));
        Assert.All(part.Links, link => Assert.Equal("0000000000000002", link.Src.Dpid));
        Assert.Equal("00:00:00:00:00:02", Assert.Single(part.Hosts).Mac);
        Assert.Empty(lab.Topology.ToRyu(99).Switches);
    }

    [Fact]
    public void A_port_that_is_down_is_among_the_ports()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(2));
        lab.Network.Faults.Cut("s1", "s2");
        lab.Advance(0.1);
        Assert.Equal(2, lab.Topology.ToRyu(1).Switches[0].Ports.Count);
        Assert.True(lab.Topology.Ports.TryLookup(new(1, 2), out var port));
        Assert.Equal((PortRole.Down, false), (port.Role, port.Description.IsUp));
    }
}
