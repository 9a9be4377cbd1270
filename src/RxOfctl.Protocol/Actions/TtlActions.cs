using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Copies the TTL inwards, from the outermost header that has one to the next (OFPAT_COPY_TTL_IN, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.1 and
/// later.
/// </summary>
[WireCode(12, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record CopyTtlInAction : OpenFlowAction
{
    internal static CopyTtlInAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}

/// <summary>
/// Copies the TTL outwards, from the next-to-outermost header that has one to the outermost (OFPAT_COPY_TTL_OUT, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later.
/// </summary>
[WireCode(11, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record CopyTtlOutAction : OpenFlowAction
{
    internal static CopyTtlOutAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}

/// <summary>
/// Sets the TTL of MPLS (OFPAT_SET_MPLS_TTL; <c>ofp_action_mpls_ttl</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_SET_MPLS_TTL.
/// </summary>
[WireCode(15, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(25, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record SetMplsTtlAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetMplsTtlAction()
    {
    }

    /// <summary>Sets the TTL of MPLS.</summary>
    public SetMplsTtlAction(byte mplsTtl) => MplsTtl = mplsTtl;

    /// <summary>The TTL.</summary>
    [Field(PadAfter = 3)]
    public byte MplsTtl { get; init; }
}

/// <summary>
/// Takes one off the TTL of MPLS (OFPAT_DEC_MPLS_TTL, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_DEC_MPLS_TTL.
/// </summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(26, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record DecMplsTtlAction : OpenFlowAction
{
    internal static DecMplsTtlAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}

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

/// <summary>
/// Takes one off the TTL of IP (OFPAT_DEC_NW_TTL, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_DEC_TTL.
/// </summary>
[WireCode(24, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(18, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record DecNwTtlAction : OpenFlowAction
{
    internal static DecNwTtlAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
