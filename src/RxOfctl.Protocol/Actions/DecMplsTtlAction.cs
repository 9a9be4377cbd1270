using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Takes one off the TTL of MPLS (OFPAT_DEC_MPLS_TTL, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_DEC_MPLS_TTL.
/// </summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(26, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record DecMplsTtlAction : OpenFlowAction
{
    internal static DecMplsTtlAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
