using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the TTL of MPLS (NXAST_SET_MPLS_TTL). OpenFlow 1.0; later versions have <see cref="SetMplsTtlAction"/>.</summary>
[NiciraCode(25, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraSetMplsTtlAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public NiciraSetMplsTtlAction()
    {
    }

    /// <summary>Sets the TTL.</summary>
    public NiciraSetMplsTtlAction(byte mplsTtl) => MplsTtl = mplsTtl;

    /// <summary>The TTL.</summary>
    [Field(PadAfter = 5)]
    public byte MplsTtl { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"set_mpls_ttl({MplsTtl})";
}
