using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Forgets the tracked connections of a zone (NXT_CT_FLUSH_ZONE; <c>nx_zone_id</c>).</summary>
[NiciraCode(29)]
public sealed partial record NiciraCtFlushZone : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The zone.</summary>
    [Field(PadBefore = 6)]
    public ushort ZoneId { get; init; }
}
