using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A list of actions of a group (<c>ofp_bucket</c>, OpenFlow 1.3.5 §7.3.4.2, 1.5.1).</summary>
[WireStructure]
public sealed partial record Bucket
{
    /// <summary>
    /// The bucket's number within the group, 0 to <see cref="Protocol.BucketId.Max"/>. One that has none gets the lowest
    /// number that no other bucket has when the list becomes that of a group. In OpenFlow 1.1 to 1.4 it is always the place in the list, from 0 on.
    /// </summary>
    public uint? BucketId { get; init; }

    /// <summary>What is done to the packet.</summary>
    public ValueList<OpenFlowAction> Actions { get; init; }

    /// <summary>
    /// What the bucket has further. In OpenFlow 1.1 to 1.4: as <see cref="Weight"/>, <see cref="WatchPort"/> and <see cref="WatchGroup"/> set it, each
    /// at most once, in this order, and left out where it is the default.
    /// </summary>
    public ValueList<IBucketProperty> Properties { get; init; }

    /// <summary>
    /// The bucket's share of a select group: one of weight 0 gets no packets, one to which none was given has 1. 0, the default, for other groups. Kept
    /// in <see cref="Properties"/>.
    /// </summary>
    public ushort Weight
    {
        get => GivenWeight ?? 0;
        init => Properties = Set(Properties, new WeightBucketProperty { Weight = value });
    }

    /// <summary>The port on whose state the bucket depends, or <see cref="PortNumber.Any"/>, the default. Kept in <see cref="Properties"/>.</summary>
    public PortNumber WatchPort
    {
        get => Properties.First<IBucketProperty, WatchPortBucketProperty>()?.Watch ?? PortNumber.Any;
        init => Properties = Set(Properties, value == PortNumber.Any ? null : new WatchPortBucketProperty { Watch = value });
    }

    /// <summary>The group on whose state the bucket depends, or <see cref="GroupId.Any"/>, the default. Kept in <see cref="Properties"/>.</summary>
    public GroupId WatchGroup
    {
        get => Properties.First<IBucketProperty, WatchGroupBucketProperty>()?.Watch ?? GroupId.Any;
        init => Properties = Set(Properties, value == GroupId.Any ? null : new WatchGroupBucketProperty { Watch = value });
    }

    internal bool HasWeight => GivenWeight is not null;

    private ushort? GivenWeight => Properties.First<IBucketProperty, WeightBucketProperty>()?.Weight;

    internal static Bucket ReadBody(ref WireReader reader)
    {
        var entry = reader.ReadMeasured(lengthAt: 0, WireScope.Bucket);
        entry.Skip(2);
        return entry.Version.HasBucketProperties() ? Read15(ref entry) : Read11(ref entry);
    }

    internal void WriteBody(ref WireWriter writer) => WriteBody(ref writer, otherwise: 0);

    /// <summary>Writes the bucket as one of a group.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="otherwise">The weight of a bucket to which none was given, in OpenFlow 1.1 to 1.4.</param>
    internal void WriteBody(ref WireWriter writer, ushort otherwise)
    {
        var start = writer.Position;
        writer.WriteUInt16(0);
        if (writer.Version.HasBucketProperties())
            Write15(ref writer);
        else
            Write11(ref writer, otherwise);
        writer.SetLength(start, writer.Position - start);
    }

    private static Bucket Read11(ref WireReader reader)
    {
        var weight = reader.ReadUInt16();
        var properties = InFixedPlaces(weight == 0 ? null : weight, reader.ReadPortNumber(), reader.ReadGroupId());
        reader.Skip(4);
        return new() { Properties = properties, Actions = reader.ReadList<OpenFlowAction>() };
    }

    private static Bucket Read15(ref WireReader reader)
    {
        var actionsLength = reader.ReadUInt16();
        var bucketId = reader.ReadUInt32();
        var actions = reader.Slice(actionsLength);
        return new() { BucketId = bucketId, Actions = actions.ReadList<OpenFlowAction>(), Properties = IBucketProperty.Family.ReadList(ref reader) };
    }

    private void Write11(ref WireWriter writer, ushort otherwise)
    {
        writer.RefuseIf(
            Properties != InFixedPlaces(GivenWeight, WatchPort, WatchGroup),
            "Bucket.Properties other than Weight, WatchPort and WatchGroup set");
        writer.WriteUInt16(GivenWeight ?? otherwise);
        writer.WritePortNumber(WatchPort, "Bucket.WatchPort");
        writer.WriteGroupId(WatchGroup);
        writer.Pad(4);
        writer.WriteList(Actions);
    }

    private void Write15(ref WireWriter writer)
    {
        var actionsLength = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteUInt32(BucketId ?? 0);
        var actions = writer.Position;
        writer.WriteList(Actions);
        writer.SetLength(actionsLength, writer.Position - actions);
        IBucketProperty.Family.WriteList(ref writer, Properties);
    }

    // The properties of OpenFlow 1.1 to 1.4.
    private static ValueList<IBucketProperty> InFixedPlaces(ushort? weight, PortNumber watchPort, GroupId watchGroup)
    {
        if (weight is null && watchPort == PortNumber.Any && watchGroup == GroupId.Any)
            return [];
        var all = new List<IBucketProperty>();
        if (weight is { } given)
            all.Add(new WeightBucketProperty { Weight = given });
        if (watchPort != PortNumber.Any)
            all.Add(new WatchPortBucketProperty { Watch = watchPort });
        if (watchGroup != GroupId.Any)
            all.Add(new WatchGroupBucketProperty { Watch = watchGroup });
        return ValueList.Take(all);
    }

    // Replaces the properties of one kind. One that was not there comes before those that follow it in the fixed structure.
    private static ValueList<IBucketProperty> Set<T>(ValueList<IBucketProperty> properties, T? value)
        where T : class, IBucketProperty
    {
        var others = properties.Where(property => property is not T).ToList();
        if (value is null)
            return ValueList.Take(others);
        var all = properties.ToList();
        var index = all.FindIndex(property => property is T);
        if (index < 0)
            index = all.FindIndex(property => Rank(property) > Rank(value));
        others.Insert(index < 0 ? others.Count : index, value);
        return ValueList.Take(others);
    }

    private static int Rank(IBucketProperty property) => property switch
    {
        WeightBucketProperty => 0,
        WatchPortBucketProperty => 1,
        WatchGroupBucketProperty => 2,
        _ => 3,
    };
}

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
    /// <exception cref="UnsupportedByVersionException">
    /// In OpenFlow 1.1 to 1.4, a bucket has a number that is not its place, or properties that the fixed structure cannot carry.
    /// </exception>
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
            bucket.WriteBody(ref writer, otherwise: type == GroupType.Select ? (ushort)1 : (ushort)0);
        }
    }
}
