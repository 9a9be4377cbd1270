using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol.Matching;

/// <summary>One field of a match with its value and, if it has one, its mask (an OXM TLV, OpenFlow 1.3.5 §7.2.3.2).</summary>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct OxmField
{
    internal const string NoField = "default(OxmField) is no match field: make one with Is, as in Oxm.InPort.Is(1).";

    private readonly OxmType? _type;

    // The lower 64 bits of the value: all of it, for nearly all fields.
    private readonly ulong _number;

    // Null for the many that have nothing else. Every message carries arrays of fields: what few of them have takes no room in the others.
    private readonly OxmRest? _rest;

    private OxmField(OxmType type, ulong number, OxmRest? rest)
    {
        _type = type;
        _number = number;
        _rest = rest;
    }

    /// <summary>Which field it is.</summary>
    /// <exception cref="InvalidOperationException">It is <c>default(OxmField)</c>, which is none.</exception>
    public OxmType Type
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _type ?? throw new InvalidOperationException(NoField);
    }

    /// <summary>True for <c>default(OxmField)</c>, which is no field. It cannot be matched, set or encoded.</summary>
    public bool IsDefault => _type is null;

    /// <summary>True if it has a mask.</summary>
    public bool HasMask => _rest is { HasMask: true };

    /// <summary>
    /// The bytes of a field that this library does not know, or whose width varies, its mask behind its value; empty for all others.
    /// </summary>
    public ByteString Raw => (_rest as OxmRawBytes)?.Bytes ?? default;

    /// <summary>The value as a number; 0 where <see cref="Raw"/> has it.</summary>
    public UInt128 Number => new(_rest?.UpperNumber ?? 0, _number);

    /// <summary>The value, if it is a number of at most 64 bits without a mask, as those of nearly all fields are.</summary>
    internal bool TryGetPlain(out ulong number)
    {
        number = _number;
        return _rest is null;
    }

    /// <summary>The mask as a number, zero if there is none.</summary>
    internal UInt128 Mask => _rest?.Mask ?? 0;

    /// <summary>The mask as a number, all ones of the field's width if there is none.</summary>
    public UInt128 EffectiveMask => HasMask ? Mask : Type.AllOnes;

    /// <summary>True if some bits of the value do not matter.</summary>
    internal bool IsPartial => HasMask && Mask != Type.AllOnes;

    /// <summary>A field of a class that this library does not know.</summary>
    /// <param name="oxmClass">The class (<c>oxm_class</c>).</param>
    /// <param name="field">The number within the class, 0 to 127.</param>
    /// <param name="hasMask">True if the second half of the bytes is a mask.</param>
    /// <param name="raw">The bytes of the TLV behind its header, at most 255.</param>
    /// <exception cref="ArgumentException">The field is an experimenter's and has fewer than four bytes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 255 bytes, or the number is above 127.</exception>
    public static OxmField Unknown(ushort oxmClass, byte field, bool hasMask, ByteString raw)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(raw.Length, byte.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(field, (byte)127);
        if (oxmClass == OxmClass.Experimenter && raw.Length < 4)
            throw new ArgumentException("An experimenter's field begins with the experimenter's id, in four bytes.", nameof(raw));
        var experimenter = oxmClass == OxmClass.Experimenter ? BinaryPrimitives.ReadUInt32BigEndian(raw.Span) : 0;
        return OfBytes(OxmType.Unknown(oxmClass, field, experimenter), hasMask, raw);
    }

    /// <summary>The payload of the TLV as it came, where value and mask do not give it back; empty for all others.</summary>
    internal ByteString Received => (_rest as OxmReceived)?.Payload ?? default;

    internal static OxmField OfBytes(OxmType type, bool hasMask, ByteString raw) => new(type, 0, new OxmRawBytes(raw, hasMask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static OxmField Exact(OxmType type, UInt128 number) =>
        new(type, (ulong)number, number <= ulong.MaxValue ? null : new((ulong)(number >> 64), 0, HasMask: false));

    internal static OxmField Masked(OxmType type, UInt128 number, UInt128 mask) =>
        new(type, (ulong)number, new((ulong)(number >> 64), mask, HasMask: true));

    /// <summary>A masked field of a TLV that has bits which count for nothing, and keeps them.</summary>
    /// <param name="type">The field.</param>
    /// <param name="number">The value, without bits outside the mask.</param>
    /// <param name="mask">The mask, without bits outside the field.</param>
    /// <param name="payload">Value and mask as they came.</param>
    internal static OxmField MaskedAs(OxmType type, UInt128 number, UInt128 mask, ByteString payload) =>
        new(type, (ulong)number, new OxmReceived((ulong)(number >> 64), mask, payload));

    /// <summary>True if the two match the same packets by the same field: a mask of all ones is as none.</summary>
    public bool Equals(OxmField other)
    {
        if (_number != other._number || !(ReferenceEquals(_type, other._type) || (_type is not null && _type.Equals(other._type))))
            return false;
        if (ReferenceEquals(_rest, other._rest))
            return true;
        return _type!.IsRaw
            ? HasMask == other.HasMask && Raw == other.Raw
            : Number == other.Number && EffectiveMask == other.EffectiveMask;
    }

    /// <inheritdoc/>
    public override int GetHashCode() =>
        IsDefault ? 0
        : Type.IsRaw ? HashCode.Combine(_type, HasMask, Raw)
        : HashCode.Combine(_type, Number, EffectiveMask);

    /// <summary>The field as <c>ovs-ofctl</c> writes it: <c>nw_src=10.0.0.0/255.0.0.0</c>.</summary>
    public override string ToString() => IsDefault ? "" : $"{Type}={ValueText}";

    /// <summary>The value, and the mask behind it if there is one.</summary>
    internal string ValueText =>
        Type.IsRaw ? Type.Format(Raw, HasMask)
        : HasMask ? Type.Format(Number, Mask)
        : Type.Format(Number);
}

/// <summary>What few match fields have beyond a number of 64 bits.</summary>
/// <param name="UpperNumber">The bits of the value above those.</param>
/// <param name="Mask">The mask, zero if there is none.</param>
/// <param name="HasMask">True if there is a mask.</param>
internal record OxmRest(ulong UpperNumber, UInt128 Mask, bool HasMask);

/// <summary>The bytes of a match field that has no number.</summary>
/// <param name="Bytes">The bytes of the TLV behind its header.</param>
/// <param name="HasMask">True if the second half of them is a mask.</param>
internal sealed record OxmRawBytes(ByteString Bytes, bool HasMask) : OxmRest(0, 0, HasMask);

/// <summary>A mask and what came beside it: bits of the value that it does not cover, or bits that the field does not have.</summary>
/// <param name="UpperNumber">The bits of the value above 64.</param>
/// <param name="Mask">The mask.</param>
/// <param name="Payload">Value and mask as they came.</param>
internal sealed record OxmReceived(ulong UpperNumber, UInt128 Mask, ByteString Payload) : OxmRest(UpperNumber, Mask, HasMask: true);
