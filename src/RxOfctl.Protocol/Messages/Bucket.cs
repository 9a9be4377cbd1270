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
        init => Properties = Arrange(Properties, value, WatchPort, WatchGroup);
    }

    /// <summary>The port on whose state the bucket depends, or <see cref="PortNumber.Any"/>, the default. Kept in <see cref="Properties"/>.</summary>
    public PortNumber WatchPort
    {
        get => Properties.First<IBucketProperty, WatchPortBucketProperty>()?.Watch ?? PortNumber.Any;
        init => Properties = Arrange(Properties, GivenWeight, value, WatchGroup);
    }

    /// <summary>The group on whose state the bucket depends, or <see cref="GroupId.Any"/>, the default. Kept in <see cref="Properties"/>.</summary>
    public GroupId WatchGroup
    {
        get => Properties.First<IBucketProperty, WatchGroupBucketProperty>()?.Watch ?? GroupId.Any;
        init => Properties = Arrange(Properties, GivenWeight, WatchPort, value);
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
        var properties = Arrange([], weight == 0 ? null : weight, reader.ReadPortNumber(), reader.ReadGroupId());
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
            Properties != Arrange([], GivenWeight, WatchPort, WatchGroup),
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

    private static ValueList<IBucketProperty> Arrange(
        ValueList<IBucketProperty> properties, ushort? weight, PortNumber watchPort, GroupId watchGroup)
    {
        if (properties.IsEmpty && weight is null && watchPort == PortNumber.Any && watchGroup == GroupId.Any)
            return [];
        var all = new List<IBucketProperty>();
        if (weight is { } given)
            all.Add(new WeightBucketProperty { Weight = given });
        if (watchPort != PortNumber.Any)
            all.Add(new WatchPortBucketProperty { Watch = watchPort });
        if (watchGroup != GroupId.Any)
            all.Add(new WatchGroupBucketProperty { Watch = watchGroup });
        foreach (var property in properties)
        {
            if (property is not (WeightBucketProperty or WatchPortBucketProperty or WatchGroupBucketProperty))
                all.Add(property);
        }

        return ValueList.Take(all);
    }
}
