using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// The pipeline fields that the port sets for packets it receives (OFPPDPT_PIPELINE_INPUT; <c>ofp_port_desc_prop_oxm</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5.
/// </summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record PipelineInputPortProperty : PortProperty
{
    /// <summary>The fields.</summary>
    [Field]
    public ValueList<OxmId> OxmIds { get; init; }
}
