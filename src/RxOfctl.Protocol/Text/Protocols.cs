using System.Collections.Frozen;

namespace RxOfctl.Protocol.Text;

/// <summary>A word for an EtherType and perhaps a protocol of IP, as <c>tcp</c>.</summary>
internal readonly record struct ProtocolWord(ushort EtherType, byte? IpProto);

/// <summary>The words for protocols that stand alone in a match.</summary>
internal static class Protocols
{
    private const ushort Ipv4 = 0x0800;
    private const ushort Ipv6 = 0x86dd;

    private static readonly FrozenDictionary<string, ProtocolWord> Words = new Dictionary<string, ProtocolWord>
    {
        ["ip"] = new(Ipv4, null),
        ["ipv4"] = new(Ipv4, null),
        ["ip4"] = new(Ipv4, null),
        ["icmp"] = new(Ipv4, 1),
        ["tcp"] = new(Ipv4, 6),
        ["udp"] = new(Ipv4, 17),
        ["sctp"] = new(Ipv4, 132),
        ["ipv6"] = new(Ipv6, null),
        ["ip6"] = new(Ipv6, null),
        ["icmp6"] = new(Ipv6, 58),
        ["tcp6"] = new(Ipv6, 6),
        ["udp6"] = new(Ipv6, 17),
        ["sctp6"] = new(Ipv6, 132),
        ["arp"] = new(0x0806, null),
        ["rarp"] = new(0x8035, null),
        ["mpls"] = new(0x8847, null),
        ["mplsm"] = new(0x8848, null),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Several words mean the same; the names that are written are those that are not among the others.
    private static readonly FrozenDictionary<ProtocolWord, string> Names = Words
        .Where(pair => pair.Key is not ("ipv4" or "ip4" or "ip6"))
        .ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static bool TryFind(TextPart word, out ProtocolWord protocol) => Words.TryGetValue(word.ToString(), out protocol);

    /// <summary>The word for an EtherType and a protocol, or null.</summary>
    public static string? Name(ushort etherType, byte? ipProto) => Names.GetValueOrDefault(new(etherType, ipProto));
}
