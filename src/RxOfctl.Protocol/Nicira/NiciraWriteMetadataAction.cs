using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Writes the metadata that goes with the packet between tables (NXAST_WRITE_METADATA). Open vSwitch takes it as a flow's action in OpenFlow 1.0
/// only; later versions have the instruction.
/// </summary>
[NiciraCode(22)]
public sealed partial record NiciraWriteMetadataAction : OpenFlowAction
{
    /// <summary>The metadata.</summary>
    [Field(PadBefore = 6)]
    public ulong Metadata { get; init; }

    /// <summary>The bits that are written.</summary>
    [Field]
    public ulong MetadataMask { get; init; } = ulong.MaxValue;
}
