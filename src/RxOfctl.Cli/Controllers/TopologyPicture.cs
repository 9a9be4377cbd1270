using System.Globalization;
using System.Text;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Topology;

namespace RxOfctl.Cli.Controllers;

/// <summary>A topology at one time.</summary>
/// <param name="Switches">The switches that are connected, with their versions.</param>
/// <param name="Links">The links between them.</param>
/// <param name="Hosts">The hosts that were seen.</param>
internal sealed record TopologyPicture(IReadOnlyList<Datapath> Switches, IReadOnlyList<LinkPair> Links, IReadOnlyList<NetworkHost> Hosts)
{
    public static TopologyPicture Of(OpenFlowController controller, DiscoveredTopology topology) => new(
        [.. controller.GetDatapaths().OrderBy(datapath => datapath.Id.Value)],
        [.. topology.LinkPairs.Items.OrderBy(link => link.Id)],
        [.. topology.Hosts.Items.OrderBy(host => host.Port)]);

    /// <summary>Each switch with its links and hosts, by port.</summary>
    public string ToTree()
    {
        var text = new StringBuilder();
        foreach (var datapath in Switches)
        {
            text.Append(CultureInfo.InvariantCulture, $"{datapath.Id}  {datapath.Version.ToText()}\n");
            var lines = Lines(datapath.Id).OrderBy(line => line.Port).ToList();
            foreach (var (index, (port, line)) in lines.Index())
                text.Append(CultureInfo.InvariantCulture, $"{(index == lines.Count - 1 ? "└─" : "├─")} {port,-5} {line}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Switches.Count} switches, {Links.Count} links, {Hosts.Count} hosts\n");
        return text.ToString();
    }

    /// <summary>For Graphviz: <c>rxofctl topology --format dot | dot -Tsvg</c>.</summary>
    public string ToDot()
    {
        var text = new StringBuilder("graph topology {\n");
        foreach (var datapath in Switches)
            text.Append(CultureInfo.InvariantCulture, $"  \"{datapath.Id}\" [shape=box];\n");
        foreach (var link in Links)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  \"{link.Lower.DatapathId}\" -- \"{link.Higher.DatapathId}\" [taillabel=\"{link.Lower.Port}\", " +
                $"headlabel=\"{link.Higher.Port}\"];\n");
        }

        foreach (var host in Hosts)
            text.Append(
                CultureInfo.InvariantCulture, $"  \"{host.Port.DatapathId}\" -- \"{Name(host)}\" [taillabel=\"{host.Port.Port}\"];\n");
        return text.Append("}\n").ToString();
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("switches");
        foreach (var datapath in Switches)
        {
            writer.WriteStartObject();
            writer.WriteString("dpid", $"{datapath.Id}");
            writer.WriteString("version", datapath.Version.ToText());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("links");
        foreach (var link in Links)
        {
            writer.WriteStartObject();
            WriteEnd(writer, "from", link.Lower);
            WriteEnd(writer, "to", link.Higher);
            if (link.Forth.Latency is { } latency)
                writer.WriteNumber("latency_ms", latency.TotalMilliseconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("hosts");
        foreach (var host in Hosts)
        {
            writer.WriteStartObject();
            writer.WriteString("mac", $"{host.Id.Mac}");
            WriteEnd(writer, "at", host.Port);
            writer.WriteStartArray("addresses");
            foreach (var address in Addresses(host))
                writer.WriteStringValue(address);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private IEnumerable<(PortNumber Port, string Line)> Lines(DatapathId id)
    {
        foreach (var link in Links)
        {
            if (link.Lower.DatapathId == id)
                yield return (link.Lower.Port, $"── {link.Higher}{Latency(link.Forth)}");
            if (link.Higher.DatapathId == id)
                yield return (link.Higher.Port, $"── {link.Lower}{Latency(link.Back)}");
        }

        foreach (var host in Hosts.Where(host => host.Port.DatapathId == id))
            yield return (host.Port.Port, Name(host));
    }

    private static void WriteEnd(Utf8JsonWriter writer, string name, SwitchPort end)
    {
        writer.WriteStartObject(name);
        writer.WriteString("dpid", $"{end.DatapathId}");
        writer.WriteNumber("port", end.Port.Value);
        writer.WriteEndObject();
    }

    private static string Latency(NetworkLink link) =>
        link.Latency is { Ticks: > 0 } latency
            ? string.Create(CultureInfo.InvariantCulture, $"  {latency.TotalMilliseconds:0.###} ms")
            : "";

    private static string Name(NetworkHost host) => string.Join(' ', Addresses(host).Prepend($"{host.Id.Mac}"));

    private static IEnumerable<string> Addresses(NetworkHost host) =>
        host.Ipv4Addresses.Select(address => $"{address}").Concat(host.Ipv6Addresses.Select(address => $"{address}"));
}
