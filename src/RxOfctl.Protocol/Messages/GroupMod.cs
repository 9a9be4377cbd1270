namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Adds, changes or deletes groups (OFPT_GROUP_MOD; <c>ofp_group_mod</c>, OpenFlow 1.3.5 §7.3.4.2, 1.5.1). OpenFlow 1.1 and later; in 1.0
/// Nicira's NXT_GROUP_MOD, which is OpenFlow 1.5's message with the actions of 1.0.
/// </summary>
[WireCode(15, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(31, To = OpenFlowVersion.OpenFlow10)]
[WireLayout("1.0, 1.5", """
    Command Command
    u8 Type
    pad 1
    u32 GroupId
    u16 length Buckets
    pad 2
    u32 CommandBucketId
    Buckets Buckets
    list Properties
    """)]
[WireLayout("1.1-1.4", """
    Command Command
    u8 Type
    pad 1
    u32 GroupId
    Buckets Buckets
    """)]
public sealed partial record GroupMod : OpenFlowMessage, IOpenFlowCommand, IKeepsForm
{
    /// <summary>What is done.</summary>
    public GroupModCommand Command { get; init; }

    /// <summary>How the group uses its buckets.</summary>
    public GroupType Type { get; init; }

    /// <summary>The group; <see cref="GroupId.All"/> for a deletion of all of them.</summary>
    public GroupId GroupId { get; init; }

    /// <summary>
    /// Where buckets are inserted, or which are removed: a bucket's number or one of <see cref="BucketId"/>. OpenFlow 1.5.
    /// </summary>
    public uint CommandBucketId { get; init; } = BucketId.All;

    /// <summary>The buckets.</summary>
    public ValueList<Bucket> Buckets
    {
        get;
        init => field = value.Numbered();
    }

    /// <summary>What the group has further. OpenFlow 1.5.</summary>
    public ValueList<IGroupProperty> Properties { get; init; }

    // The command of a message that came with one of a later version.
    private Kept<byte> _received;

    Kept<byte> IKeepsForm.Form
    {
        get => _received;
        set => _received = value;
    }

    internal static GroupMod ReadBody(ref WireReader reader)
    {
        var version = reader.Version;
        var mod = ReadLayout(ref reader);
        if (IsOf15(mod.Command) && !version.HasBucketProperties())
            mod._received = new(version, (byte)mod.Command);
        return mod.Buckets.Weighted(mod.Type, version) is { } weighted ? mod with { Buckets = weighted } : mod;
    }

    private static GroupModCommand ReadCommand(ref WireReader reader) => (GroupModCommand)reader.ReadUInt16();

    // A message that came with a command of a later version goes on with it.
    private void WriteCommand(ref WireWriter writer)
    {
        var isReceived = _received.TryGet(writer.Version, out var command) && command == (byte)Command;
        if (!writer.Version.HasBucketProperties() && !isReceived && IsOf15(Command))
            writer.Refuse("GroupMod.Command", Command);
        writer.WriteUInt16((ushort)Command);
    }

    private static ValueList<Bucket> ReadBuckets(ref WireReader reader) => reader.ReadBuckets();

    private void WriteBuckets(ref WireWriter writer) => writer.WriteBuckets(Buckets, Type);

    private static bool IsOf15(GroupModCommand command) => command is GroupModCommand.InsertBucket or GroupModCommand.RemoveBucket;
}

/// <summary>What a group-mod does (<c>ofp_group_mod_command</c>, OpenFlow 1.3.5 §7.3.4.2, 1.5.1).</summary>
public enum GroupModCommand : ushort
{
    /// <summary>Adds a group (OFPGC_ADD).</summary>
    Add = 0,

    /// <summary>Changes a group (OFPGC_MODIFY).</summary>
    Modify = 1,

    /// <summary>Deletes a group, or all of them (OFPGC_DELETE).</summary>
    Delete = 2,

    /// <summary>Inserts buckets (OFPGC_INSERT_BUCKET). OpenFlow 1.5.</summary>
    InsertBucket = 3,

    /// <summary>Removes buckets (OFPGC_REMOVE_BUCKET). OpenFlow 1.5.</summary>
    RemoveBucket = 5,

    /// <summary>Adds a group, or changes it if it is there. Open vSwitch's, in every version that has groups.</summary>
    AddOrModify = 0x8000,
}

/// <summary>How a group uses its buckets (<c>ofp_group_type</c>, OpenFlow 1.3.5 §7.3.4.2).</summary>
public enum GroupType : byte
{
    /// <summary>All of them (OFPGT_ALL).</summary>
    All = 0,

    /// <summary>One, by the datapath's choice and the buckets' weights (OFPGT_SELECT).</summary>
    Select = 1,

    /// <summary>The only one it has (OFPGT_INDIRECT).</summary>
    Indirect = 2,

    /// <summary>The first that is live (OFPGT_FF).</summary>
    FastFailover = 3,
}
