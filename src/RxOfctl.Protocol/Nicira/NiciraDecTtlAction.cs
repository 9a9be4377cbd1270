using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Takes one off the TTL of IP (NXAST_DEC_TTL). OpenFlow 1.0; later versions have <see cref="DecNwTtlAction"/>.</summary>
[NiciraCode(18, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraDecTtlAction : OpenFlowAction
{
    /// <inheritdoc/>
    public override string ToString() => "dec_ttl";

    internal static NiciraDecTtlAction ReadBody(ref WireReader reader)
    {
        reader.SkipPadding();
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(6);
}
