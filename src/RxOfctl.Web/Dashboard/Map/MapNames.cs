using RxOfctl.Topology;

namespace RxOfctl.Web.Dashboard.Map;

/// <summary>The names of what is on the map.</summary>
internal static class MapNames
{
    /// <summary>A host by its address: IPv4, else IPv6, else MAC.</summary>
    public static string Of(NetworkHost host) => host switch
    {
        { Ipv4Addresses: [var address, ..] } => $"{address}",
        { Ipv6Addresses: [var address, ..] } => $"{address}",
        _ => $"{host.Id.Mac}",
    };

    /// <summary>A port by its switch and number: <c>a1:3</c>.</summary>
    public static string Of(SwitchPort port) => $"{Units.Short(port.DatapathId)}:{port.Port}";
}
