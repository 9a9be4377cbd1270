using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RxOfctl.Connections;

/// <summary>Addresses of controllers and datapaths as text, in the notation of Open vSwitch.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Text</term><description>Meaning</description></listheader>
/// <item><term><c>ptcp:[PORT][:HOST]</c></term><description>listen for TCP; by default at port 6653 of all IPv4
/// addresses</description></item>
/// <item><term><c>pssl:[PORT][:HOST]</c></term><description>listen for TLS</description></item>
/// <item><term><c>punix:PATH</c></term><description>listen at a Unix socket</description></item>
/// <item><term><c>tcp:HOST[:PORT]</c></term><description>dial by TCP; by default port 6653</description></item>
/// <item><term><c>ssl:HOST[:PORT]</c></term><description>dial by TLS</description></item>
/// <item><term><c>unix:PATH</c></term><description>dial a Unix socket</description></item>
/// <item><term><c>HOST:PORT</c></term><description>TCP</description></item>
/// </list>
/// A host is an IPv4 address, an IPv6 address in brackets, or a name. For a controller that is to listen, the forms for dialing are
/// accepted too and name the address to listen at; <c>ptcp:HOST:PORT</c> is read as <c>ptcp:PORT:HOST</c>.
/// </remarks>
public static class EndPointText
{
    private const int DefaultPort = 6653;

    // The limit of the operating system: 108 bytes, the last of them zero.
    private const int MaxPathLength = 107;

    private const string Forms =
        "Write ptcp:PORT[:HOST], pssl:PORT[:HOST] or punix:PATH to listen, " +
        "tcp:HOST[:PORT], ssl:HOST[:PORT] or unix:PATH to dial, or HOST:PORT";

    private enum Transport
    {
        Tcp,
        Tls,
        Unix,
    }

    /// <summary>Reads an address in any of the forms, whether it is to listen at or to dial.</summary>
    /// <returns>False if the text is something else.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EndPoint? endPoint) => Read(text, out endPoint) is null;

    /// <summary>Reads an address in any of the forms, whether it is to listen at or to dial.</summary>
    /// <exception cref="FormatException">The text is something else; the message says what is wrong with it.</exception>
    public static EndPoint Parse(string text) =>
        Read(text, out var endPoint) is { } problem
            ? throw new FormatException($"'{text}' is not an address: {problem}. {Forms}.")
            : endPoint!;

    /// <summary>Reads an address to dial: any form except those that start with <c>p</c>.</summary>
    /// <exception cref="FormatException">The text is something else; the message says what is wrong with it.</exception>
    public static EndPoint ParseToDial(string text) =>
        IsPassive(text)
            ? throw new FormatException(
                $"'{text}' is an address to listen at. Write tcp:HOST[:PORT], ssl:HOST[:PORT] or unix:PATH to dial.")
            : Parse(text);

    /// <summary>Writes an address as <see cref="Parse"/> reads it; one of TCP without a prefix.</summary>
    public static string Format(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return endPoint switch
        {
            TlsEndPoint tls => $"ssl:{Format(tls.EndPoint)}",
            UnixDomainSocketEndPoint => $"unix:{endPoint}",
            DnsEndPoint name => string.Create(CultureInfo.InvariantCulture, $"{name.Host}:{name.Port}"),
            _ => endPoint.ToString() ?? "",
        };
    }

    private static bool IsPassive(string? text) =>
        text is not null && (text.StartsWith("ptcp:", StringComparison.Ordinal) || text.StartsWith("pssl:", StringComparison.Ordinal)
            || text.StartsWith("punix:", StringComparison.Ordinal));

    // What is wrong with the text, or null.
    private static string? Read(string? text, out EndPoint? endPoint)
    {
        endPoint = null;
        if (string.IsNullOrWhiteSpace(text))
            return "it is empty";
        var isPassive = IsPassive(text);
        var prefix = text.AsSpan(isPassive ? 1 : 0);
        var (transport, length) =
            prefix.StartsWith("tcp:") ? (Transport.Tcp, 4) :
            prefix.StartsWith("ssl:") ? (Transport.Tls, 4) :
            prefix.StartsWith("unix:") ? (Transport.Unix, 5) : (Transport.Tcp, 0);
        var address = prefix[length..];
        if (transport == Transport.Unix)
            return ReadPath(address.ToString(), out endPoint);
        var problem = isPassive
            ? ReadPassive(address, out endPoint)
            : ReadHostAndPort(address, length > 0 ? DefaultPort : null, out endPoint);
        if (problem is null && transport == Transport.Tls)
            endPoint = new TlsEndPoint(endPoint!);
        return problem;
    }

    private static string? ReadPassive(ReadOnlySpan<char> text, out EndPoint? endPoint)
    {
        var colon = text.IndexOf(':');
        var port = colon < 0 ? text : text[..colon];
        var host = colon < 0 ? [] : text[(colon + 1)..];
        if (port.ContainsAnyExceptInRange('0', '9'))
            return ReadHostAndPort(text, null, out endPoint);
        return ReadHostAndPort($"{(host.IsEmpty ? "0.0.0.0" : host)}:{(port.IsEmpty ? $"{DefaultPort}" : port)}", null, out endPoint);
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

    private static string? ReadHostAndPort(ReadOnlySpan<char> text, ushort? defaultPort, out EndPoint? endPoint)
    {
        endPoint = null;
        var colon = text.LastIndexOf(':');
        var hasPort = colon >= 0 && !text[colon..].Contains(']');
        if (!hasPort && defaultPort is null)
            return "the port is missing";
        var port = defaultPort.GetValueOrDefault();
        if (hasPort && !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port))
            return $"'{text[(colon + 1)..]}' is not a port from 0 to 65535";
        var host = (hasPort ? text[..colon] : text).ToString();
        if (host.Length == 0)
            return "the host is missing";
        if (host.StartsWith('[') && host.EndsWith(']') && IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out var v6)
            && v6.AddressFamily == AddressFamily.InterNetworkV6)
            endPoint = new IPEndPoint(v6, port);
        else if (host.Contains(':', StringComparison.Ordinal))
            return $"'{host}' is not a host; an IPv6 address is written in brackets";
        else if (IPAddress.TryParse(host, out var v4) && v4.AddressFamily == AddressFamily.InterNetwork && host.Count(c => c == '.') == 3)
            endPoint = new IPEndPoint(v4, port);
        else if (Uri.CheckHostName(host) == UriHostNameType.Dns && !host.All(c => char.IsAsciiDigit(c) || c == '.'))
            endPoint = new DnsEndPoint(host, port);
        return endPoint is null ? $"'{host}' is neither an address nor a name" : null;
    }
}
