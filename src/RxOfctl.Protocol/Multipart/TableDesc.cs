using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks how the flow tables are configured (OFPMP_TABLE_DESC, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(14, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record TableDescRequest : MultipartRequest, IMultiRequest<TableDesc>;

/// <summary>How the flow tables are configured (OFPMP_TABLE_DESC, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(14, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record TableDescReply : MultipartReply<TableDesc>;

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
