using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Asks for a role at the datapath (OFPT_ROLE_REQUEST; <c>ofp_role_request</c>, OpenFlow 1.3.5 §7.3.9, 1.5.1). OpenFlow 1.2 and later; in 1.0 and 1.1
/// Nicira's NXT_ROLE_REQUEST, which Open vSwitch has and which carries the role alone.
/// </summary>
[WireCode(24, From = OpenFlowVersion.OpenFlow12)]
[NiciraCode(10, ReadBy = nameof(ReadNicira), WriteBy = nameof(WriteNicira), When = nameof(IsRoleAlone))]
public sealed partial record RoleRequest : OpenFlowMessage, IOpenFlowRequest<RoleReply>
{
    /// <summary>The role. <see cref="ControllerRole.NoChange"/> is for OpenFlow 1.2 and later.</summary>
    [Field]
    public ControllerRole Role { get; init; }

    /// <summary>The number by which the datapath knows the controller in controller-status; 0 if it has none. OpenFlow 1.5.</summary>
    [Field(As = "ShortId")]
    public ushort ShortId { get; init; }

    /// <summary>Which election of a master it stands for: the datapath refuses one older than the last it saw. OpenFlow 1.2 and later.</summary>
    [Field]
    public ulong GenerationId { get; init; }

    internal static RoleRequest ReadNicira(ref WireReader reader) => new() { Role = reader.ReadNiciraRole() };

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32((uint)Role);
        writer.WriteShortId(ShortId, "RoleRequest.ShortId");
        writer.WriteUInt64(GenerationId);
    }

    private void WriteNicira(ref WireWriter writer) => writer.WriteNiciraRole(Role, ShortId, GenerationId, nameof(RoleRequest));

    private bool IsRoleAlone(OpenFlowVersion version) => RoleWire.IsRoleAlone(Role, ShortId, GenerationId);
}

/// <summary>
/// The controller's role at the datapath (OFPT_ROLE_REPLY; <c>ofp_role_request</c>, OpenFlow 1.3.5 §7.3.9, 1.5.1). OpenFlow 1.2 and later; in 1.0 and
/// 1.1 Nicira's NXT_ROLE_REPLY.
/// </summary>
[WireCode(25, From = OpenFlowVersion.OpenFlow12)]
[NiciraCode(11, ReadBy = nameof(ReadNicira), WriteBy = nameof(WriteNicira), When = nameof(IsRoleAlone))]
public sealed partial record RoleReply : OpenFlowMessage
{
    /// <summary>The role.</summary>
    [Field]
    public ControllerRole Role { get; init; }

    /// <summary>The number by which the datapath knows the controller in controller-status; 0 if it has none. OpenFlow 1.5.</summary>
    [Field(As = "ShortId")]
    public ushort ShortId { get; init; }

    /// <summary>The generation that the datapath saw last; 0 in OpenFlow 1.0 and 1.1, which have none.</summary>
    [Field]
    public ulong GenerationId { get; init; }

    internal static RoleReply ReadNicira(ref WireReader reader) => new() { Role = reader.ReadNiciraRole() };

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32((uint)Role);
        writer.WriteShortId(ShortId, "RoleReply.ShortId");
        writer.WriteUInt64(GenerationId);
    }

    private void WriteNicira(ref WireWriter writer) => writer.WriteNiciraRole(Role, ShortId, GenerationId, nameof(RoleReply));

    private bool IsRoleAlone(OpenFlowVersion version) => RoleWire.IsRoleAlone(Role, ShortId, GenerationId);
}

/// <summary>The role of a controller at a datapath (<c>ofp_controller_role</c>, OpenFlow 1.3.5 §7.3.9).</summary>
public enum ControllerRole : uint
{
    /// <summary>The role stays; the reply gives it.</summary>
    NoChange = 0,

    /// <summary>Full access, shared with others of this role.</summary>
    Equal = 1,

    /// <summary>Full access, at most one of this role.</summary>
    Master = 2,

    /// <summary>Reads only.</summary>
    Slave = 3,
}

/// <summary>The parts of role messages on the wire.</summary>
internal static class RoleWire
{
    // Nicira counts the roles from that which others call equal (nx_role): it has no word for "no change".
    private const uint NiciraOffset = 1;

    public static ControllerRole ReadNiciraRole(this ref WireReader reader)
    {
        var offset = reader.Offset;
        var role = reader.ReadUInt32();
        return role + NiciraOffset is > 0 and <= (uint)ControllerRole.Slave
            ? (ControllerRole)(role + NiciraOffset)
            : throw new OpenFlowDecodeException(OpenFlowError.RoleRequestFailedBadRole, offset, $"there is no role {role}");
    }

    public static void WriteNiciraRole(this ref WireWriter writer, ControllerRole role, ushort shortId, ulong generationId, string owner)
    {
        writer.RefuseIf(shortId != 0, $"{owner}.ShortId");
        writer.RefuseIf(generationId != 0, $"{owner}.GenerationId");
        if (!IsNicira(role))
            writer.Refuse($"{owner}.Role", role);
        writer.WriteUInt32((uint)role - NiciraOffset);
    }

    public static bool IsRoleAlone(ControllerRole role, ushort shortId, ulong generationId) => shortId == 0 && generationId == 0 && IsNicira(role);

    /// <summary>The short id: 16 bits and 16 of padding, 32 bits of padding before OpenFlow 1.5.</summary>
    public static ushort ReadShortId(this ref WireReader reader)
    {
        var value = reader.ReadUInt16();
        reader.Skip(2);
        return reader.Version >= OpenFlowVersion.OpenFlow15 ? value : (ushort)0;
    }

    public static void WriteShortId(this ref WireWriter writer, ushort value, string member)
    {
        writer.RefuseIf(value != 0 && writer.Version < OpenFlowVersion.OpenFlow15, member);
        writer.WriteUInt16(value);
        writer.Pad(2);
    }

    private static bool IsNicira(ControllerRole role) => role is ControllerRole.Equal or ControllerRole.Master or ControllerRole.Slave;
}

/// <summary>
/// The controller's role changed (OFPT_ROLE_STATUS; <c>ofp_role_status</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; in 1.3 the ONF's ONFT_ROLE_STATUS.
/// </summary>
[WireCode(30, From = OpenFlowVersion.OpenFlow14)]
[OnfCode(1911, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record RoleStatus : OpenFlowMessage
{
    /// <summary>The role now.</summary>
    [Field]
    public ControllerRole Role { get; init; }

    /// <summary>Why it changed.</summary>
    [Field(PadAfter = 3)]
    public RoleStatusReason Reason { get; init; }

    /// <summary>The generation that the datapath saw last.</summary>
    [Field]
    public ulong GenerationId { get; init; }

    /// <summary>What is said further.</summary>
    [Field]
    public ValueList<IRoleProperty> Properties { get; init; }
}

/// <summary>Why a controller's role changed (<c>ofp_controller_role_reason</c>, OpenFlow 1.4.1).</summary>
public enum RoleStatusReason : byte
{
    /// <summary>Another controller became master (OFPCRR_MASTER_REQUEST).</summary>
    MasterRequest = 0,

    /// <summary>The datapath's configuration changed (OFPCRR_CONFIG).</summary>
    Config = 1,

    /// <summary>An experimenter's reason (OFPCRR_EXPERIMENTER).</summary>
    Experimenter = 2,
}
