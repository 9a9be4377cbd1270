using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>What the actions that learn a flow have in common (<c>nx_action_learn</c>).</summary>
public abstract record LearnActionBase : OpenFlowAction
{
    private const ushort WriteResult = 1 << 2;
    private const ushort DefaultPriority = 0x8000;

    private protected LearnActionBase()
    {
    }

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

    /// <summary>What the learned flow matches and does.</summary>
    public ValueList<LearnSpec> Specs { get; init; }

    /// <summary>Reads what both actions begin with into an action, and tells whether the result is written somewhere.</summary>
    private protected static T ReadCommon<T>(T action, ref WireReader reader, out bool writesResult)
        where T : LearnActionBase
    {
        var common = action with
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
        return common with
        {
            Flags = (LearnFlags)(flags & ~WriteResult),
            TableId = tableId,
            FinIdleTimeout = reader.ReadUInt16(),
            FinHardTimeout = reader.ReadUInt16(),
        };
    }

    private protected static ValueList<LearnSpec> ReadSpecs(ref WireReader reader)
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

    private protected void WriteCommon(ref WireWriter writer, bool writesResult)
    {
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt16(Priority);
        writer.WriteUInt64(Cookie);
        writer.WriteUInt16((ushort)((ushort)Flags | (writesResult ? WriteResult : 0)));
        writer.WriteTableId(TableId);
        writer.Pad(1);
        writer.WriteUInt16(FinIdleTimeout);
        writer.WriteUInt16(FinHardTimeout);
    }

    private protected void WriteSpecs(ref WireWriter writer)
    {
        foreach (var spec in Specs)
            spec.Write(ref writer);
    }
}
