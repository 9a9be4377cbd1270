using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol.Statistics;

/// <summary>The statistics fields of the specification (<c>oxs_ofb_stat_fields</c>, OpenFlow 1.5.1). OpenFlow 1.5.</summary>
public static class Oxs
{
    /// <summary>How long the flow has been there: seconds in the upper 32 bits, nanoseconds in the lower.</summary>
    public static OxsType Duration { get; } = new("duration", OxsClass.OpenFlowBasic, 0, 8);

    /// <summary>How long no packet has come: seconds in the upper 32 bits, nanoseconds in the lower.</summary>
    public static OxsType IdleTime { get; } = new("idle_time", OxsClass.OpenFlowBasic, 1, 8);

    /// <summary>How many flows there are, 32 bits.</summary>
    public static OxsType FlowCount { get; } = new("flow_count", OxsClass.OpenFlowBasic, 3, 4);

    /// <summary>How many packets matched.</summary>
    public static OxsType PacketCount { get; } = new("packet_count", OxsClass.OpenFlowBasic, 4, 8);

    /// <summary>How many bytes matched.</summary>
    public static OxsType ByteCount { get; } = new("byte_count", OxsClass.OpenFlowBasic, 5, 8);

    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<OxsType> All { get; } = [Duration, IdleTime, FlowCount, PacketCount, ByteCount];

    /// <summary>The value of a field in a list of statistics, or null where the list does not have it.</summary>
    public static ulong? Get(this ValueList<OxsField> stats, OxsType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        foreach (ref readonly var field in stats.Span)
        {
            if (field.Type.Equals(type))
                return field.Value;
        }

        return null;
    }

    /// <summary>A list of statistics with a field set, in the place of its former value or else at the end.</summary>
    public static ValueList<OxsField> With(this ValueList<OxsField> stats, OxsField field)
    {
        OxsField[] fields = [.. stats.Span];
        var index = Array.FindIndex(fields, other => other.Type.Equals(field.Type));
        if (index < 0)
            return new([.. fields, field]);
        fields[index] = field;
        return new(fields);
    }

    /// <summary>The definition that a TLV's header names, or null where this library has none.</summary>
    internal static OxsType? Find(ushort oxsClass, byte field) => (oxsClass, field) switch
    {
        (OxsClass.OpenFlowBasic, 0) => Duration,
        (OxsClass.OpenFlowBasic, 1) => IdleTime,
        (OxsClass.OpenFlowBasic, 3) => FlowCount,
        (OxsClass.OpenFlowBasic, 4) => PacketCount,
        (OxsClass.OpenFlowBasic, 5) => ByteCount,
        _ => null,
    };
}

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

    /// <summary>
    /// The value; a duration has seconds in the upper 32 bits and nanoseconds in the lower. 0 for a field that this library does not know.
    /// </summary>
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

/// <summary>The classes of statistics fields (<c>ofp_oxs_class</c>, OpenFlow 1.5.1).</summary>
public static class OxsClass
{
    /// <summary>The fields of the specification (OFPXSC_OPENFLOW_BASIC).</summary>
    public const ushort OpenFlowBasic = 0x8002;

    /// <summary>Fields of experimenters (OFPXSC_EXPERIMENTER).</summary>
    public const ushort Experimenter = 0xffff;
}

/// <summary>
/// A list of statistics fields on the wire (<c>ofp_stats</c>, OpenFlow 1.5.1): 16 bits reserved, 16 bits of length, TLVs, padding to a
/// multiple of eight bytes.
/// </summary>
internal static class OxsWire
{
    public static FlowCounters ReadFlowCounters(this ref WireReader reader) => new(reader.ReadStats());

    public static void WriteFlowCounters(this ref WireWriter writer, FlowCounters counters, string member) =>
        writer.WriteStats(counters.List);

    public static ValueList<OxsField> ReadStats(this ref WireReader reader)
    {
        var tlvs = reader.ReadPaddedTlv(out _, WireScope.Request);
        if (tlvs.Remaining == 0)
            return [];
        var fields = new List<OxsField>();
        while (tlvs.Remaining > 0)
            fields.Add(ReadField(ref tlvs));
        return ValueList.Take(fields);
    }

    public static void WriteStats(this ref WireWriter writer, ValueList<OxsField> stats)
    {
        var start = writer.BeginTlv(0);
        foreach (ref readonly var field in stats.Span)
        {
            writer.WriteUInt16(field.Type.Class);
            writer.WriteByte((byte)(field.Type.Field << 1));
            if (field.Type.IsUnknown)
            {
                writer.WriteByte((byte)field.Raw.Length);
                writer.WriteBytes(field.Raw.Span);
            }
            else
            {
                writer.WriteByte((byte)field.Type.Width);
                writer.WriteNumber(field.Value, field.Type.Width);
            }
        }

        writer.EndTlv(start);
        writer.PadTo8(start);
    }

    private static OxsField ReadField(ref WireReader reader)
    {
        var start = reader.Offset;
        var oxsClass = reader.ReadUInt16();
        var number = (byte)(reader.ReadByte() >> 1);
        var length = reader.ReadByte();
        var body = reader.Slice(length);
        if (Oxs.Find(oxsClass, number) is not { } type)
            return OxsField.Unknown(oxsClass, number, body.ReadRest());
        if (length != type.Width)
            body.Throw($"the length {length} of {type.Name} is not {type.Width}", start + 3);
        return new(type, (ulong)body.ReadNumber(type.Width), default);
    }
}
