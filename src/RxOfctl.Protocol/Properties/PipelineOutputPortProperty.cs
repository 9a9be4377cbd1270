using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// The pipeline fields that the port uses for packets it sends (OFPPDPT_PIPELINE_OUTPUT; <c>ofp_port_desc_prop_oxm</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5.
/// </summary>
[WireCode(3, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record PipelineOutputPortProperty : PortProperty
{
    /// <summary>The fields.</summary>
    [Field]
    public ValueList<OxmId> OxmIds { get; init; }
}
