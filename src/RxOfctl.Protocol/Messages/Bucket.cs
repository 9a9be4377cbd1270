namespace RxOfctl.Protocol.Messages;

/// <summary>A list of actions of a group (<c>ofp_bucket</c>, OpenFlow 1.3.5 §7.3.4.2, 1.5.1).</summary>
[WireStructure]
[WireLayout("1.0, 1.5", """
    u16 length
    u16 length Actions
    BucketId BucketId
    list Actions
    list Properties
    """)]
[WireLayout("1.1-1.4", """
    u16 length
    Place BucketId
    Fixed Properties
    pad 4
    list Actions
    """)]
public sealed partial record Bucket
{
    /// <summary>
    /// The bucket's number within the group, 0 to <see cref="Protocol.BucketId.Max"/>. One that has none gets the lowest
    /// number that no other bucket has when the list becomes that of a group. In OpenFlow 1.1 to 1.4 it is always the place in the list,
    /// from 0 on.
    /// </summary>
    public uint? BucketId { get; init; }

    /// <summary>What is done to the packet.</summary>
    public ValueList<OpenFlowAction> Actions { get; init; }

    /// <summary>
    /// What the bucket has further. In OpenFlow 1.1 to 1.4: as <see cref="Weight"/>, <see cref="WatchPort"/> and <see cref="WatchGroup"/>
    /// set it, each at most once, in this order, and left out where it is the default.
    /// </summary>
    public ValueList<IBucketProperty> Properties { get; init; }

    /// <summary>
    /// The bucket's share of a select group: one of weight 0 gets no packets, one to which none was given has 1. 0, the default, for other
    /// groups. Kept in <see cref="Properties"/>.
    /// </summary>
    public ushort Weight
    {
        get => GivenWeight ?? 0;
        init => Properties = Set(Properties, new WeightBucketProperty { Weight = value });
    }

    /// <summary>
    /// The port on whose state the bucket depends, or <see cref="PortNumber.Any"/>, the default. Kept in <see cref="Properties"/>.
    /// </summary>
    public PortNumber WatchPort
    {
        get => Properties.First<IBucketProperty, WatchPortBucketProperty>()?.Watch ?? PortNumber.Any;
        init => Properties = Set(Properties, value == PortNumber.Any ? null : new WatchPortBucketProperty { Watch = value });
    }

    /// <summary>
    /// The group on whose state the bucket depends, or <see cref="GroupId.Any"/>, the default. Kept in <see cref="Properties"/>.
    /// </summary>
    public GroupId WatchGroup
    {
        get => Properties.First<IBucketProperty, WatchGroupBucketProperty>()?.Watch ?? GroupId.Any;
        init => Properties = Set(Properties, value == GroupId.Any ? null : new WatchGroupBucketProperty { Watch = value });
    }

    internal bool HasWeight => GivenWeight is not null;

    private ushort? GivenWeight => Properties.First<IBucketProperty, WeightBucketProperty>()?.Weight;

    // Nothing that was given is a weight of 0 in the fixed structure.
    private static ValueList<IBucketProperty> ReadFixed(ref WireReader reader)
    {
        var weight = reader.ReadUInt16();
        return InFixedPlaces(weight == 0 ? null : weight, reader.ReadPortNumber(), reader.ReadGroupId());
    }

    private void WriteFixed(ref WireWriter writer)
    {
        writer.RefuseIf(
            Properties != InFixedPlaces(GivenWeight, WatchPort, WatchGroup),
            "Bucket.Properties other than Weight, WatchPort and WatchGroup set");
        writer.WriteUInt16(Weight);
        writer.WritePortNumber(WatchPort, "Bucket.WatchPort");
        writer.WriteGroupId(WatchGroup);
    }

    // In OpenFlow 1.1 to 1.4 the number is the bucket's place, which the list knows.
    private static uint? ReadPlace(ref WireReader reader) => null;

    private static void WritePlace(ref WireWriter writer)
    {
    }

    private void WriteBucketId(ref WireWriter writer) => writer.WriteUInt32(BucketId ?? 0);

    private static uint? ReadBucketId(ref WireReader reader) => reader.ReadUInt32();

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
    /// True if buckets have numbers and properties: in OpenFlow 1.5, and in 1.0, which has no groups but those that Open vSwitch lends it
    /// from 1.5.
    /// </summary>
    public static bool HasBucketProperties(this OpenFlowVersion version) =>
        version is OpenFlowVersion.OpenFlow10 or >= OpenFlowVersion.OpenFlow15;

    /// <summary>The buckets, those without a number numbered from 0 on with the numbers that no other one has.</summary>
    public static ValueList<Bucket> Numbered(this ValueList<Bucket> buckets)
    {
        var without = 0;
        foreach (var bucket in buckets)
            without += bucket.BucketId is null ? 1 : 0;
        if (without == 0)
            return buckets;
        // Most groups have no bucket with a number of its own.
        HashSet<uint>? given = without == buckets.Count ? null : [.. buckets.Select(bucket => bucket.BucketId).OfType<uint>()];
        var numbered = new Bucket[buckets.Count];
        var next = 0u;
        for (var index = 0; index < numbered.Length; index++)
        {
            while (given?.Contains(next) == true)
                next++;
            numbered[index] = buckets[index].BucketId is null ? buckets[index] with { BucketId = next++ } : buckets[index];
        }

        return new(numbered);
    }

    /// <summary>Reads the buckets of a group, up to the end.</summary>
    public static ValueList<Bucket> ReadBuckets(this ref WireReader reader)
    {
        var buckets = reader.Slice(reader.Remaining, WireScope.Bucket);
        return buckets.ReadList<Bucket>();
    }

    /// <summary>The buckets of a select group of OpenFlow 1.1 to 1.4 with the weight that they were read without, which is 0.</summary>
    /// <returns>Null where none was read without.</returns>
    public static ValueList<Bucket>? Weighted(this ValueList<Bucket> buckets, GroupType type, OpenFlowVersion version)
    {
        if (type != GroupType.Select || version.HasBucketProperties() || buckets.All(bucket => bucket.HasWeight))
            return null;
        return buckets.Select(bucket => bucket.HasWeight ? bucket : bucket with { Weight = 0 }).ToValueList();
    }

    /// <summary>Writes the buckets of a group.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="buckets">The buckets.</param>
    /// <param name="type">
    /// The group's type: before OpenFlow 1.5 all buckets of a select group have a weight, which is 1 where none was given.
    /// </param>
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
            if (type == GroupType.Select && !bucket.HasWeight)
                bucket = bucket with { Weight = 1 };
            bucket.WriteBody(ref writer);
        }
    }
}
