using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// The ports by which packets come back that were sent to this one (OFPPDPT_RECIRCULATE; <c>ofp_port_desc_prop_recirculate</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5.
/// </summary>
[WireCode(4, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record RecirculatePortProperty : PortProperty
{
    /// <summary>The ports.</summary>
    [Field(As = "PortNumbers")]
    public ValueList<PortNumber> PortNos { get; init; }
}
