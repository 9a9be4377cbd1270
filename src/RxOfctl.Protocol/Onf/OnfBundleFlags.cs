namespace RxOfctl.Protocol.Onf;

/// <summary>How a bundle is done (<c>ofp_bundle_flags</c>, OpenFlow 1.4.1).</summary>
[Flags]
public enum OnfBundleFlags : ushort
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>All or nothing, and no packet sees a part of it (OFPBF_ATOMIC).</summary>
    Atomic = 1 << 0,

    /// <summary>In the order in which the messages were added (OFPBF_ORDERED).</summary>
    Ordered = 1 << 1,
}
