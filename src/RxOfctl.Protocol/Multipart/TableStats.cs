using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// A flow table with its counters (<c>ofp_table_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.4). Until OpenFlow 1.2 it says also what the table can
/// do; later there are <see cref="TableFeatures"/>. Actions and instructions are told by a bit each: 1 &lt;&lt; the number of the type.
/// </summary>
[WireStructure]
public sealed partial record TableStats
{
    private const int NameLength = 32;

    /// <summary>The table's number.</summary>
    public TableId TableId { get; init; }

    /// <summary>The table's name, at most 32 characters. OpenFlow 1.0 to 1.2.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// The fields that can be wildcarded: in OpenFlow 1.0 and 1.1 the bits of <c>ofp_flow_wildcards</c> (32 of them), in 1.2 a bit for each match field.
    /// </summary>
    public ulong Wildcards { get; init; }

    /// <summary>The fields that can be matched: in OpenFlow 1.1 the bits of <c>ofp_flow_match_fields</c> (32 of them), in 1.2 a bit for each match field.</summary>
    public ulong Match { get; init; }

    /// <summary>The instructions. OpenFlow 1.1 and 1.2.</summary>
    public uint Instructions { get; init; }

    /// <summary>The actions that can be written to the action set. OpenFlow 1.1 and 1.2.</summary>
    public uint WriteActions { get; init; }

    /// <summary>The actions that can be done at once. OpenFlow 1.1 and 1.2.</summary>
    public uint ApplyActions { get; init; }

    /// <summary>The fields that the action set can set, by a bit for each. OpenFlow 1.2.</summary>
    public ulong WriteSetfields { get; init; }

    /// <summary>The fields that can be set at once, by a bit for each. OpenFlow 1.2.</summary>
    public ulong ApplySetfields { get; init; }

    /// <summary>The bits of the metadata that can be matched. OpenFlow 1.2.</summary>
    public ulong MetadataMatch { get; init; }

    /// <summary>The bits of the metadata that can be written. OpenFlow 1.2.</summary>
    public ulong MetadataWrite { get; init; }

    /// <summary>How the table is configured. OpenFlow 1.1 and 1.2.</summary>
    public TableConfig Config { get; init; }

    /// <summary>How many flows the table can hold. OpenFlow 1.0 to 1.2.</summary>
    public uint MaxEntries { get; init; }

    /// <summary>How many flows the table holds.</summary>
    public uint ActiveCount { get; init; }

    /// <summary>How many packets were looked up in the table.</summary>
    public ulong LookupCount { get; init; }

    /// <summary>How many packets matched a flow of the table.</summary>
    public ulong MatchedCount { get; init; }

    internal static TableStats ReadBody(ref WireReader reader)
    {
        var tableId = reader.ReadTableId();
        reader.Skip(reader.Version is OpenFlowVersion.OpenFlow11 or OpenFlowVersion.OpenFlow12 ? 7 : 3);
        var stats = reader.Version switch
        {
            OpenFlowVersion.OpenFlow10 => Read10(ref reader),
            OpenFlowVersion.OpenFlow11 => Read11(ref reader),
            OpenFlowVersion.OpenFlow12 => Read12(ref reader),
            _ => new(),
        };
        return stats with
        {
            TableId = tableId,
            ActiveCount = reader.ReadUInt32(),
            LookupCount = reader.ReadUInt64(),
            MatchedCount = reader.ReadUInt64(),
        };
    }

    internal void WriteBody(ref WireWriter writer)
    {
        RefuseMissing(writer);
        writer.WriteTableId(TableId);
        writer.Pad(writer.Version is OpenFlowVersion.OpenFlow11 or OpenFlowVersion.OpenFlow12 ? 7 : 3);
        switch (writer.Version)
        {
            case OpenFlowVersion.OpenFlow10:
                writer.WriteText(Name, NameLength, "TableStats.Name");
                writer.WriteUInt32((uint)Wildcards);
                writer.WriteUInt32(MaxEntries);
                break;
            case OpenFlowVersion.OpenFlow11:
                Write11(ref writer);
                break;
            case OpenFlowVersion.OpenFlow12:
                Write12(ref writer);
                break;
        }

        writer.WriteUInt32(ActiveCount);
        writer.WriteUInt64(LookupCount);
        writer.WriteUInt64(MatchedCount);
    }

    private static TableStats Read10(ref WireReader reader) => new()
    {
        Name = reader.ReadText(NameLength),
        Wildcards = reader.ReadUInt32(),
        MaxEntries = reader.ReadUInt32(),
    };

    private static TableStats Read11(ref WireReader reader) => new()
    {
        Name = reader.ReadText(NameLength),
        Wildcards = reader.ReadUInt32(),
        Match = reader.ReadUInt32(),
        Instructions = reader.ReadUInt32(),
        WriteActions = reader.ReadUInt32(),
        ApplyActions = reader.ReadUInt32(),
        Config = (TableConfig)reader.ReadUInt32(),
        MaxEntries = reader.ReadUInt32(),
    };

    private static TableStats Read12(ref WireReader reader) => new()
    {
        Name = reader.ReadText(NameLength),
        Match = reader.ReadUInt64(),
        Wildcards = reader.ReadUInt64(),
        WriteActions = reader.ReadUInt32(),
        ApplyActions = reader.ReadUInt32(),
        WriteSetfields = reader.ReadUInt64(),
        ApplySetfields = reader.ReadUInt64(),
        MetadataMatch = reader.ReadUInt64(),
        MetadataWrite = reader.ReadUInt64(),
        Instructions = reader.ReadUInt32(),
        Config = (TableConfig)reader.ReadUInt32(),
        MaxEntries = reader.ReadUInt32(),
    };

    private void Write11(ref WireWriter writer)
    {
        writer.WriteText(Name, NameLength, "TableStats.Name");
        writer.WriteUInt32((uint)Wildcards);
        writer.WriteUInt32((uint)Match);
        writer.WriteUInt32(Instructions);
        writer.WriteUInt32(WriteActions);
        writer.WriteUInt32(ApplyActions);
        writer.WriteUInt32((uint)Config);
        writer.WriteUInt32(MaxEntries);
    }

    private void Write12(ref WireWriter writer)
    {
        writer.WriteText(Name, NameLength, "TableStats.Name");
        writer.WriteUInt64(Match);
        writer.WriteUInt64(Wildcards);
        writer.WriteUInt32(WriteActions);
        writer.WriteUInt32(ApplyActions);
        writer.WriteUInt64(WriteSetfields);
        writer.WriteUInt64(ApplySetfields);
        writer.WriteUInt64(MetadataMatch);
        writer.WriteUInt64(MetadataWrite);
        writer.WriteUInt32(Instructions);
        writer.WriteUInt32((uint)Config);
        writer.WriteUInt32(MaxEntries);
    }

    private void RefuseMissing(in WireWriter writer)
    {
        var is10 = writer.Version == OpenFlowVersion.OpenFlow10;
        var is12 = writer.Version == OpenFlowVersion.OpenFlow12;
        var is11Or12 = is12 || writer.Version == OpenFlowVersion.OpenFlow11;
        var upTo12 = is10 || is11Or12;
        writer.RefuseIf(Name.Length != 0 && !upTo12, "TableStats.Name");
        writer.RefuseIf(MaxEntries != 0 && !upTo12, "TableStats.MaxEntries");
        writer.RefuseIf(Wildcards > (is12 ? ulong.MaxValue : upTo12 ? uint.MaxValue : 0), "TableStats.Wildcards");
        writer.RefuseIf(Match > (is12 ? ulong.MaxValue : is11Or12 ? uint.MaxValue : 0), "TableStats.Match");
        writer.RefuseIf(Instructions != 0 && !is11Or12, "TableStats.Instructions");
        writer.RefuseIf(WriteActions != 0 && !is11Or12, "TableStats.WriteActions");
        writer.RefuseIf(ApplyActions != 0 && !is11Or12, "TableStats.ApplyActions");
        writer.RefuseIf(Config != TableConfig.None && !is11Or12, "TableStats.Config");
        writer.RefuseIf(WriteSetfields != 0 && !is12, "TableStats.WriteSetfields");
        writer.RefuseIf(ApplySetfields != 0 && !is12, "TableStats.ApplySetfields");
        writer.RefuseIf(MetadataMatch != 0 && !is12, "TableStats.MetadataMatch");
        writer.RefuseIf(MetadataWrite != 0 && !is12, "TableStats.MetadataWrite");
    }
}
