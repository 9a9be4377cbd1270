using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Switches;

/// <summary>A group with its counters.</summary>
internal sealed class SwitchGroup
{
    private readonly DateTimeOffset _createdAt;

    public SwitchGroup(GroupDesc description, DateTimeOffset now)
    {
        _createdAt = now;
        Description = description;
        Buckets = [.. description.Buckets.Select(bucket => new SwitchBucket(bucket))];
    }

    public GroupDesc Description { get; }

    public GroupId Id => Description.GroupId;

    public GroupType Type => Description.Type;

    public IReadOnlyList<SwitchBucket> Buckets { get; }

    public ulong PacketCount { get; private set; }

    public ulong ByteCount { get; private set; }

    /// <summary>The groups that its buckets have actions to.</summary>
    public IEnumerable<GroupId> Chained => Buckets.SelectMany(bucket => bucket.Bucket.Actions).OfType<GroupAction>().Select(action => action.GroupId);

    public void Count(int bytes)
    {
        PacketCount++;
        ByteCount += (ulong)bytes;
    }

    public GroupStats Describe(uint references, DateTimeOffset at) => new()
    {
        GroupId = Id,
        RefCount = references,
        PacketCount = PacketCount,
        ByteCount = ByteCount,
        DurationSec = Duration.Seconds(at - _createdAt),
        DurationNsec = Duration.Nanoseconds(at - _createdAt),
        BucketStats = Buckets.Select(bucket => new BucketCounter { PacketCount = bucket.PacketCount, ByteCount = bucket.ByteCount }).ToValueList(),
    };
}

/// <summary>A bucket with its counters.</summary>
internal sealed class SwitchBucket(Bucket bucket)
{
    public Bucket Bucket => bucket;

    /// <summary>The actions in the order of their execution.</summary>
    public IReadOnlyList<OpenFlowAction> Actions { get; } = ActionSet.Of(bucket.Actions).InOrder;

    public ulong PacketCount { get; private set; }

    public ulong ByteCount { get; private set; }

    public void Count(int bytes)
    {
        PacketCount++;
        ByteCount += (ulong)bytes;
    }
}
