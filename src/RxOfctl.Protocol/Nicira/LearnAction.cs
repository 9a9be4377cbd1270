namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Adds or changes a flow by what is in the packet at hand: a learning switch in one flow (NXAST_LEARN, <c>nx_action_learn</c>). With a
/// limit or a result it is sent as NXAST_LEARN2.
/// </summary>
[NiciraCode(16, When = nameof(IsUnlimited))]
[NiciraCode(45, ReadBy = nameof(ReadLearn2), WriteBy = nameof(WriteLearn2))]
public sealed partial record LearnAction : OpenFlowAction
{
    private const ushort WriteResult = 1 << 2;
    private const ushort DefaultPriority = 0x8000;

    /// <summary>After how many seconds without a packet the learned flow goes; 0 is never.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>After how many seconds the learned flow goes; 0 is never.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>The learned flow's priority.</summary>
    public ushort Priority { get; init; } = DefaultPriority;

    /// <summary>The learned flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>How the flow is learned.</summary>
    public LearnFlags Flags { get; init; }

    /// <summary>The table that the learned flow goes to, 0 to 254.</summary>
    public TableId TableId { get; init; }

    /// <summary>The learned flow's idle timeout in seconds after a TCP packet with FIN or RST; 0 leaves it.</summary>
    public ushort FinIdleTimeout { get; init; }

    /// <summary>The learned flow's hard timeout in seconds after a TCP packet with FIN or RST; 0 leaves it.</summary>
    public ushort FinHardTimeout { get; init; }

    /// <summary>How many flows may be learned; 0 is any number.</summary>
    public uint Limit { get; init; }

    /// <summary>The bit that records whether the flow was learned, or null.</summary>
    public Subfield? ResultDst { get; init; }

    /// <summary>What the learned flow matches and does.</summary>
    public ValueList<LearnSpec> Specs { get; init; }

    private bool IsUnlimited(OpenFlowVersion version) => Limit == 0 && ResultDst is null;

    internal static LearnAction ReadBody(ref WireReader reader)
    {
        var action = ReadCommon(ref reader, out var writesResult);
        if (writesResult)
            throw SubfieldWire.Bad(reader.Offset, "this form of learn cannot write its result");
        return action with { Specs = ReadSpecs(ref reader) };
    }

    internal static LearnAction ReadLearn2(ref WireReader reader)
    {
        var action = ReadCommon(ref reader, out var writesResult);
        var limit = reader.ReadUInt32();
        var start = reader.ReadUInt16();
        reader.Skip(2);
        Subfield? result = null;
        if (writesResult)
            result = reader.ToSubfield(reader.ReadFieldHeader(), start, 1);
        return action with { Limit = limit, ResultDst = result, Specs = ReadSpecs(ref reader) };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        WriteCommon(ref writer);
        WriteSpecs(ref writer);
    }

    private void WriteLearn2(ref WireWriter writer)
    {
        if (ResultDst is { Bits: > 1 })
            throw new OpenFlowEncodeException($"LearnAction.ResultDst is one bit; {ResultDst} has {ResultDst.Bits}.");
        WriteCommon(ref writer);
        writer.WriteUInt32(Limit);
        writer.WriteUInt16((ushort)(ResultDst?.Start ?? 0));
        writer.Pad(2);
        if (ResultDst is not null)
            writer.WriteFieldHeader(ResultDst.Field);
        WriteSpecs(ref writer);
    }

    // What both forms begin with, and whether the result is written to a field.
    private static LearnAction ReadCommon(ref WireReader reader, out bool writesResult)
    {
        var action = new LearnAction
        {
            IdleTimeout = reader.ReadUInt16(),
            HardTimeout = reader.ReadUInt16(),
            Priority = reader.ReadUInt16(),
            Cookie = reader.ReadUInt64(),
        };
        var flags = reader.ReadUInt16();
        var tableId = reader.ReadTableId();
        reader.Skip(1);
        writesResult = (flags & WriteResult) != 0;
        return action with
        {
            Flags = (LearnFlags)(flags & ~WriteResult),
            TableId = tableId,
            FinIdleTimeout = reader.ReadUInt16(),
            FinHardTimeout = reader.ReadUInt16(),
        };
    }

    private void WriteCommon(ref WireWriter writer)
    {
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt16(Priority);
        writer.WriteUInt64(Cookie);
        writer.WriteUInt16((ushort)((ushort)Flags | (ResultDst is null ? 0 : WriteResult)));
        writer.WriteTableId(TableId);
        writer.Pad(1);
        writer.WriteUInt16(FinIdleTimeout);
        writer.WriteUInt16(FinHardTimeout);
    }

    private static ValueList<LearnSpec> ReadSpecs(ref WireReader reader)
    {
        var specs = new List<LearnSpec>();
        while (reader.Remaining > 0)
        {
            var header = reader.ReadUInt16();
            if (header == 0)
            {
                reader.SkipPadding();
                break;
            }

            specs.Add(LearnSpec.Read(ref reader, header));
        }

        return ValueList.Take(specs);
    }

    private void WriteSpecs(ref WireWriter writer)
    {
        foreach (var spec in Specs)
            spec.Write(ref writer);
    }
}

/// <summary>How a flow is learned (<c>nx_learn_flags</c>).</summary>
[Flags]
public enum LearnFlags : ushort
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The learned flow sends a flow-removed when it goes (NX_LEARN_F_SEND_FLOW_REM).</summary>
    SendFlowRem = 1 << 0,

    /// <summary>The learned flows go when the flow that learned them goes (NX_LEARN_F_DELETE_LEARNED).</summary>
    DeleteLearned = 1 << 1,
}
