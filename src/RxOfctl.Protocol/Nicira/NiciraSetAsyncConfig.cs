using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Sets which messages come unasked (NXT_SET_ASYNC_CONFIG; <c>nx_async_config</c>). Of each set of bits, bit n stands for the reason n. There is
/// one set for a controller that is not secondary, and one for a secondary.
/// </summary>
[NiciraCode(19)]
public sealed partial record NiciraSetAsyncConfig : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>Reasons of packet-ins.</summary>
    [Field]
    public uint PacketInMask { get; init; }

    /// <summary>Reasons of packet-ins, for a secondary.</summary>
    [Field]
    public uint PacketInMaskSecondary { get; init; }

    /// <summary>Reasons of port-status.</summary>
    [Field]
    public uint PortStatusMask { get; init; }

    /// <summary>Reasons of port-status, for a secondary.</summary>
    [Field]
    public uint PortStatusMaskSecondary { get; init; }

    /// <summary>Reasons of flow-removed.</summary>
    [Field]
    public uint FlowRemovedMask { get; init; }

    /// <summary>Reasons of flow-removed, for a secondary.</summary>
    [Field]
    public uint FlowRemovedMaskSecondary { get; init; }
}
