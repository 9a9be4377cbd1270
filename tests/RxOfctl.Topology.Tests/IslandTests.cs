using RxOfctl.Protocol;
using RxOfctl.Simulator;

namespace RxOfctl.Topology.Tests;

/// <summary>Links across switches that are not of the fleet, which broadcast probes (BDDP) find.</summary>
public sealed class IslandTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly Island _island;

    public IslandTests() => _island = new(_lab);

    public void Dispose()
    {
        _island.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public void Two_switches_with_a_foreign_switch_between_them_have_an_indirect_link()
    {
        var foreign = _island.Add(100);
        var ours = AddOurs(2);
        Join(ours, foreign);
        _lab.Advance(1);
        Assert.Equal(["1:1 > 2:1", "2:1 > 1:1"], _lab.Links);
        Assert.All(_lab.Topology.Links.Items, link => Assert.Equal(LinkKind.Indirect, link.Kind));
        Assert.Equal(PortRole.Link, _lab.RoleOf(1, 1));
        Assert.Empty(_lab.Alerts);
        NetworkPath? path = null;
        using var following = _lab.Topology.ShortestPath(1, 2).Subscribe(current => path = current);
        Assert.Equal(1, path?.Links.Count);
    }

    [Fact]
    public void Without_broadcast_probes_the_switches_are_apart()
    {
        using var lab = new Lab(options: new() { BroadcastProbes = false });
        using var island = new Island(lab);
        var foreign = island.Add(100);
        foreach (var id in new ulong[] { 1, 2 })
        {
            lab.Network.Connect(lab.Network.AddSwitch(id), 1, foreign, (uint)id);
            lab.Network.Switch($"s{id}").ConnectTo(lab.Controller);
        }

        lab.Advance(1);
        Assert.Empty(lab.Links);
        Assert.Equal(PortRole.Edge, lab.RoleOf(1, 1));
    }

    [Fact]
    public void Each_two_of_several_switches_around_an_island_are_linked_and_the_tree_has_no_loop()
    {
        var (one, other) = (_island.Add(100), _island.Add(101));
        _lab.Network.Connect(one, 50, other, 50);
        var ours = AddOurs(4);
        Join(ours[..2], one);
        Join(ours[2..], other);
        _lab.Advance(1);
        Assert.Equal(6, _lab.Topology.LinkPairs.Count);
        Assert.Equal(3, _lab.Topology.SpanningTree.Count);
        foreach (var datapath in ours)
            Assert.Equal([1u, 9u], FloodPorts(datapath.Id).Select(port => port.Value));
    }

    [Fact]
    public void A_direct_link_beside_an_island_is_direct_and_the_tree_has_one_of_the_two()
    {
        var foreign = _island.Add(100);
        var ours = AddOurs(2);
        Join(ours, foreign);
        _lab.Network.Connect(ours[0], 2, ours[1], 2);
        _lab.Advance(1);
        Assert.Equal(["1:1 > 2:1", "1:2 > 2:2", "2:1 > 1:1", "2:2 > 1:2"], _lab.Links);
        Assert.Equal(
            [LinkKind.Indirect, LinkKind.Direct],
            _lab.Topology.LinkPairs.Items.OrderBy(pair => pair.Id).Select(pair => pair.Forth.Kind));
        Assert.Equal(1, _lab.Topology.SpanningTree.Count);
    }

    [Fact]
    public void A_break_within_the_island_is_found_after_three_probes_and_its_mending_too()
    {
        var (one, other) = (_island.Add(100), _island.Add(101));
        _lab.Network.Connect(one, 50, other, 50);
        var ours = AddOurs(2);
        Join(ours[..1], one);
        Join(ours[1..], other);
        _lab.Advance(1);
        Assert.Equal(1, _lab.Topology.LinkPairs.Count);

        // No port of the fleet goes down.
        _lab.Network.Faults.Cut("s100", "s101");
        _lab.Advance(3.1);
        Assert.Empty(_lab.Links);
        _lab.Advance(0.3);
        Assert.Equal(PortRole.Edge, _lab.RoleOf(1, 1));
        _lab.Network.Faults.Mend("s100", "s101");
        _lab.Advance(1.1);
        Assert.Equal(1, _lab.Topology.LinkPairs.Count);
    }

    [Fact]
    public void A_cable_in_the_place_of_the_island_makes_the_link_direct()
    {
        var foreign = _island.Add(100);
        var ours = AddOurs(2);
        Join(ours, foreign);
        _lab.Advance(1);
        _lab.Link("s1", "s100").Unplug();
        _lab.Link("s2", "s100").Unplug();
        _lab.Network.Connect(ours[0], 1, ours[1], 1);
        _lab.Advance(1);
        Assert.Equal(2, _lab.Topology.Links.Count);
        Assert.All(_lab.Topology.Links.Items, link => Assert.Equal(LinkKind.Direct, link.Kind));
    }

    [Fact]
    public void Stations_on_the_island_are_not_learned_at_its_ports()
    {
        var foreign = _island.Add(100);
        var ours = AddOurs(2);
        Join(ours, foreign);
        var station = _lab.Network.AddHost("station", new(0x99), new(10, 0, 0, 99));
        _lab.Network.Connect(foreign, 60, station);
        _lab.Advance(1);
        _lab.MissesToController();
        station.Announce();
        _lab.Network.Host("h1").Announce();
        _lab.Advance(0.1);
        Assert.Equal([new HostId(_lab.Network.Host("h1").Mac)], _lab.Topology.Hosts.Keys);
    }

    // Switches 1 to N of the fleet, each with a host at port 9.
    private SimulatedSwitch[] AddOurs(int count) =>
    [
        .. Enumerable.Range(1, count).Select(number =>
        {
            var added = _lab.Network.AddSwitch((ulong)number);
            _lab.Network.Connect(added, 9, _lab.Network.AddHost($"h{number}", new((ulong)number), new(10, 0, 0, (byte)number)));
            added.ConnectTo(_lab.Controller);
            return added;
        }),
    ];

    // Port 1 of each switch to a port of the foreign one.
    private void Join(SimulatedSwitch[] ours, SimulatedSwitch foreign)
    {
        foreach (var each in ours)
            _lab.Network.Connect(each, 1, foreign, (uint)each.Id.Value);
    }

    private ValueList<PortNumber> FloodPorts(DatapathId datapath)
    {
        ValueList<PortNumber> ports = [];
        using var flooding = _lab.Topology.FloodPorts(datapath).Subscribe(current => ports = current);
        return ports;
    }
}
