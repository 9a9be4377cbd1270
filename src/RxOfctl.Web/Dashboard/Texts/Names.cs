using RxOfctl.Protocol;
using RxOfctl.Topology;

namespace RxOfctl.Web.Dashboard.Texts;

/// <summary>The names of hosts and ports.</summary>
internal static class Names
{
    /// <summary>A host by its address: IPv4, else IPv6, else MAC.</summary>
    public static string Of(NetworkHost host) => host switch
    {
        { Ipv4Addresses: [var address, ..] } => $"{address}",
        { Ipv6Addresses: [var address, ..] } => $"{address}",
        _ => $"{host.Id.Mac}",
    };

    /// <summary>A version of OpenFlow by its number: <c>1.3</c>.</summary>
    public static string Of(OpenFlowVersion version) => version.ToText().Replace("OpenFlow ", "", StringComparison.Ordinal);

    /// <summary>A link by its ends: <c>a1:3 to a2:1</c>.</summary>
    public static string Of(LinkId link) => $"{Of(link.From)} to {Of(link.To)}";

    /// <summary>A port by its switch and number: <c>a1:3</c>.</summary>
    public static string Of(SwitchPort port) => $"{Units.Short(port.DatapathId)}:{port.Port}";
}
