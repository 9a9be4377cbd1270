using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>The controller's role at the datapath (OFPT_ROLE_REPLY; <c>ofp_role_request</c>, OpenFlow 1.3.5 §7.3.9, 1.5.1). OpenFlow 1.2 and later.</summary>
[WireCode(25, From = OpenFlowVersion.OpenFlow12)]
public sealed partial record RoleReply : OpenFlowMessage
{
    /// <summary>The role.</summary>
    [Field]
    public ControllerRole Role { get; init; }

    /// <summary>The number by which the datapath knows the controller in controller-status; 0 if it has none. OpenFlow 1.5.</summary>
    [Field(As = "ShortId")]
    public ushort ShortId { get; init; }

    /// <summary>The generation that the datapath saw last.</summary>
    [Field]
    public ulong GenerationId { get; init; }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32((uint)Role);
        writer.WriteShortId(ShortId, "RoleReply.ShortId");
        writer.WriteUInt64(GenerationId);
    }
}
