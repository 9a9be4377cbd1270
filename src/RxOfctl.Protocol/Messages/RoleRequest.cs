using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Asks for a role at the datapath (OFPT_ROLE_REQUEST; <c>ofp_role_request</c>, OpenFlow 1.3.5 §7.3.9, 1.5.1). OpenFlow 1.2 and later.</summary>
[WireCode(24, From = OpenFlowVersion.OpenFlow12)]
public sealed partial record RoleRequest : OpenFlowMessage, IOpenFlowRequest<RoleReply>
{
    /// <summary>The role.</summary>
    [Field]
    public ControllerRole Role { get; init; }

    /// <summary>The number by which the datapath knows the controller in controller-status; 0 if it has none. OpenFlow 1.5.</summary>
    [Field(As = "ShortId")]
    public ushort ShortId { get; init; }

    /// <summary>Which election of a master it stands for: the datapath refuses one older than the last it saw.</summary>
    [Field]
    public ulong GenerationId { get; init; }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32((uint)Role);
        writer.WriteShortId(ShortId, "RoleRequest.ShortId");
        writer.WriteUInt64(GenerationId);
    }
}

/// <summary>The short id on the wire: 16 bits and 16 of padding, 32 bits of padding before OpenFlow 1.5.</summary>
internal static class ShortIdWire
{
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
}
