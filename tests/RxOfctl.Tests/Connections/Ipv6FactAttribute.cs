using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Tests.Connections;

/// <summary>A test that is skipped on a machine without IPv6.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Ipv6FactAttribute : FactAttribute
{
    public Ipv6FactAttribute()
    {
        if (!HasLoopback())
            Skip = "This machine has no IPv6.";
    }

    private static bool HasLoopback()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
