using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Takes one off the TTL of MPLS (NXAST_DEC_MPLS_TTL). OpenFlow 1.0; later versions have <see cref="DecMplsTtlAction"/>.</summary>
[NiciraCode(26, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraDecMplsTtlAction : OpenFlowAction
{
    /// <inheritdoc/>
    public override string ToString() => "dec_mpls_ttl";

    internal static NiciraDecMplsTtlAction ReadBody(ref WireReader reader)
    {
        reader.SkipPadding();
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(6);
}
