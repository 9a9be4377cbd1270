using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Text;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A group (<c>ofp_group_desc</c>, OpenFlow 1.3.5 §7.3.5.10, 1.5.1). OpenFlow 1.1 and later.</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record GroupDesc
{
    /// <summary>How the group uses its buckets.</summary>
    public GroupType Type { get; init; }

    /// <summary>The group.</summary>
    public GroupId GroupId { get; init; }

    /// <summary>The buckets.</summary>
    public ValueList<Bucket> Buckets
    {
        get;
        init => field = value.Numbered();
    }

    /// <summary>What the group has further. OpenFlow 1.5.</summary>
    public ValueList<IGroupProperty> Properties { get; init; }

    /// <summary>The group as <c>ovs-ofctl dump-groups</c> writes it; a bucket's number where it is not its place. <see cref="GroupMod.Parse"/> reads it.</summary>
    public override string ToString() => GroupText.Of(this, Wording.Default);

    /// <summary>The group as <c>ovs-ofctl</c> writes it in a version of the protocol: in 1.0 and 1.1 some actions have other words than later.</summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => GroupText.Of(this, Wording.Of(version, names));

    private static GroupDesc ReadMembers(ref WireReader reader)
    {
        reader.Skip(2);
        var type = (GroupType)reader.ReadByte();
        reader.Skip(1);
        var groupId = reader.ReadGroupId();
        if (!reader.Version.HasBucketProperties())
            return new() { Type = type, GroupId = groupId, Buckets = reader.ReadBuckets(type) };

        var bucketsLength = reader.ReadUInt16();
        reader.Skip(6);
        var buckets = reader.Slice(bucketsLength);
        return new()
        {
            Type = type,
            GroupId = groupId,
            Buckets = buckets.ReadBuckets(type),
            Properties = IGroupProperty.Family.ReadList(ref reader),
        };
    }

    private void WriteMembers(ref WireWriter writer)
    {
        writer.Pad(2);
        writer.WriteByte((byte)Type);
        writer.Pad(1);
        writer.WriteGroupId(GroupId);
        if (!writer.Version.HasBucketProperties())
        {
            writer.RefuseIf(!Properties.IsEmpty, "GroupDesc.Properties");
            writer.WriteBuckets(Buckets, Type);
            return;
        }

        var bucketsLength = writer.Position;
        writer.WriteUInt16(0);
        writer.Pad(6);
        var buckets = writer.Position;
        writer.WriteBuckets(Buckets, Type);
        writer.SetLength(bucketsLength, writer.Position - buckets);
        IGroupProperty.Family.WriteList(ref writer, Properties);
    }
}
