using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>The identity of a datapath: a MAC address in the lower 48 bits, an implementer's number in the upper 16.</summary>
/// <param name="Value">The identity as a number.</param>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct DatapathId(ulong Value) : ISpanParsable<DatapathId>, IComparable<DatapathId>
{
    /// <summary>The identity that a number is.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternate.")]
    public static implicit operator DatapathId(ulong value) => new(value);

    /// <inheritdoc/>
    public int CompareTo(DatapathId other) => Value.CompareTo(other.Value);

    /// <summary>The identity as sixteen hexadecimal digits: <c>00000000000000a1</c>.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads up to sixteen hexadecimal digits, with or without <c>0x</c> before them.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static DatapathId Parse(ReadOnlySpan<char> text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var id)
            ? id
            : throw new FormatException($"'{text}' is not a datapath id. Write up to sixteen hexadecimal digits, as in 00000000000000a1.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static DatapathId Parse(string text, IFormatProvider? provider = null) => Parse(text.AsSpan(), provider);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out DatapathId result) =>
        TryParse(text.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out DatapathId result)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            text = text[2..];
        var valid = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        result = new(value);
        return valid;
    }
}
