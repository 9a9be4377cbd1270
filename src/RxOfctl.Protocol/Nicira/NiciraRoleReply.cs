using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>The controller's role at the datapath (NXT_ROLE_REPLY).</summary>
[WireCode(11)]
public sealed partial record NiciraRoleReply : NiciraMessage
{
    /// <summary>The role.</summary>
    [Field]
    public NiciraRole Role { get; init; }
}
