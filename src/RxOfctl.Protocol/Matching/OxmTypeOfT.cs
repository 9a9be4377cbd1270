using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Protocol.Matching;

/// <summary>The definition of a match field whose value is a <typeparamref name="T"/>.</summary>
/// <typeparam name="T">What the value is: a number, an address, a port.</typeparam>
public class OxmType<T> : OxmType
    where T : struct, IEquatable<T>
{
    private readonly Func<T, UInt128> _toNumber;
    private readonly Func<UInt128, T> _fromNumber;
    private readonly Func<T, string> _format;
    private readonly Func<T, T, string>? _formatMasked;

    internal OxmType(
        string name,
        string shortName,
        byte field,
        int bits,
        bool maskable,
        OpenFlowVersion from,
        Func<T, UInt128> toNumber,
        Func<UInt128, T> fromNumber,
        Func<T, string> format,
        ushort oxmClass = OxmClass.OpenFlowBasic,
        Func<T, T, string>? formatMasked = null)
        : base(name, shortName, oxmClass, field, bits, maskable, from)
    {
        _formatMasked = formatMasked;
        _toNumber = toNumber;
        _fromNumber = fromNumber;
        _format = format;
    }

    /// <summary>The field with a value that must be met exactly.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more bits than the field.</exception>
    public virtual OxmField Is(T value) => OxmField.Exact(this, Number(value));

    /// <summary>The field with a value and a mask: bits that are 1 in the mask must be met.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value or the mask has more bits than the field.</exception>
    /// <exception cref="ArgumentException">The field allows no mask, or the value has a bit outside the mask.</exception>
    public virtual OxmField Is(T value, T mask)
    {
        if (!Maskable)
            throw new ArgumentException($"{Name} cannot be masked.", nameof(mask));
        var (valueBits, maskBits) = (Number(value), Number(mask));
        if ((valueBits & ~maskBits) != 0)
            throw new ArgumentException($"The value {_format(value)} of {Name} has bits outside its mask {_format(mask)}.", nameof(value));
        return OxmField.Masked(this, valueBits, maskBits);
    }

    /// <summary>The value of a field of this type.</summary>
    internal virtual T ValueOf(in OxmField field) => _fromNumber(field.Number);

    /// <summary>The mask of a field of this type, all ones if it has none.</summary>
    internal virtual T MaskOf(in OxmField field) => _fromNumber(field.EffectiveMask);

    /// <inheritdoc/>
    internal override string Format(UInt128 value) => _format(_fromNumber(value));

    /// <inheritdoc/>
    internal override string Format(UInt128 value, UInt128 mask) =>
        _formatMasked is null ? base.Format(value, mask) : _formatMasked(_fromNumber(value), _fromNumber(mask));

    private UInt128 Number(T value)
    {
        var number = _toNumber(value);
        if ((number & ~AllOnes) != 0)
            ThrowTooWide(value);
        return number;
    }

    [DoesNotReturn]
    private void ThrowTooWide(T value) => throw new ArgumentOutOfRangeException(nameof(value), value, $"{Name} has {Bits} bits.");
}
