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

/// <summary>
/// Sets which messages come unasked, as OpenFlow 1.4 does (NXT_SET_ASYNC_CONFIG2). OpenFlow 1.0 to 1.3. What it does not name stays.
/// </summary>
[NiciraCode(27, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record NiciraSetAsyncConfig2 : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The sets of reasons, by their types.</summary>
    [Field]
    public ValueList<NiciraAsyncProperty> Properties { get; init; }
}

/// <summary>A set of reasons (<c>ofp_async_config_prop_reasons</c>): bit n stands for the reason n.</summary>
/// <param name="Type">Of which messages.</param>
/// <param name="Mask">The reasons for which they come.</param>
public sealed record NiciraAsyncProperty(NiciraAsyncPropertyType Type, uint Mask) : IWireStructure<NiciraAsyncProperty>
{
    static NiciraAsyncProperty IWireStructure<NiciraAsyncProperty>.Read(ref WireReader reader)
    {
        var value = NiciraPropertyWire.Read(ref reader, out var type);
        var property = new NiciraAsyncProperty((NiciraAsyncPropertyType)type, value.ReadUInt32());
        value.EnsureEnd(nameof(NiciraAsyncProperty));
        return property;
    }

    void IWireStructure<NiciraAsyncProperty>.Write(ref WireWriter writer) => NiciraPropertyWire.WriteUInt32(ref writer, (ushort)Type, Mask);
}

/// <summary>Of which messages, and for which controllers, a set of reasons is (<c>ofp_async_config_prop_type</c>, OpenFlow 1.4.1).</summary>
public enum NiciraAsyncPropertyType : ushort
{
    /// <summary>Packet-ins for a secondary.</summary>
    PacketInSecondary = 0,

    /// <summary>Packet-ins.</summary>
    PacketIn = 1,

    /// <summary>Port-status for a secondary.</summary>
    PortStatusSecondary = 2,

    /// <summary>Port-status.</summary>
    PortStatus = 3,

    /// <summary>Flow-removed for a secondary.</summary>
    FlowRemovedSecondary = 4,

    /// <summary>Flow-removed.</summary>
    FlowRemoved = 5,

    /// <summary>Role-status for a secondary.</summary>
    RoleStatusSecondary = 6,

    /// <summary>Role-status.</summary>
    RoleStatus = 7,

    /// <summary>Table-status for a secondary.</summary>
    TableStatusSecondary = 8,

    /// <summary>Table-status.</summary>
    TableStatus = 9,

    /// <summary>Forwarded requests for a secondary.</summary>
    RequestForwardSecondary = 10,

    /// <summary>Forwarded requests.</summary>
    RequestForward = 11,
}
