using System.Globalization;
using System.Numerics;

namespace RxOfctl.Protocol.Matching;

/// <summary>Values of fields and their masks as <c>ovs-ofctl</c> writes them.</summary>
internal static class ValueText
{
    /// <summary>As C's <c>%#x</c>: <c>0x5</c>, and <c>0</c> without the prefix.</summary>
    public static string Hex<T>(T value)
        where T : struct, IFormattable => value.Equals(default(T)) ? "0" : "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    public static string Decimal<T>(T value)
        where T : struct, IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>A number that is decimal by itself is hexadecimal beside a mask.</summary>
    public static string DecimalMasked<T>(T value, T mask)
        where T : struct, IFormattable =>
        string.Create(CultureInfo.InvariantCulture, $"0x{value:x}/0x{mask:x}");

    public static string Plain<T>(T value)
        where T : struct => value.ToString()!;

    /// <summary>An address with the length of its prefix, where the mask is one, or else the mask: <c>10.0.0.0/8</c>.</summary>
    public static string Cidr(Ipv4Address value, Ipv4Address mask) =>
        BitOperations.LeadingZeroCount(~mask.Value) is var length && mask == Ipv4Address.Mask(length)
            ? $"{value}/{length}"
            : $"{value}/{mask}";

    /// <inheritdoc cref="Cidr(Ipv4Address, Ipv4Address)"/>
    public static string Cidr(Ipv6Address value, Ipv6Address mask) =>
        (int)UInt128.LeadingZeroCount(~mask.Value) is var length && mask == Ipv6Address.Mask(length)
            ? $"{value}/{length}"
            : $"{value}/{mask}";

    /// <summary>Bytes as a number, without the first digit if that is a zero; zeros in front say how many bytes there are.</summary>
    public static string HexBytes(ByteString bytes)
    {
        var digits = bytes.ToString();
        if (digits.StartsWith('0'))
            digits = digits[1..];
        return digits == "0" ? digits : "0x" + digits;
    }

    public static string EtherType(ushort value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x4}");

    /// <summary>Whether a packet is a fragment of IP, in words.</summary>
    public static string Fragment(byte value) => Fragment(value, 3);

    /// <inheritdoc cref="Fragment(byte)"/>
    public static string Fragment(byte value, byte mask) => (value, mask) switch
    {
        (0, 3) or (0, 1) => "no",
        (1, 3) => "first",
        (1, 1) => "yes",
        (3, 3) or (2, 2) => "later",
        (0, 2) => "not_later",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}/{mask}"),
    };

    /// <summary>Namespace and type of a packet: <c>(1,0x800)</c>.</summary>
    public static string PacketType(uint value) => $"({value >> 16},{Hex((ushort)value)})";
}
