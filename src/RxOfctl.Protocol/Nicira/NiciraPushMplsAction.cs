using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Pushes an MPLS label (NXAST_PUSH_MPLS). OpenFlow 1.0; later versions have <see cref="PushMplsAction"/>.</summary>
[NiciraCode(23, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraPushMplsAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public NiciraPushMplsAction()
    {
    }

    /// <summary>Pushes a label.</summary>
    public NiciraPushMplsAction(ushort etherType) => EtherType = etherType;

    /// <summary>The EtherType: 0x8847 or 0x8848.</summary>
    [Field(PadAfter = 4)]
    public ushort EtherType { get; init; } = 0x8847;

    /// <inheritdoc/>
    public override string ToString() => $"push_mpls:0x{EtherType:x4}";
}
