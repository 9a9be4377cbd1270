using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Asks for a role at the datapath (NXT_ROLE_REQUEST). From OpenFlow 1.2 on there is <see cref="RoleRequest"/> as well.</summary>
[WireCode(10)]
public sealed partial record NiciraRoleRequest : NiciraMessage, IOpenFlowRequest<NiciraRoleReply>
{
    /// <summary>The role.</summary>
    [Field]
    public NiciraRole Role { get; init; }
}
