using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>Addresses of controllers and datapaths as people write them.</summary>
public static class EndPointText
{
    /// <summary>
    /// Reads <c>HOST:PORT</c> or <c>tcp:HOST:PORT</c>, where the host is an IPv4 address, an IPv6 address in brackets or a name, or
    /// <c>unix:PATH</c>.
    /// </summary>
    /// <returns>False if the text is something else.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EndPoint? endPoint)
    {
        endPoint = null;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        if (text.StartsWith("unix:", StringComparison.Ordinal))
        {
            var path = text["unix:".Length..];
            // What the operating system takes: 108 bytes, the last of them zero.
            if (path.Length is 0 or > 107)
                return false;
            endPoint = new UnixDomainSocketEndPoint(path);
            return true;
        }

        if (text.StartsWith("tcp:", StringComparison.Ordinal))
            text = text["tcp:".Length..];
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;
        var host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']') && IPAddress.TryParse(host[1..^1], out var v6))
            endPoint = new IPEndPoint(v6, port);
        else if (IPAddress.TryParse(host, out var v4) && v4.AddressFamily == AddressFamily.InterNetwork && host.Count(c => c == '.') == 3)
            endPoint = new IPEndPoint(v4, port);
        else if (Uri.CheckHostName(host) == UriHostNameType.Dns && !host.All(c => char.IsAsciiDigit(c) || c == '.'))
            endPoint = new DnsEndPoint(host, port);
        return endPoint is not null;
    }

    /// <summary>Reads what <see cref="TryParse"/> reads.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static EndPoint Parse(string text) =>
        TryParse(text, out var endPoint)
            ? endPoint
            : throw new FormatException(
                $"'{text}' is not an address. Write HOST:PORT, as in 127.0.0.1:6653 or [::1]:6653, or unix:PATH; the port is 0 to 65535.");

    /// <summary>Writes an address as <see cref="Parse"/> reads it.</summary>
    public static string Format(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return endPoint switch
        {
            UnixDomainSocketEndPoint => $"unix:{endPoint}",
            DnsEndPoint name => string.Create(CultureInfo.InvariantCulture, $"{name.Host}:{name.Port}"),
            _ => endPoint.ToString() ?? "",
        };
    }
}
