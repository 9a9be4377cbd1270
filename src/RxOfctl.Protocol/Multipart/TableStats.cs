using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A flow table with its counters (<c>ofp_table_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §A.3.5.4).</summary>
[WireStructure]
public sealed partial record TableStats
{
    /// <summary>The table's number.</summary>
    [Field(PadAfter = 3)]
    public TableId TableId { get; init; }

    /// <summary>The table's name, at most 32 characters. OpenFlow 1.0.</summary>
    [Field(Length = 32, To = OpenFlowVersion.OpenFlow10)]
    public string Name { get; init; } = "";

    /// <summary>The fields that can be wildcarded (<c>ofp_flow_wildcards</c>). OpenFlow 1.0.</summary>
    [Field(To = OpenFlowVersion.OpenFlow10)]
    public uint Wildcards { get; init; }

    /// <summary>How many flows the table can hold. OpenFlow 1.0.</summary>
    [Field(To = OpenFlowVersion.OpenFlow10)]
    public uint MaxEntries { get; init; }

    /// <summary>How many flows the table holds.</summary>
    [Field]
    public uint ActiveCount { get; init; }

    /// <summary>How many packets were looked up in the table.</summary>
    [Field]
    public ulong LookupCount { get; init; }

    /// <summary>How many packets matched a flow of the table.</summary>
    [Field]
    public ulong MatchedCount { get; init; }
}
