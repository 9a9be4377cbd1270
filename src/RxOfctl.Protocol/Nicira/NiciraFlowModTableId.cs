using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Says whether flow-mods of OpenFlow 1.0 have a table in the upper half of their command (NXT_FLOW_MOD_TABLE_ID). Once it is on,
/// flow-mods are sent with <see cref="EncodeOptions.FlowModTableId"/>.
/// </summary>
[NiciraCode(15)]
public sealed partial record NiciraFlowModTableId : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>1 if they do, 0 if not.</summary>
    [Field(PadAfter = 7)]
    public byte Set { get; init; }
}
