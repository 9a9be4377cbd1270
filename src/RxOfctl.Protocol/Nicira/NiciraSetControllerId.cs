using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the id by which flows can send packets to this controller alone (NXT_SET_CONTROLLER_ID; <c>nx_controller_id</c>).</summary>
[NiciraCode(20)]
public sealed partial record NiciraSetControllerId : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The id; 0 is the default.</summary>
    [Field(PadBefore = 6)]
    public ushort ControllerId { get; init; }
}
