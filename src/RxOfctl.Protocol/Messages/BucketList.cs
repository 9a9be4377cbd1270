using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>The buckets of a group, which have numbers in OpenFlow 1.5 and places before.</summary>
internal static class BucketList
{
    /// <summary>
    /// True if buckets have numbers and properties: in OpenFlow 1.5, and in 1.0, which has no groups but those that Open vSwitch lends it from 1.5.
    /// </summary>
    public static bool HasBucketProperties(this OpenFlowVersion version) => version is OpenFlowVersion.OpenFlow10 or >= OpenFlowVersion.OpenFlow15;

    /// <summary>The buckets, those without a number numbered from 0 on with the numbers that no other one has.</summary>
    public static ValueList<Bucket> Numbered(this ValueList<Bucket> buckets)
    {
        var given = buckets.Select(bucket => bucket.BucketId).OfType<uint>().ToHashSet();
        if (given.Count == buckets.Count || buckets.All(bucket => bucket.BucketId is not null))
            return buckets;
        var numbered = new Bucket[buckets.Count];
        var next = 0u;
        for (var index = 0; index < numbered.Length; index++)
        {
            numbered[index] = buckets[index];
            if (numbered[index].BucketId is not null)
                continue;
            while (!given.Add(next))
                next++;
            numbered[index] = numbered[index] with { BucketId = next };
        }

        return new(numbered);
    }

    /// <summary>Reads the buckets of a group.</summary>
    /// <param name="reader">What has them and nothing else.</param>
    /// <param name="type">The group's type: in a select group a weight of 0 is one that was given.</param>
    public static ValueList<Bucket> ReadBuckets(this ref WireReader reader, GroupType type)
    {
        var isWeighted = type == GroupType.Select && !reader.Version.HasBucketProperties();
        var buckets = reader.ReadList<Bucket>().Numbered();
        if (!isWeighted || buckets.All(bucket => bucket.HasWeight))
            return buckets;
        return buckets.Select(bucket => bucket.HasWeight ? bucket : bucket with { Weight = 0 }).ToValueList();
    }

    /// <summary>Writes the buckets of a group.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="buckets">The buckets.</param>
    /// <param name="type">The group's type: before OpenFlow 1.5 all buckets of a select group have a weight, which is 1 where none was given.</param>
    /// <exception cref="UnsupportedByVersionException">A bucket has a number that is not its place, in OpenFlow 1.1 to 1.4.</exception>
    public static void WriteBuckets(this ref WireWriter writer, ValueList<Bucket> buckets, GroupType type)
    {
        if (writer.Version.HasBucketProperties())
        {
            writer.WriteList(buckets);
            return;
        }

        for (var index = 0; index < buckets.Count; index++)
        {
            var bucket = buckets[index];
            if (bucket.BucketId != (uint)index)
                writer.Refuse($"Bucket.BucketId = {bucket.BucketId} at place {index}");
            writer.WriteStructure(type == GroupType.Select && !bucket.HasWeight ? bucket with { Weight = 1 } : bucket);
        }
    }
}
