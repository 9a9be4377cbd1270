using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol.Statistics;

/// <summary>One statistics field with its value (an OXS TLV, OpenFlow 1.5.1).</summary>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct OxsField
{
    internal OxsField(OxsType type, ulong value, ByteString raw)
    {
        Type = type;
        Value = value;
        Raw = raw;
    }

    /// <summary>Which field it is.</summary>
    public OxsType Type { get; }

    /// <summary>The value; a duration has seconds in the upper 32 bits and nanoseconds in the lower. 0 for a field that this library does not know.</summary>
    public ulong Value { get; }

    /// <summary>The bytes of a field that this library does not know; empty for all others.</summary>
    public ByteString Raw { get; }

    /// <summary>A field that this library does not know.</summary>
    /// <param name="oxsClass">The class (<c>oxs_class</c>).</param>
    /// <param name="field">The number within the class, 0 to 127.</param>
    /// <param name="raw">The bytes of the TLV behind its header, at most 255.</param>
    /// <exception cref="ArgumentException">The field is known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 255 bytes, or the number is above 127.</exception>
    public static OxsField Unknown(ushort oxsClass, byte field, ByteString raw)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(raw.Length, byte.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(field, (byte)127);
        if (Oxs.Find(oxsClass, field) is { } known)
            throw new ArgumentException($"{known} has a value of its own; use {nameof(OxsType.Is)}.", nameof(field));
        return new(new OxsType($"oxs_{oxsClass:x4}_{field}", oxsClass, field, width: 0), 0, raw);
    }

    /// <summary>The field and its value.</summary>
    public override string ToString() => Type is null ? "" : Type.IsUnknown ? $"{Type}={Raw}" : $"{Type}={Value}";
}
