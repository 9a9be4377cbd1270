using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the MPLS traffic class (NXAST_SET_MPLS_TC). OpenFlow 1.0; from 1.2 on set <see cref="Oxm.MplsTc"/>.</summary>
[NiciraCode(31, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraSetMplsTcAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public NiciraSetMplsTcAction()
    {
    }

    /// <summary>Sets the traffic class.</summary>
    public NiciraSetMplsTcAction(byte mplsTc) => MplsTc = mplsTc;

    /// <summary>The traffic class, 0 to 7.</summary>
    [Field(PadAfter = 5)]
    public byte MplsTc { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"set_mpls_tc({MplsTc})";
}
