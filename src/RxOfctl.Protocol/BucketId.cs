namespace RxOfctl.Protocol;

/// <summary>Numbers of buckets within a group (<c>ofp_group_bucket</c>, OpenFlow 1.5.1).</summary>
public static class BucketId
{
    /// <summary>The highest number of a bucket (OFPG_BUCKET_MAX).</summary>
    public const uint Max = 0xffff_ff00;

    /// <summary>The first bucket of the group (OFPG_BUCKET_FIRST).</summary>
    public const uint First = 0xffff_fffd;

    /// <summary>The last bucket of the group (OFPG_BUCKET_LAST).</summary>
    public const uint Last = 0xffff_fffe;

    /// <summary>All buckets of the group, for removal (OFPG_BUCKET_ALL).</summary>
    public const uint All = 0xffff_ffff;
}
