namespace RxOfctl.Protocol.Messages;

/// <summary>A role at a datapath (<c>ofp_role_request</c>, OpenFlow 1.3.5 §7.3.9, 1.5.1).</summary>
public abstract record RoleMessage : OpenFlowMessage
{
    /// <summary>The role. <see cref="ControllerRole.NoChange"/> is for OpenFlow 1.2 and later.</summary>
    [Field]
    public ControllerRole Role { get; init; }

    /// <summary>The number by which the datapath knows the controller in controller-status; 0 if it has none. OpenFlow 1.5.</summary>
    [Field(From = OpenFlowVersion.OpenFlow15, ElsePad = 4, PadAfter = 2)]
    public ushort ShortId { get; init; }

    /// <summary>
    /// Of a request, which election of a master it stands for: the datapath refuses one older than the last it saw. Of a reply, the last
    /// that it saw. OpenFlow 1.2 and later.
    /// </summary>
    [Field]
    public ulong GenerationId { get; init; }

    private protected bool IsRoleAlone(OpenFlowVersion version) =>
        ShortId == 0 && GenerationId == 0 && Role is ControllerRole.Equal or ControllerRole.Master or ControllerRole.Slave;
}

/// <summary>
/// Asks for a role at the datapath (OFPT_ROLE_REQUEST; <c>ofp_role_request</c>, OpenFlow 1.3.5 §7.3.9, 1.5.1). OpenFlow 1.2 and later; in
/// 1.0 and 1.1 Nicira's NXT_ROLE_REQUEST, which Open vSwitch has and which carries the role alone.
/// </summary>
[WireCode(24, From = OpenFlowVersion.OpenFlow12)]
[NiciraCode(10, Layout = "Nicira", When = nameof(IsRoleAlone))]
[WireLayout("Nicira", "NiciraRole Role")]
public sealed partial record RoleRequest : RoleMessage, IOpenFlowRequest<RoleReply>;

/// <summary>
/// The controller's role at the datapath (OFPT_ROLE_REPLY; <c>ofp_role_request</c>, OpenFlow 1.3.5 §7.3.9, 1.5.1). OpenFlow 1.2 and later;
/// in 1.0 and 1.1 Nicira's NXT_ROLE_REPLY.
/// </summary>
[WireCode(25, From = OpenFlowVersion.OpenFlow12)]
[NiciraCode(11, Layout = "Nicira", When = nameof(IsRoleAlone))]
[WireLayout("Nicira", "NiciraRole Role")]
public sealed partial record RoleReply : RoleMessage;

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

    public static void WriteNiciraRole(this ref WireWriter writer, ControllerRole role, string member)
    {
        if (role is < ControllerRole.Equal or > ControllerRole.Slave)
            writer.Refuse(member, role);
        writer.WriteUInt32((uint)role - NiciraOffset);
    }
}

/// <summary>
/// The controller's role changed (OFPT_ROLE_STATUS; <c>ofp_role_status</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; in 1.3 the ONF's
/// ONFT_ROLE_STATUS.
/// </summary>
[WireCode(30, From = OpenFlowVersion.OpenFlow14)]
[OnfCode(1911, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record RoleStatus : OpenFlowMessage
{
    /// <summary>The role now.</summary>
    public ControllerRole Role { get; init; }

    /// <summary>Why it changed.</summary>
    [Field(PadAfter = 3)]
    public RoleStatusReason Reason { get; init; }

    /// <summary>The generation that the datapath saw last.</summary>
    public ulong GenerationId { get; init; }

    /// <summary>What is said further.</summary>
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
