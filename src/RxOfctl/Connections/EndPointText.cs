using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RxOfctl.Connections;

/// <summary>Addresses of controllers and datapaths as people write them.</summary>
public static class EndPointText
{
    private const string Tcp = "tcp:";
    private const string Ssl = "ssl:";
    private const string Unix = "unix:";

    // What the operating system takes: 108 bytes, the last of them zero.
    private const int MaxPathLength = 107;

    /// <summary>
    /// Reads <c>HOST:PORT</c> or <c>tcp:HOST:PORT</c>, where the host is an IPv4 address, an IPv6 address in brackets or a name;
    /// <c>ssl:HOST:PORT</c>, which is a <see cref="TlsEndPoint"/> without options of its own; or <c>unix:PATH</c>.
    /// </summary>
    /// <returns>False if the text is something else.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EndPoint? endPoint) => Read(text, out endPoint) is null;

    /// <summary>Reads what <see cref="TryParse"/> reads.</summary>
    /// <exception cref="FormatException">The text is something else; the message says what is wrong with it.</exception>
    public static EndPoint Parse(string text) =>
        Read(text, out var endPoint) is { } problem
            ? throw new FormatException(
                $"'{text}' is not an address: {problem}. Write HOST:PORT or ssl:HOST:PORT, as in 127.0.0.1:6653 or ssl:[::1]:6653, or unix:PATH.")
            : endPoint!;

    /// <summary>Writes an address as <see cref="Parse"/> reads it; one of TCP without <c>tcp:</c>.</summary>
    public static string Format(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return endPoint switch
        {
            TlsEndPoint tls => $"{Ssl}{Format(tls.EndPoint)}",
            UnixDomainSocketEndPoint => $"{Unix}{endPoint}",
            DnsEndPoint name => string.Create(CultureInfo.InvariantCulture, $"{name.Host}:{name.Port}"),
            _ => endPoint.ToString() ?? "",
        };
    }

    // What is wrong with the text, or null.
    private static string? Read(string? text, out EndPoint? endPoint)
    {
        endPoint = null;
        if (string.IsNullOrWhiteSpace(text))
            return "it is empty";
        if (text.StartsWith(Unix, StringComparison.Ordinal))
            return ReadPath(text[Unix.Length..], out endPoint);
        if (text.StartsWith("ptcp:", StringComparison.Ordinal) || text.StartsWith("pssl:", StringComparison.Ordinal))
            return $"{text[..5]} is how Open vSwitch says that it listens; the address says the same to both sides here";

        var isTls = text.StartsWith(Ssl, StringComparison.Ordinal);
        var address = isTls || text.StartsWith(Tcp, StringComparison.Ordinal) ? text.AsSpan(Tcp.Length) : text;
        if (ReadHostAndPort(address, out endPoint) is { } problem)
            return problem;
        if (isTls)
            endPoint = new TlsEndPoint(endPoint!);
        return null;
    }

    private static string? ReadPath(string path, out EndPoint? endPoint)
    {
        endPoint = null;
        if (path.Length == 0)
            return "the path is missing";
        if (Encoding.UTF8.GetByteCount(path) > MaxPathLength)
            return $"the path is longer than {MaxPathLength} bytes";
        endPoint = new UnixDomainSocketEndPoint(path);
        return null;
    }

    private static string? ReadHostAndPort(ReadOnlySpan<char> text, out EndPoint? endPoint)
    {
        endPoint = null;
        var colon = text.LastIndexOf(':');
        if (colon < 0 || text[colon..].Contains(']'))
            return "the port is missing";
        if (!ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return $"'{text[(colon + 1)..]}' is not a port from 0 to 65535";
        var host = text[..colon].ToString();
        if (host.Length == 0)
            return "the host is missing";
        if (host.StartsWith('[') && host.EndsWith(']') && IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out var v6)
            && v6.AddressFamily == AddressFamily.InterNetworkV6)
            endPoint = new IPEndPoint(v6, port);
        else if (host.Contains(':', StringComparison.Ordinal))
            return $"'{host}' is no host; an IPv6 address stands in brackets";
        else if (IPAddress.TryParse(host, out var v4) && v4.AddressFamily == AddressFamily.InterNetwork && host.Count(c => c == '.') == 3)
            endPoint = new IPEndPoint(v4, port);
        else if (Uri.CheckHostName(host) == UriHostNameType.Dns && !host.All(c => char.IsAsciiDigit(c) || c == '.'))
            endPoint = new DnsEndPoint(host, port);
        return endPoint is null ? $"'{host}' is neither an address nor a name" : null;
    }
}
