namespace RxOfctl.Protocol.Statistics;

/// <summary>The definition of a statistics field: how its TLV is marked on the wire, and how wide its value is (OpenFlow 1.5.1).</summary>
public sealed class OxsType : IEquatable<OxsType>
{
    internal OxsType(string name, ushort oxsClass, byte field, int width)
    {
        Name = name;
        Class = oxsClass;
        Field = field;
        Width = width;
    }

    /// <summary>The name that the specification gives, without its prefix: <c>packet_count</c>.</summary>
    public string Name { get; }

    /// <summary>The class (<c>oxs_class</c>): 0x8002 for the fields of the specification.</summary>
    public ushort Class { get; }

    /// <summary>The number within the class (<c>oxs_field</c>), 0 to 127.</summary>
    public byte Field { get; }

    /// <summary>The width of the value, in bytes: 4 or 8, and 0 for a field that this library does not know.</summary>
    public int Width { get; }

    /// <summary>True if the field is not one that this library knows; its value stays raw.</summary>
    public bool IsUnknown => Width == 0;

    /// <summary>The field with a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is wider than the field.</exception>
    /// <exception cref="InvalidOperationException">This library does not know the field.</exception>
    public OxsField Is(ulong value)
    {
        if (IsUnknown)
            throw new InvalidOperationException($"The width of {Name} is not known; use OxsField.Unknown.");
        if (Width == 4)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, uint.MaxValue);
        return new(this, value, default);
    }

    /// <inheritdoc/>
    public bool Equals(OxsType? other) => other is not null && Class == other.Class && Field == other.Field;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OxsType);

    /// <inheritdoc/>
    public override int GetHashCode() => (Class << 8) | Field;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
