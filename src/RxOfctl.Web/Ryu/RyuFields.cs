using System.Collections.Frozen;
using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Web.Ryu;

/// <summary>Match fields by the names of the specification, with values as text: decimal numbers and addresses.</summary>
internal static class RyuFields
{
    private static readonly FrozenDictionary<string, OxmType> ByName = new OxmType[]
    {
        Oxm.InPort, Oxm.InPhyPort, Oxm.Metadata, Oxm.EthDst, Oxm.EthSrc, Oxm.EthType, Oxm.VlanVid, Oxm.VlanPcp, Oxm.IpDscp, Oxm.IpEcn,
        Oxm.IpProto, Oxm.Ipv4Src, Oxm.Ipv4Dst, Oxm.TcpSrc, Oxm.TcpDst, Oxm.UdpSrc, Oxm.UdpDst, Oxm.SctpSrc, Oxm.SctpDst,
        Oxm.Icmpv4Type, Oxm.Icmpv4Code, Oxm.ArpOp, Oxm.ArpSpa, Oxm.ArpTpa, Oxm.ArpSha, Oxm.ArpTha, Oxm.Ipv6Src, Oxm.Ipv6Dst,
        Oxm.Ipv6FLabel, Oxm.Icmpv6Type, Oxm.Icmpv6Code, Oxm.Ipv6NdTarget, Oxm.Ipv6NdSll, Oxm.Ipv6NdTll, Oxm.MplsLabel, Oxm.MplsTc,
        Oxm.MplsBos, Oxm.PbbIsid, Oxm.TunnelId, Oxm.Ipv6Exthdr, Oxm.PbbUca, Oxm.TcpFlags, Oxm.ActsetOutput, Oxm.PacketType,
    }.ToFrozenDictionary(type => type.Name);

    public static OxmType? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>A field from text. Bits of the value outside the mask are ignored.</summary>
    /// <param name="type">The field.</param>
    /// <param name="text">The value, and behind a slash its mask; an address may have the length of a prefix there.</param>
    /// <exception cref="FormatException">The text is no value of the field.</exception>
    /// <exception cref="ArgumentException">The field cannot have the mask or the value.</exception>
    public static OxmField Parse(OxmType type, string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (value, mask) = slash < 0 ? (text, null) : (text[..slash], text[(slash + 1)..]);
        return type switch
        {
            OxmType<PortNumber> port => port.Is(RyuNumbers.ParsePort(text, OpenFlowVersion.OpenFlow13)),
            OxmType<byte> number => OfNumber(number, bits => (byte)bits, value, mask, byte.MaxValue),
            OxmType<ushort> number => OfNumber(number, bits => (ushort)bits, value, mask, ushort.MaxValue),
            OxmType<uint> number => OfNumber(number, bits => (uint)bits, value, mask, uint.MaxValue),
            OxmType<ulong> number => OfNumber(number, bits => bits, value, mask, ulong.MaxValue),
            OxmType<MacAddress> mac => mask is null
                ? mac.Is(MacAddress.Parse(value))
                : mac.Is(new(MacAddress.Parse(value).Value & MacAddress.Parse(mask).Value), MacAddress.Parse(mask)),
            OxmType<Ipv4Address> ipv4 => mask is null
                ? ipv4.Is(Ipv4Address.Parse(value))
                : Masked(ipv4, Ipv4Address.Parse(value), PrefixLength(mask, 32) is { } length ? Ipv4Address.Mask(length) : Ipv4Address.Parse(mask)),
            OxmType<Ipv6Address> ipv6 => mask is null
                ? ipv6.Is(Ipv6Address.Parse(value))
                : Masked(ipv6, Ipv6Address.Parse(value), PrefixLength(mask, 128) is { } length ? Ipv6Address.Mask(length) : Ipv6Address.Parse(mask)),
            _ => throw new FormatException($"{type.Name} cannot be given here."),
        };
    }

    /// <summary>The value as text: addresses in their notation, all else as a decimal number.</summary>
    public static string Text(OxmType type, UInt128 number) => type switch
    {
        OxmType<MacAddress> => new MacAddress((ulong)number).ToString(),
        OxmType<Ipv4Address> => new Ipv4Address((uint)number).ToString(),
        OxmType<Ipv6Address> => new Ipv6Address(number).ToString(),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Whether the value of a field is a number in JSON.</summary>
    public static bool IsNumber(OxmType type) => type is OxmType<byte> or OxmType<ushort> or OxmType<uint> or OxmType<ulong> or OxmType<PortNumber>;

    private static OxmField OfNumber<T>(OxmType<T> type, Func<ulong, T> convert, string value, string? mask, ulong max)
        where T : struct, IEquatable<T>
    {
        var bits = RyuNumbers.Parse(value, type.Name, max);
        if (mask is null)
            return type.Is(convert(bits));
        var maskBits = RyuNumbers.Parse(mask, type.Name, max);
        return type.Is(convert(bits & maskBits), convert(maskBits));
    }

    private static OxmField Masked(OxmType<Ipv4Address> type, Ipv4Address value, Ipv4Address mask) => type.Is(new(value.Value & mask.Value), mask);

    private static OxmField Masked(OxmType<Ipv6Address> type, Ipv6Address value, Ipv6Address mask) => type.Is(new(value.Value & mask.Value), mask);

    private static int? PrefixLength(string mask, int max)
    {
        if (!int.TryParse(mask, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return null;
        return length <= max ? length : throw new FormatException($"A prefix of {length} bits is too long; {max} is the most.");
    }
}
