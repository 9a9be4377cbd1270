namespace RxOfctl.Protocol.Properties;

/// <summary>Which messages of a datapath's own accord an <see cref="AsyncMask"/> is about, and for which role (<c>ofp_async_config_prop_type</c>, OpenFlow 1.4.1).</summary>
public enum AsyncMaskType : ushort
{
    /// <summary>Packet-ins for a slave; the bits are those of <see cref="Messages.PacketInReason"/>.</summary>
    PacketInSlave = 0,

    /// <summary>Packet-ins for a master or an equal.</summary>
    PacketInMaster = 1,

    /// <summary>Port-status for a slave; the bits are those of <see cref="Messages.PortReason"/>.</summary>
    PortStatusSlave = 2,

    /// <summary>Port-status for a master or an equal.</summary>
    PortStatusMaster = 3,

    /// <summary>Flow-removed for a slave; the bits are those of <see cref="Messages.FlowRemovedReason"/>.</summary>
    FlowRemovedSlave = 4,

    /// <summary>Flow-removed for a master or an equal.</summary>
    FlowRemovedMaster = 5,

    /// <summary>Role-status for a slave; the bits are those of <see cref="Messages.RoleStatusReason"/>. OpenFlow 1.4 and later.</summary>
    RoleStatusSlave = 6,

    /// <summary>Role-status for a master or an equal. OpenFlow 1.4 and later.</summary>
    RoleStatusMaster = 7,

    /// <summary>Table-status for a slave; the bits are those of <see cref="Messages.TableStatusReason"/>. OpenFlow 1.4 and later.</summary>
    TableStatusSlave = 8,

    /// <summary>Table-status for a master or an equal. OpenFlow 1.4 and later.</summary>
    TableStatusMaster = 9,

    /// <summary>Request-forward for a slave; bit 0 is group-mods, bit 1 meter-mods. OpenFlow 1.4 and later.</summary>
    RequestForwardSlave = 10,

    /// <summary>Request-forward for a master or an equal. OpenFlow 1.4 and later.</summary>
    RequestForwardMaster = 11,

    /// <summary>Flow statistics for a slave; the bits are those of <see cref="Multipart.FlowStatsReason"/>. OpenFlow 1.5.</summary>
    FlowStatsSlave = 12,

    /// <summary>Flow statistics for a master or an equal. OpenFlow 1.5.</summary>
    FlowStatsMaster = 13,

    /// <summary>Controller-status for a slave; the bits are those of <see cref="Messages.ControllerStatusReason"/>. OpenFlow 1.5.</summary>
    ControllerStatusSlave = 14,

    /// <summary>Controller-status for a master or an equal. OpenFlow 1.5.</summary>
    ControllerStatusMaster = 15,
}
