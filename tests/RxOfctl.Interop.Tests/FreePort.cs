using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Interop.Tests;

/// <summary>Finds a free TCP port of the loopback interface.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
