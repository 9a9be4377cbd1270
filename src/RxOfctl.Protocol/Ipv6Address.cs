using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>An IPv6 address without a scope, as a value that needs no allocation.</summary>
/// <param name="Value">The address as a number, the first octet in bits 127 to 120.</param>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct Ipv6Address(UInt128 Value) : ISpanParsable<Ipv6Address>, IComparable<Ipv6Address>
{
    /// <summary>The length on the wire, in bytes.</summary>
    public const int Length = 16;

    /// <summary>The address <c>::</c>.</summary>
    public static Ipv6Address Any => default;

    /// <summary>The network mask of a prefix.</summary>
    /// <param name="length">The length of the prefix in bits, 0 to 128.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not from 0 to 128.</exception>
    public static Ipv6Address Mask(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 128);
        return new(length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length));
    }

    /// <summary>Reads an address from the first sixteen bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than sixteen bytes.</exception>
    public static Ipv6Address Read(ReadOnlySpan<byte> source) => new(BinaryPrimitives.ReadUInt128BigEndian(source));

    /// <summary>Writes the address to the first sixteen bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than sixteen bytes.</exception>
    public void Write(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, Value);

    /// <summary>The same address in the framework's class.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> octets = stackalloc byte[Length];
        Write(octets);
        return new IPAddress(octets);
    }

    /// <inheritdoc/>
    public int CompareTo(Ipv6Address other) => Value.CompareTo(other.Value);

    /// <summary>The address in the form of RFC 5952: <c>fe80::1</c>.</summary>
    public override string ToString() => ToIPAddress().ToString();

    /// <summary>Reads an address in any form of RFC 4291, without a scope.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static Ipv6Address Parse(ReadOnlySpan<char> text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var address)
            ? address
            : throw new FormatException($"'{text}' is not an IPv6 address. Write it as in fe80::1, without a scope.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static Ipv6Address Parse(string text, IFormatProvider? provider = null) => Parse(text.AsSpan(), provider);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out Ipv6Address result) =>
        TryParse(text.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out Ipv6Address result)
    {
        result = default;
        if (text.ContainsAny('%', '[', ']') || !IPAddress.TryParse(text, out var address)
            || address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        Span<byte> octets = stackalloc byte[Length];
        address.TryWriteBytes(octets, out _);
        result = Read(octets);
        return true;
    }
}
