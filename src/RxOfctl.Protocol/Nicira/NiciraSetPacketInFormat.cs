using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the form in which packet-ins come (NXT_SET_PACKET_IN_FORMAT).</summary>
[NiciraCode(16)]
public sealed partial record NiciraSetPacketInFormat : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The form.</summary>
    [Field]
    public NiciraPacketInFormat Format { get; init; }
}
