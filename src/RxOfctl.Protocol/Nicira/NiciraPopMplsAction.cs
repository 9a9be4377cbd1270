using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Pops the outermost MPLS label (NXAST_POP_MPLS). OpenFlow 1.0; later versions have <see cref="PopMplsAction"/>.</summary>
[NiciraCode(24, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraPopMplsAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public NiciraPopMplsAction()
    {
    }

    /// <summary>Pops the label.</summary>
    public NiciraPopMplsAction(ushort etherType) => EtherType = etherType;

    /// <summary>The EtherType of what is behind the label.</summary>
    [Field(PadAfter = 4)]
    public ushort EtherType { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"pop_mpls:0x{EtherType:x4}";
}
