namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the flow tables (OFPMP_TABLE, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.4).</summary>
[WireCode(3)]
public sealed partial record TableStatsRequest : MultipartRequest, IMultiRequest<TableStats>;

/// <summary>Flow tables (OFPMP_TABLE, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.4).</summary>
[WireCode(3)]
public sealed partial record TableStatsReply : MultipartReply<TableStats>;

/// <summary>
/// A flow table with its counters (<c>ofp_table_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.4). Until OpenFlow 1.2 it has the table's
/// capabilities too; from 1.3 on they are in <see cref="TableFeatures"/>. Each action and instruction is the bit 1 &lt;&lt; its type.
/// </summary>
[WireStructure]
[WireLayout("1.0", """
    u8 TableId
    pad 3
    char[32] Name
    u32 Wildcards
    u32 MaxEntries
    u32 ActiveCount
    u64 LookupCount
    u64 MatchedCount
    """)]
[WireLayout("1.1", """
    u8 TableId
    pad 7
    char[32] Name
    u32 Wildcards
    u32 Match
    u32 Instructions
    u32 WriteActions
    u32 ApplyActions
    u32 Config
    u32 MaxEntries
    u32 ActiveCount
    u64 LookupCount
    u64 MatchedCount
    """)]
[WireLayout("1.2", """
    u8 TableId
    pad 7
    char[32] Name
    u64 Match
    u64 Wildcards
    u32 WriteActions
    u32 ApplyActions
    u64 WriteSetfields
    u64 ApplySetfields
    u64 MetadataMatch
    u64 MetadataWrite
    u32 Instructions
    u32 Config
    u32 MaxEntries
    u32 ActiveCount
    u64 LookupCount
    u64 MatchedCount
    """)]
[WireLayout("1.3-1.5", """
    u8 TableId
    pad 3
    u32 ActiveCount
    u64 LookupCount
    u64 MatchedCount
    """)]
public sealed partial record TableStats
{
    /// <summary>The table's number.</summary>
    public TableId TableId { get; init; }

    /// <summary>The table's name, at most 32 characters. OpenFlow 1.0 to 1.2.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// The fields that can be wildcarded: in OpenFlow 1.0 and 1.1 the bits of <c>ofp_flow_wildcards</c> (32 of them), in 1.2 a bit for each
    /// match field.
    /// </summary>
    public ulong Wildcards { get; init; }

    /// <summary>
    /// The fields that can be matched: in OpenFlow 1.1 the bits of <c>ofp_flow_match_fields</c> (32 of them), in 1.2 a bit for each match
    /// field.
    /// </summary>
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
}
