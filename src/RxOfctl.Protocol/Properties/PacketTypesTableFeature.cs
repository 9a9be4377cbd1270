using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// The types of packets that the table supports (OFPTFPT_PACKET_TYPES; <c>ofp_table_feature_prop_oxm_values</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5.
/// </summary>
[WireCode(22, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record PacketTypesTableFeature : TableFeature
{
    /// <summary>The types: values of <see cref="Oxm.PacketType"/>.</summary>
    [Field(As = "OxmFields")]
    public ValueList<OxmField> OxmValues { get; init; }
}
