using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Matching;

/// <summary>
/// Tunnel metadata: a field of which every datapath sets the width by its TLV table, so that its values are bytes, not numbers.
/// </summary>
internal sealed class TunMetadataType : OxmType<ByteString>
{
    /// <summary>How many there are.</summary>
    public const int Count = 64;

    private const byte FirstField = 40;
    private const int MaxBytes = 124;

    private TunMetadataType(int index, int bytes = MaxBytes)
        : base(
            $"tun_metadata{index}",
            $"tun_metadata{index}",
            (byte)(FirstField + index),
            8 * bytes,
            maskable: true,
            OpenFlow10,
            _ => throw NoNumber(),
            _ => throw NoNumber(),
            _ => throw NoNumber(),
            OxmClass.Nxm1)
    {
        SubfieldName = $"NXM_NX_TUN_METADATA{index}";
        IsRaw = true;
    }

    /// <summary>All of them, by their number.</summary>
    public static IReadOnlyList<OxmType<ByteString>> All { get; } =
        [.. Enumerable.Range(0, Count).Select(index => new TunMetadataType(index))];

    /// <summary>The same field with a width that a datapath gave it, as the header in an action may say it.</summary>
    /// <param name="bytes">The width, 1 to 124 bytes.</param>
    /// <returns>Null where it cannot have that width.</returns>
    public OxmType? OfWidth(int bytes) =>
        bytes == Width ? this : bytes is >= 1 and <= MaxBytes ? new TunMetadataType(Field - FirstField, bytes) : null;

    /// <summary>The field with a value of 1 to 124 bytes.</summary>
    public override OxmField Is(ByteString value) => OxmField.OfBytes(this, hasMask: false, Checked(value, nameof(value)));

    /// <summary>The field with a value and a mask of the same width.</summary>
    public override OxmField Is(ByteString value, ByteString mask)
    {
        if (mask.Length != Checked(value, nameof(value)).Length)
            throw new ArgumentException($"{Name} has a value of {value.Length} bytes and a mask of {mask.Length}.", nameof(mask));
        for (var index = 0; index < mask.Length; index++)
        {
            if ((value.Span[index] & ~mask.Span[index]) != 0)
                throw new ArgumentException($"The value {value} of {Name} has bits outside its mask {mask}.", nameof(value));
        }

        byte[] raw = [.. value.Span, .. mask.Span];
        return OxmField.OfBytes(this, hasMask: true, raw);
    }

    internal override ByteString ValueOf(in OxmField field) => field.HasMask ? field.Raw.Slice(0, field.Raw.Length / 2) : field.Raw;

    internal override ByteString MaskOf(in OxmField field)
    {
        if (field.HasMask)
            return field.Raw.Slice(field.Raw.Length / 2);
        var ones = new byte[field.Raw.Length];
        ones.AsSpan().Fill(0xff);
        return ones;
    }

    internal override string Format(ByteString raw, bool hasMask) =>
        hasMask
            ? $"{ValueText.HexBytes(raw.Slice(0, raw.Length / 2))}/{ValueText.HexBytes(raw.Slice(raw.Length / 2))}"
            : ValueText.HexBytes(raw);

    private ByteString Checked(ByteString value, string parameter) => value.Length is >= 1 and <= MaxBytes
        ? value
        : throw new ArgumentOutOfRangeException(parameter, value, $"{Name} has 1 to {MaxBytes} bytes.");

    private static NotSupportedException NoNumber() => new("Tunnel metadata are bytes of any width, not a number.");
}
