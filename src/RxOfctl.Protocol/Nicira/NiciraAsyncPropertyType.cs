namespace RxOfctl.Protocol.Nicira;

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
