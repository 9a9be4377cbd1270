namespace RxOfctl.Protocol.Text;

/// <summary>
/// The values of tunnel metadata. Their width is not known without the switch's table of TLVs: they are as few bytes as hold the number,
/// which the switch fills up with zeros in front.
/// </summary>
internal static class TunMetadataText
{
    /// <summary>Reads a value and, behind a slash, its mask. Nothing stands for a TLV that is there, whatever its value.</summary>
    public static OxmField Read(TunMetadataType type, TextPart text)
    {
        if (text.IsEmpty)
            return OxmField.OfBytes(type, hasMask: true, default);
        var hasMask = text.TrySplit("/", out var value, out var mask);
        var number = Bytes(type, value);
        return hasMask ? Masked(type, number, Bytes(type, mask)) : Exact(type, number);
    }

    /// <summary>The field with a number that must be met exactly.</summary>
    public static OxmField Exact(TunMetadataType type, ReadOnlySpan<byte> number) =>
        OxmField.OfBytes(type, hasMask: false, ByteString.CopyFrom(number));

    /// <summary>The field with some of its bits.</summary>
    public static OxmField Masked(TunMetadataType type, ReadOnlySpan<byte> number, ReadOnlySpan<byte> mask)
    {
        var width = Math.Max(number.Length, mask.Length);
        var raw = new byte[2 * width];
        number.CopyTo(raw.AsSpan(width - number.Length));
        mask.CopyTo(raw.AsSpan(2 * width - mask.Length));
        // As with other fields, bits outside the mask do not matter.
        for (var index = 0; index < width; index++)
            raw[index] &= raw[width + index];
        return OxmField.OfBytes(type, hasMask: true, raw);
    }

    /// <summary>The bytes of a number without zeros in front.</summary>
    public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> bytes) => bytes.TrimStart((byte)0);

    private static ReadOnlySpan<byte> Bytes(TunMetadataType type, TextPart text)
    {
        var bytes = Trimmed(text.ReadNumberBytes($"{type}").Span);
        return bytes.Length <= type.Width ? bytes : throw text.Error($"{type} has at most {type.Width} bytes");
    }
}
