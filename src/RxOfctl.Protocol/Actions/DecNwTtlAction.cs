using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Takes one off the TTL of IP (OFPAT_DEC_NW_TTL, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_DEC_TTL.
/// </summary>
[WireCode(24, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(18, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record DecNwTtlAction : OpenFlowAction
{
    internal static DecNwTtlAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
