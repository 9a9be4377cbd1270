using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Statistics;

/// <summary>
/// A list of statistics fields on the wire (<c>ofp_stats</c>, OpenFlow 1.5.1): 16 bits reserved, 16 bits of length, TLVs, padding to a
/// multiple of eight bytes.
/// </summary>
internal static class OxsWire
{
    public static FlowCounters ReadFlowCounters(this ref WireReader reader) => new(reader.ReadStats());

    public static void WriteFlowCounters(this ref WireWriter writer, FlowCounters counters, string member) => writer.WriteStats(counters.List);

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
