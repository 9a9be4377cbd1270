using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of the configuration of asynchronous messages (<c>ofp_async_config_prop_header</c>, OpenFlow 1.4.1). In OpenFlow 1.3 there
/// are six <see cref="AsyncMask"/> in fixed places.
/// </summary>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public interface IAsyncConfigProperty
{
    internal static PropertyFamily<IAsyncConfigProperty> Family { get; } = new(AsyncMask.Read, firstExperimenter: 0xfffe);
}

/// <summary>
/// Which messages of one kind a datapath sends unasked (<c>ofp_async_config_prop_reasons</c>, OpenFlow 1.4.1; one of the masks of
/// <c>ofp_async_config</c> in 1.3).
/// </summary>
/// <param name="Type">The kind of message, and the role.</param>
/// <param name="Mask">A bit for each reason: 1 &lt;&lt; the reason's number.</param>
public sealed record AsyncMask(AsyncMaskType Type, uint Mask) : Property, IAsyncConfigProperty
{
    internal override int CodeIn(OpenFlowVersion version) => Type <= LastIn(version) ? (int)Type : -1;

    internal static Property? Read(int type, ref WireReader reader) =>
        type <= (int)LastIn(reader.Version) ? new AsyncMask((AsyncMaskType)type, reader.ReadUInt32()) : null;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteUInt32(Mask);

    // Before OpenFlow 1.4 there are properties only in Nicira's message, which has those of 1.4.
    private static AsyncMaskType LastIn(OpenFlowVersion version) =>
        version >= OpenFlowVersion.OpenFlow15 ? AsyncMaskType.ControllerStatusMaster : AsyncMaskType.RequestForwardMaster;
}

/// <summary>
/// Which messages of a datapath's own accord an <see cref="AsyncMask"/> is about, and for which role (<c>ofp_async_config_prop_type</c>,
/// OpenFlow 1.4.1).
/// </summary>
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
