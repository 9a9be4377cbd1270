using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the groups (OFPMP_GROUP_DESC, OpenFlow 1.3.5 §7.3.5.10; <c>ofp_group_desc_request</c>, 1.5.1). OpenFlow 1.1 and later; in 1.0
/// Nicira's NXST_GROUP_DESC.
/// </summary>
[WireCode(7, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(8, To = OpenFlowVersion.OpenFlow10, Layout = "Nicira")]
[WireLayout("Nicira", "u32 GroupId\npad 4")]
public sealed partial record GroupDescRequest : MultipartRequest, IMultiRequest<GroupDesc>
{
    /// <summary>The group, or <see cref="GroupId.All"/>. OpenFlow 1.0 and 1.5; the versions between describe all groups.</summary>
    [Field(From = OpenFlowVersion.OpenFlow15, PadAfter = 4)]
    public GroupId GroupId { get; init; } = GroupId.All;
}

/// <summary>
/// The groups (OFPMP_GROUP_DESC, OpenFlow 1.3.5 §7.3.5.10). OpenFlow 1.1 and later; in 1.0 Nicira's NXST_GROUP_DESC, whose buckets are
/// those of OpenFlow 1.5 with the actions of 1.0.
/// </summary>
[WireCode(7, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(8, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record GroupDescReply : MultipartReply<GroupDesc>;

/// <summary>A group (<c>ofp_group_desc</c>, OpenFlow 1.3.5 §7.3.5.10, 1.5.1). OpenFlow 1.1 and later.</summary>
[WireStructure]
[WireLayout("1.0, 1.5", """
    u16 length
    u8 Type
    pad 1
    u32 GroupId
    u16 length Buckets
    pad 6
    Buckets Buckets
    list Properties
    """)]
[WireLayout("1.1-1.4", """
    u16 length
    u8 Type
    pad 1
    u32 GroupId
    Buckets Buckets
    """)]
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

    /// <summary>
    /// The group as <c>ovs-ofctl dump-groups</c> writes it; a bucket's number where it is not its place. <see cref="GroupMod.Parse"/> reads
    /// it.
    /// </summary>
    public override string ToString() => GroupText.Of(this, Wording.Default);

    /// <summary>
    /// The group as <c>ovs-ofctl</c> writes it in a version of the protocol: in 1.0 and 1.1 some actions have other words than later.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => GroupText.Of(this, Wording.Of(version, names));

    internal static GroupDesc ReadBody(ref WireReader reader)
    {
        var version = reader.Version;
        var group = ReadLayout(ref reader);
        return group.Buckets.Weighted(group.Type, version) is { } weighted ? group with { Buckets = weighted } : group;
    }

    private static ValueList<Bucket> ReadBuckets(ref WireReader reader) => reader.ReadBuckets();

    private void WriteBuckets(ref WireWriter writer) => writer.WriteBuckets(Buckets, Type);
}
