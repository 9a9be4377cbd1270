using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>Sets the TTL of IP (OFPAT_SET_NW_TTL; <c>ofp_action_nw_ttl</c>, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.1 and later.</summary>
[WireCode(23, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetNwTtlAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetNwTtlAction()
    {
    }

    /// <summary>Sets the TTL of IP.</summary>
    public SetNwTtlAction(byte nwTtl) => NwTtl = nwTtl;

    /// <summary>The TTL.</summary>
    [Field(PadAfter = 3)]
    public byte NwTtl { get; init; }
}
