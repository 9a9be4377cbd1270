using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Lists of buckets after an insertion or a removal (OpenFlow 1.5.1 §6.7).</summary>
internal static class GroupBuckets
{
    /// <exception cref="RefusedException">A bucket exists already, or the one to insert after does not.</exception>
    public static ValueList<Bucket> Insert(ValueList<Bucket> buckets, ValueList<Bucket> added, uint after)
    {
        if (added.Any(bucket => buckets.Any(other => other.BucketId == bucket.BucketId)))
            throw new RefusedException(OpenFlowError.GroupModFailedBucketExists);
        var at = after switch
        {
            BucketId.First => 0,
            BucketId.Last => buckets.Count,
            BucketId.All => throw new RefusedException(OpenFlowError.GroupModFailedBadBucket),
            _ => Find(buckets, after) + 1,
        };
        Bucket[] all = [.. buckets.Take(at), .. added, .. buckets.Skip(at)];
        return all.ToValueList();
    }

    /// <exception cref="RefusedException">The bucket is not there, or the group-mod brings buckets of its own.</exception>
    public static ValueList<Bucket> Remove(ValueList<Bucket> buckets, GroupMod mod)
    {
        if (!mod.Buckets.IsEmpty)
            throw new RefusedException(OpenFlowError.GroupModFailedBadBucket);
        if (mod.CommandBucketId == BucketId.All)
            return [];
        if (buckets.IsEmpty && mod.CommandBucketId is BucketId.First or BucketId.Last)
            return [];
        var at = mod.CommandBucketId switch
        {
            BucketId.First => 0,
            BucketId.Last => buckets.Count - 1,
            _ => Find(buckets, mod.CommandBucketId),
        };
        return buckets.Where((_, index) => index != at).ToValueList();
    }

    private static int Find(ValueList<Bucket> buckets, uint id)
    {
        for (var index = 0; index < buckets.Count; index++)
        {
            if (buckets[index].BucketId == id)
                return index;
        }

        throw new RefusedException(OpenFlowError.GroupModFailedUnknownBucket);
    }
}
