using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>How a flow table is configured (<c>ofp_table_desc</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record TableDesc
{
    /// <summary>The table.</summary>
    [Field(PadBefore = 2, PadAfter = 1)]
    public TableId TableId { get; init; }

    /// <summary>How it is.</summary>
    [Field]
    public TableConfig Config { get; init; }

    /// <summary>What is configured further.</summary>
    [Field]
    public ValueList<ITableProperty> Properties { get; init; }
}
