using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>A 48-bit IEEE 802 MAC address.</summary>
/// <param name="Value">The address as a number, the first octet in bits 47 to 40; bits above 47 are zero.</param>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct MacAddress(ulong Value) : ISpanParsable<MacAddress>, IComparable<MacAddress>
{
    /// <summary>The length on the wire, in bytes.</summary>
    public const int Length = 6;

    /// <summary>The address as a number, 0 to 2^48 - 1.</summary>
    public ulong Value { get; } = Value >> 48 == 0 ? Value : throw TooWide(Value);

    /// <summary>00:00:00:00:00:00.</summary>
    public static MacAddress Zero => default;

    /// <summary>ff:ff:ff:ff:ff:ff, every station on the link.</summary>
    public static MacAddress Broadcast => new(0xffff_ffff_ffff);

    /// <summary>True for a group address (the lowest bit of the first octet is set), the broadcast address among them.</summary>
    public bool IsMulticast => (Value & 0x0100_0000_0000) != 0;

    /// <summary>Reads an address from the first six bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than six bytes.</exception>
    public static MacAddress Read(ReadOnlySpan<byte> source) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(source) << 32) | BinaryPrimitives.ReadUInt32BigEndian(source[2..]));

    /// <summary>Writes the address to the first six bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than six bytes.</exception>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)Value);
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(Value >> 32));
    }

    /// <inheritdoc/>
    public int CompareTo(MacAddress other) => Value.CompareTo(other.Value);

    /// <summary>The address as six hexadecimal octets with colons: <c>00:1b:21:3c:9d:f8</c>.</summary>
    public override string ToString() => string.Create(17, Value, static (text, value) =>
    {
        for (var octet = 0; octet < Length; octet++)
        {
            ((byte)(value >> (40 - 8 * octet))).TryFormat(text[(3 * octet)..], out _, "x2", CultureInfo.InvariantCulture);
            if (octet > 0)
                text[3 * octet - 1] = ':';
        }
    });

    /// <summary>Reads six hexadecimal octets of one or two digits with colons or hyphens between them.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static MacAddress Parse(ReadOnlySpan<char> text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var address)
            ? address
            : throw new FormatException($"'{text}' is not a MAC address. Write six hexadecimal octets, as in 00:1b:21:3c:9d:f8.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static MacAddress Parse(string text, IFormatProvider? provider = null) => Parse(text.AsSpan(), provider);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out MacAddress result) =>
        TryParse(text.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out MacAddress result)
    {
        result = default;
        var separator = text.Contains('-') ? '-' : ':';
        ulong value = 0;
        var octets = 0;
        foreach (var range in text.Split(separator))
        {
            var digits = text[range];
            if (octets == Length || digits.Length is 0 or > 2
                || !byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
                return false;
            value = (value << 8) | octet;
            octets++;
        }

        result = new(value);
        return octets == Length;
    }

    [SuppressMessage("Usage", "CA2208", Justification = "The parameter of the constructor.")]
    private static ArgumentOutOfRangeException TooWide(ulong value) => new(nameof(Value), value, "A MAC address has 48 bits.");
}
