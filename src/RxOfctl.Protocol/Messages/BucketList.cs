using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>The buckets of a group, which have numbers in OpenFlow 1.5 and places before.</summary>
internal static class BucketList
{
    /// <summary>
    /// True if buckets have numbers and properties: in OpenFlow 1.5, and in 1.0, which has no groups but those that Open vSwitch lends it from 1.5.
    /// </summary>
    public static bool HasBucketProperties(this OpenFlowVersion version) => version is OpenFlowVersion.OpenFlow10 or >= OpenFlowVersion.OpenFlow15;

    /// <summary>The buckets, those without a number numbered by their places.</summary>
    public static ValueList<Bucket> Numbered(this ValueList<Bucket> buckets)
    {
        if (buckets.All(bucket => bucket.BucketId is not null))
            return buckets;
        var numbered = new Bucket[buckets.Count];
        for (var index = 0; index < numbered.Length; index++)
            numbered[index] = buckets[index].BucketId is null ? buckets[index] with { BucketId = (uint)index } : buckets[index];
        return new(numbered);
    }

    public static ValueList<Bucket> ReadBuckets(this ref WireReader reader) => reader.ReadList<Bucket>().Numbered();

    /// <exception cref="UnsupportedByVersionException">A bucket has a number that is not its place, in OpenFlow 1.1 to 1.4.</exception>
    public static void WriteBuckets(this ref WireWriter writer, ValueList<Bucket> buckets)
    {
        for (var index = 0; index < buckets.Count && !writer.Version.HasBucketProperties(); index++)
        {
            if (buckets[index].BucketId != (uint)index)
                writer.Refuse($"Bucket.BucketId = {buckets[index].BucketId} at place {index}");
        }

        writer.WriteList(buckets);
    }
}
