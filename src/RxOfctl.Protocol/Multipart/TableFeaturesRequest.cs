using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks what the flow tables can do, or sets it (OFPMP_TABLE_FEATURES, OpenFlow 1.3.5 §7.3.5.5). OpenFlow 1.3 and later.</summary>
[WireCode(12, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record TableFeaturesRequest : MultipartRequest, IMultiRequest<TableFeatures>
{
    /// <summary>What the tables are to do; empty to ask alone.</summary>
    [Field]
    public ValueList<TableFeatures> Body { get; init; }
}
