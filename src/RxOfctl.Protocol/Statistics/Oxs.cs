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
