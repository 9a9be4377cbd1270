using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the MPLS label (NXAST_SET_MPLS_LABEL). OpenFlow 1.0; from 1.2 on set <see cref="Oxm.MplsLabel"/>.</summary>
[NiciraCode(30, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraSetMplsLabelAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public NiciraSetMplsLabelAction()
    {
    }

    /// <summary>Sets the label.</summary>
    public NiciraSetMplsLabelAction(uint mplsLabel) => MplsLabel = mplsLabel;

    /// <summary>The label, 20 bits.</summary>
    [Field(PadBefore = 2)]
    public uint MplsLabel { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"set_mpls_label({MplsLabel})";
}
