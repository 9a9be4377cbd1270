namespace RxOfctl.Protocol.Messages;

/// <summary>How a bundle is to be done (<c>ofp_bundle_flags</c>, OpenFlow 1.4.1, 1.5.1).</summary>
[Flags]
public enum BundleFlags : ushort
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>No packet sees a part of it done (OFPBF_ATOMIC).</summary>
    Atomic = 1 << 0,

    /// <summary>In the order in which it was added (OFPBF_ORDERED).</summary>
    Ordered = 1 << 1,

    /// <summary>At a time (OFPBF_TIME). OpenFlow 1.5.</summary>
    Time = 1 << 2,
}
