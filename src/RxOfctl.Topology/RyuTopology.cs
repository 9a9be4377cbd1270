using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RxOfctl.Topology;

/// <summary>A network in the form of Ryu's <c>rest_topology</c>, which os-ken and tools around both know.</summary>
/// <param name="Switches">The datapaths, by id.</param>
/// <param name="Links">The links, each direction by itself, by the ports that send.</param>
/// <param name="Hosts">The hosts, by port. VLANs are not shown: an address that is in two is two hosts.</param>
public sealed record RyuTopology(IReadOnlyList<RyuSwitch> Switches, IReadOnlyList<RyuLink> Links, IReadOnlyList<RyuHost> Hosts)
{
    /// <summary>The answer to <c>GET /v1.0/topology/switches</c>: a JSON array.</summary>
    public string SwitchesToJson() => JsonSerializer.Serialize(Switches, RyuJson.Default.IReadOnlyListRyuSwitch);

    /// <summary>The answer to <c>GET /v1.0/topology/links</c>: a JSON array.</summary>
    public string LinksToJson() => JsonSerializer.Serialize(Links, RyuJson.Default.IReadOnlyListRyuLink);

    /// <summary>The answer to <c>GET /v1.0/topology/hosts</c>: a JSON array.</summary>
    public string HostsToJson() => JsonSerializer.Serialize(Hosts, RyuJson.Default.IReadOnlyListRyuHost);

    /// <summary>All three arrays, as the members <c>switches</c>, <c>links</c> and <c>hosts</c> of one JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RyuJson.Default.RyuTopology);
}

/// <summary>A datapath, in the form of Ryu's <c>rest_topology</c>.</summary>
/// <param name="Dpid">The datapath id: 16 hexadecimal digits.</param>
/// <param name="Ports">Its ports, those that are down too, by number.</param>
public sealed record RyuSwitch(string Dpid, IReadOnlyList<RyuPort> Ports);

/// <summary>A port, in the form of Ryu's <c>rest_topology</c>.</summary>
/// <param name="Dpid">The datapath id: 16 hexadecimal digits.</param>
/// <param name="PortNo">The port number: 8 hexadecimal digits.</param>
/// <param name="HwAddr">The MAC address, with colons.</param>
/// <param name="Name">The name.</param>
public sealed record RyuPort(string Dpid, string PortNo, string HwAddr, string Name)
{
    internal static RyuPort Of(NetworkPort port) => new(
        $"{port.Id.DatapathId}",
        port.Id.Port.Value.ToString("x8", CultureInfo.InvariantCulture),
        $"{port.Description.HwAddr}",
        port.Description.Name);
}

/// <summary>One direction of a link, in the form of Ryu's <c>rest_topology</c>.</summary>
/// <param name="Src">The port that sends.</param>
/// <param name="Dst">The port that receives.</param>
public sealed record RyuLink(RyuPort Src, RyuPort Dst);

/// <summary>A host, in the form of Ryu's <c>rest_topology</c>.</summary>
/// <param name="Mac">The MAC address, with colons.</param>
/// <param name="Ipv4">The IPv4 addresses.</param>
/// <param name="Ipv6">The IPv6 addresses.</param>
/// <param name="Port">The port at which it is.</param>
public sealed record RyuHost(string Mac, IReadOnlyList<string> Ipv4, IReadOnlyList<string> Ipv6, RyuPort Port);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RyuTopology))]
[JsonSerializable(typeof(IReadOnlyList<RyuSwitch>))]
[JsonSerializable(typeof(IReadOnlyList<RyuLink>))]
[JsonSerializable(typeof(IReadOnlyList<RyuHost>))]
internal sealed partial class RyuJson : JsonSerializerContext;
