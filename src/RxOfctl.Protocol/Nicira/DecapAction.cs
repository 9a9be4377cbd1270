using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Takes off the packet's outermost header (NXAST_DECAP). OpenFlow 1.3 and later.</summary>
[NiciraCode(47, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record DecapAction : OpenFlowAction
{
    /// <summary>The type of what is left, of which the header itself tells (PT_USE_NEXT_PROTO).</summary>
    public const uint UseNextProto = 0xfffe;

    /// <summary>The type of what is left: namespace in the upper 16 bits, type in the lower.</summary>
    [Field(PadBefore = 2)]
    public uint NewPktType { get; init; } = UseNextProto;
}
