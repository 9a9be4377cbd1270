using System.Globalization;
using System.Text;
using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>The network as other programs read it.</summary>
public static class TopologyExport
{
    /// <summary>
    /// The network as it is now, as a graph in the language of Graphviz: switches, hosts, links with the numbers of their ports, and their
    /// latency where it is known. Indirect links are dashed, and links of which one direction works are dotted arrows.
    /// </summary>
    /// <param name="topology">The network.</param>
    /// <returns>The text, in the same order each time: <c>dot -Tsvg</c> draws it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="topology"/> is null.</exception>
    public static string ToDot(this DiscoveredTopology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var text = new StringBuilder("graph topology {\n  node [shape=box];\n");
        foreach (var datapath in topology.CurrentGraph.Vertices.Order())
            Line($"\"{datapath}\"");
        foreach (var host in topology.Hosts.Items.OrderBy(host => host.Port).ThenBy(host => host.Id.Mac.Value).ThenBy(host => host.Id.Vlan))
        {
            Line($"\"{host.Id}\" [shape=ellipse, label=\"{string.Join("\\n", AddressesOf(host).Prepend($"{host.Id}"))}\"]");
            Line($"\"{host.Port.DatapathId}\" -- \"{host.Id}\" [taillabel=\"{host.Port.Port}\"]");
        }

        var links = topology.Links.KeyValues;
        foreach (var (id, link) in links.OrderBy(each => each.Key))
        {
            var isPair = links.ContainsKey(id.Reverse);
            if (isPair && id != LinkPair.IdOf(id))
                continue;
            var style = !isPair ? ", style=dotted, dir=forward" : link.Kind == LinkKind.Indirect ? ", style=dashed" : "";
            var latency = link.Latency is { } known
                ? string.Create(CultureInfo.InvariantCulture, $", label=\"{known.TotalMilliseconds:0.###} ms\"")
                : "";
            var ports = $"taillabel=\"{id.From.Port}\", headlabel=\"{id.To.Port}\"";
            Line($"\"{id.From.DatapathId}\" -- \"{id.To.DatapathId}\" [{ports}{latency}{style}]");
        }

        return text.Append("}\n").ToString();

        void Line(string statement) => text.Append(CultureInfo.InvariantCulture, $"  {statement};\n");
    }

    /// <summary>The network as it is now, as Ryu's and os-ken's <c>rest_topology</c> gives it.</summary>
    /// <param name="topology">The network.</param>
    /// <param name="datapath">Gives this datapath, the links from it and the hosts at it, as <c>/v1.0/topology/switches/DPID</c> and its
    /// like do. Default: all.</param>
    /// <exception cref="ArgumentNullException"><paramref name="topology"/> is null.</exception>
    public static RyuTopology ToRyu(this DiscoveredTopology topology, DatapathId? datapath = null)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var links = topology.Links.Keys.Order().ToList();
        var hosts = topology.Hosts.Items.OrderBy(host => host.Port).ThenBy(host => host.Id.Mac.Value).ToList();
        var datapaths = topology.CurrentGraph.Vertices.Order().ToList();
        var ports = topology.Ports.Items.OrderBy(port => port.Id).ToDictionary(port => port.Id, RyuPort.Of);
        var byDatapath = ports.ToLookup(port => port.Key.DatapathId, port => port.Value);
        bool IsWanted(DatapathId id) => datapath is null || id == datapath;

        // What was read first may have a port that is gone since.
        return new(
            [.. datapaths.Where(IsWanted).Select(id => new RyuSwitch($"{id}", [.. byDatapath[id]]))],
            [.. links.Where(link => IsWanted(link.From.DatapathId) && ports.ContainsKey(link.From) && ports.ContainsKey(link.To))
                .Select(link => new RyuLink(ports[link.From], ports[link.To]))],
            [.. hosts.Where(host => IsWanted(host.Port.DatapathId) && ports.ContainsKey(host.Port)).Select(host => new RyuHost(
                $"{host.Id.Mac}",
                [.. host.Ipv4Addresses.Select(address => $"{address}")],
                [.. host.Ipv6Addresses.Select(address => $"{address}")],
                ports[host.Port]))]);
    }

    private static IEnumerable<string> AddressesOf(NetworkHost host) =>
        host.Ipv4Addresses.Select(address => $"{address}").Concat(host.Ipv6Addresses.Select(address => $"{address}"));
}
