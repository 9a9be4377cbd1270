using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace RxOfctl.Web.Security;

/// <summary>
/// Whether a request came by a listener that is bound to loopback. What counts is the binding and not the peer's address: on a listener
/// for all addresses a connection from this machine may be that of a proxy.
/// </summary>
internal sealed class Listeners(IServer server)
{
    /// <summary>The addresses of the server.</summary>
    public IReadOnlyList<BindingAddress> Addresses =>
        [.. server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(BindingAddress.Parse) ?? []];

    public bool IsLoopback(HttpContext context)
    {
        var (address, port) = (context.Connection.LocalIpAddress, context.Connection.LocalPort);
        if (address is null || !IPAddress.IsLoopback(address))
            return false;
        var bound = Addresses.Where(each => each.Port == port).ToList();
        return bound.Count > 0 && bound.Any(IsLoopback) && !bound.Any(IsForAllAddresses);
    }

    /// <summary>Whether an address of the server reaches only this machine.</summary>
    public static bool IsLoopback(BindingAddress address) =>
        address.IsUnixPipe
        || address.IsNamedPipe
        || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    // A name other than localhost binds to all addresses, too.
    private static bool IsForAllAddresses(BindingAddress address) =>
        !IsLoopback(address) && (!IPAddress.TryParse(address.Host, out var ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
}
