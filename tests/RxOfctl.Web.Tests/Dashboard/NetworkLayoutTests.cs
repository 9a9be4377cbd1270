using RxOfctl.Protocol;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Web.Dashboard.Map;

namespace RxOfctl.Web.Tests.Dashboard;

public sealed class NetworkLayoutTests
{
    [Fact]
    public void A_fat_tree_has_three_layers_with_the_hosts_at_the_bottom()
    {
        var (switches, links, edge) = Of(NetworkTopology.FatTree(4));
        var places = NetworkLayout.Arrange(switches, links, edge);

        var layers = places.GroupBy(place => place.Value.Y).OrderByDescending(layer => layer.Key).Select(layer => layer.Count());
        Assert.Equal([8, 8, 4], layers);
        Assert.All(edge, id => Assert.Equal(0, places[id].Y, 3));
    }

    [Fact]
    public void A_tree_has_no_crossing_links()
    {
        var (switches, links, edge) = Of(NetworkTopology.Tree(3, 3));
        var places = NetworkLayout.Arrange(switches, links, edge);

        var crossings =
            from first in links
            from second in links
            where first.A != second.A && first.B != second.B && Math.Abs(places[first.A].Y - places[second.A].Y) < 1
            where (places[first.A].X - places[second.A].X) * (places[first.B].X - places[second.B].X) < 0
            select (first, second);
        Assert.Empty(crossings);
    }

    [Theory]
    [InlineData("ring,8")]
    [InlineData("mesh,5")]
    [InlineData("linear,6")]
    [InlineData("random,40,80")]
    public void Other_networks_are_placed_apart_and_always_in_the_same_way(string topology)
    {
        var (switches, links, edge) = Of(NetworkTopology.Parse(topology));
        var places = NetworkLayout.Arrange(switches, links, edge);

        Assert.Equal(switches.Order(), places.Keys.Order());
        Assert.All(
            from first in switches from second in switches where first.Value < second.Value select (places[first], places[second]),
            pair => Assert.True(Math.Abs(pair.Item1.X - pair.Item2.X) + Math.Abs(pair.Item1.Y - pair.Item2.Y) > 20));
        Assert.Equal(places, NetworkLayout.Arrange([.. switches.Reverse()], [.. links.Reverse()], edge));
    }

    [Fact]
    public void No_switches_have_no_places() => Assert.Empty(NetworkLayout.Arrange([], [], new HashSet<DatapathId>()));

    private static (IReadOnlyCollection<DatapathId>, IReadOnlyCollection<(DatapathId A, DatapathId B)>, HashSet<DatapathId>) Of(NetworkTopology topology)
    {
        var ids = topology.Switches.ToDictionary(each => each.Name, each => each.Id);
        var links = topology.Links.Where(link => ids.ContainsKey(link.From) && ids.ContainsKey(link.To))
            .Select(link => (ids[link.From], ids[link.To]));
        var edge = topology.Links.SelectMany(link => new[] { (link.From, link.To), (link.To, link.From) })
            .Where(pair => ids.ContainsKey(pair.Item1) && !ids.ContainsKey(pair.Item2)).Select(pair => ids[pair.Item1]);
        return (ids.Values, [.. links], [.. edge]);
    }
}
