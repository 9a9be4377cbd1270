using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>An immutable string of bytes, equal to another by content: a packet, an opaque value, a body not understood.</summary>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly struct ByteString : IEquatable<ByteString>
{
    private ByteString(ReadOnlyMemory<byte> memory) => Memory = memory;

    /// <summary>No bytes.</summary>
    public static ByteString Empty => default;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => Memory.Span;

    /// <summary>How many bytes there are.</summary>
    public int Length => Memory.Length;

    /// <summary>True if there are none.</summary>
    public bool IsEmpty => Memory.IsEmpty;

    /// <summary>A copy of the bytes given.</summary>
    public static ByteString CopyFrom(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? default : new(bytes.ToArray());

    /// <summary>Wraps bytes without a copy: the caller must not change them afterwards.</summary>
    public static ByteString Wrap(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>The bytes that hexadecimal digits tell; white space between them is passed over.</summary>
    /// <exception cref="FormatException">There is an odd number of digits, or something else than digits.</exception>
    public static ByteString FromHex(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        return new(Convert.FromHexString(string.Concat(digits.Where(character => !char.IsWhiteSpace(character)))));
    }

    /// <summary>The bytes from <paramref name="start"/> on, sharing this string's memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is past the end.</exception>
    public ByteString Slice(int start) => new(Memory[start..]);

    /// <summary>A part of the bytes, sharing this string's memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches past the end.</exception>
    public ByteString Slice(int start, int length) => new(Memory.Slice(start, length));

    /// <summary>A copy as an array.</summary>
    public byte[] ToArray() => Memory.ToArray();

    /// <summary>Wraps an array without a copy: the caller must not change it afterwards.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Wrap is the named alternate.")]
    public static implicit operator ByteString(byte[]? bytes) => new(bytes);

    /// <inheritdoc/>
    public bool Equals(ByteString other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ByteString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The bytes as hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);

    /// <summary>True if both have the same bytes.</summary>
    public static bool operator ==(ByteString left, ByteString right) => left.Equals(right);

    /// <summary>True if the bytes differ.</summary>
    public static bool operator !=(ByteString left, ByteString right) => !left.Equals(right);
}
