using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>An IPv4 address, as a value that needs no allocation.</summary>
/// <param name="Value">The address as a number, the first octet in bits 31 to 24.</param>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct Ipv4Address(uint Value) : ISpanParsable<Ipv4Address>, IComparable<Ipv4Address>
{
    /// <summary>The length on the wire, in bytes.</summary>
    public const int Length = 4;

    /// <summary>An address of four octets, as in <c>new(10, 0, 0, 1)</c>.</summary>
    public Ipv4Address(byte first, byte second, byte third, byte fourth)
        : this(((uint)first << 24) | ((uint)second << 16) | ((uint)third << 8) | fourth)
    {
    }

    /// <summary>0.0.0.0.</summary>
    public static Ipv4Address Any => default;

    /// <summary>255.255.255.255.</summary>
    public static Ipv4Address Broadcast => new(uint.MaxValue);

    /// <summary>The network mask of a prefix.</summary>
    /// <param name="length">The length of the prefix in bits, 0 to 32.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not from 0 to 32.</exception>
    public static Ipv4Address Mask(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 32);
        return new(length == 0 ? 0 : uint.MaxValue << (32 - length));
    }

    /// <summary>Reads an address from the first four bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than four bytes.</exception>
    public static Ipv4Address Read(ReadOnlySpan<byte> source) => new(BinaryPrimitives.ReadUInt32BigEndian(source));

    /// <summary>Writes the address to the first four bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than four bytes.</exception>
    public void Write(Span<byte> destination) => BinaryPrimitives.WriteUInt32BigEndian(destination, Value);

    /// <summary>The same address in the framework's class.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> octets = stackalloc byte[Length];
        Write(octets);
        return new IPAddress(octets);
    }

    /// <inheritdoc/>
    public int CompareTo(Ipv4Address other) => Value.CompareTo(other.Value);

    /// <summary>The address as four decimal octets: <c>10.0.0.1</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value >> 24}.{(Value >> 16) & 0xff}.{(Value >> 8) & 0xff}.{Value & 0xff}");

    /// <summary>Reads four decimal octets with dots between them.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static Ipv4Address Parse(ReadOnlySpan<char> text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var address)
            ? address
            : throw new FormatException($"'{text}' is not an IPv4 address. Write four decimal octets, as in 10.0.0.1.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static Ipv4Address Parse(string text, IFormatProvider? provider = null) => Parse(text.AsSpan(), provider);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out Ipv4Address result) =>
        TryParse(text.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out Ipv4Address result)
    {
        result = default;
        uint value = 0;
        var octets = 0;
        foreach (var range in text.Split('.'))
        {
            if (octets == Length || !byte.TryParse(text[range], NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
                return false;
            value = (value << 8) | octet;
            octets++;
        }

        result = new(value);
        return octets == Length;
    }
}
