namespace RxOfctl.Protocol.Messages;

/// <summary>How a group uses its buckets (<c>ofp_group_type</c>, OpenFlow 1.3.5 §7.3.4.2).</summary>
public enum GroupType : byte
{
    /// <summary>All of them (OFPGT_ALL).</summary>
    All = 0,

    /// <summary>One, by the datapath's choice and the buckets' weights (OFPGT_SELECT).</summary>
    Select = 1,

    /// <summary>The only one it has (OFPGT_INDIRECT).</summary>
    Indirect = 2,

    /// <summary>The first that is live (OFPGT_FF).</summary>
    FastFailover = 3,
}
