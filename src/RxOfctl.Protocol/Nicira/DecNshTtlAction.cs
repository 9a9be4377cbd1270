using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Takes one off the TTL of the network service header (NXAST_DEC_NSH_TTL). OpenFlow 1.3 and later.</summary>
[NiciraCode(48, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record DecNshTtlAction : OpenFlowAction
{
    internal static DecNshTtlAction ReadBody(ref WireReader reader)
    {
        reader.SkipPadding();
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(6);
}
