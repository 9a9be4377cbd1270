using System.Buffers.Binary;

namespace RxOfctl.Protocol.Text;

/// <summary>Reads groups as <c>ovs-ofctl add-group</c> and its like take them, and a file for a bundle.</summary>
internal static class GroupReader
{
    private const string BucketWord = "bucket=";
    private const int MaxSelectionMethod = 15;

    public static GroupMod Read(TextPart text, OpenFlowVersion version, GroupModCommand command)
    {
        command =
            KeyValue.TakeCommand(ref text, command, GroupText.Commands, static number => (GroupModCommand)number.ReadUInt16("a command"));
        var isChange = command is GroupModCommand.Add or GroupModCommand.Modify or GroupModCommand.AddOrModify;
        var buckets = SplitBuckets(text, out var head);
        var mod = new GroupMod { Command = command, GroupId = GroupId.Any };
        var (hasId, hasType) = (false, false);
        var properties = new List<IGroupProperty>();
        SelectionMethodGroupProperty? selection = null;
        foreach (var pair in KeyValue.ReadAll(head))
        {
            hasId |= pair.Key.Is("group_id");
            hasType |= pair.Key.Is("type");
            if (pair.Key.Is(RawText.Word))
                properties.Add(pair.Value.ReadRaw("a group's property", IGroupProperty.Family.Read));
            else if (!TryReadSelection(ref selection, pair, version))
                mod = With(mod, pair);
        }

        // From OpenFlow 1.1 to 1.4 groups have no selection method, which ovs-ofctl takes all the same.
        if (selection is not null && GroupText.HasForm15(version))
            properties.Add(selection);

        if (command == GroupModCommand.Delete && head.Trimmed.IsEmpty)
            mod = mod with { GroupId = GroupId.All };
        else if (!hasId)
            text.Fail("a group has a number, as in group_id=1");
        if (isChange && !hasType)
            text.Fail("a group has a type: all, select, indirect or ff, as in type=select");
        return mod with
        {
            Properties = ValueList.Take(properties),
            Buckets = buckets.Select(bucket => ReadBucket(bucket, version, mod.Type)).ToValueList(),
        };
    }

    // A bucket goes on to the next one, commas and all.
    private static List<TextPart> SplitBuckets(TextPart text, out TextPart head)
    {
        var buckets = new List<TextPart>();
        if (!text.TrySplit(BucketWord, out head, out var rest))
            return buckets;
        while (rest.TrySplit(BucketWord, out var bucket, out var behind))
        {
            buckets.Add(bucket);
            rest = behind;
        }

        buckets.Add(rest);
        return buckets;
    }

    private static GroupMod With(GroupMod mod, in KeyValue pair)
    {
        var (key, value, _, _) = pair;
        return key.ToString() switch
        {
            "group_id" => mod with { GroupId = value.ReadGroup() },
            "type" => mod with { Type = Type(value) },
            "command_bucket_id" => mod with { CommandBucketId = BucketNumber(value) },
            _ => throw key.Error(
                "a group has group_id, type, command_bucket_id, selection_method, selection_method_param, fields and, behind all others, " +
                "bucket"),
        };
    }

    private static bool TryReadSelection(ref SelectionMethodGroupProperty? selection, in KeyValue pair, OpenFlowVersion version)
    {
        var before = selection ?? new();
        switch (pair.Key.ToString())
        {
            case "selection_method":
                if (pair.Value.Length is 0 or > MaxSelectionMethod)
                    pair.Value.Fail($"a selection method is a name of 1 to {MaxSelectionMethod} characters");
                selection = before with { SelectionMethod = pair.Value.ToString() };
                return true;
            case "selection_method_param":
                selection = before with { SelectionMethodParam = pair.Value.ReadUInt64("selection_method_param") };
                return true;
            case "fields":
                selection = before with { Fields = KeyValue.ReadAll(pair.Value).Select(field => Selected(field, version)).ToValueList() };
                return true;
            default:
                return false;
        }
    }

    // All of a field, or the bits of a mask that is written as a value.
    private static SelectionField Selected(KeyValue field, OpenFlowVersion version)
    {
        var type = FieldNames.Find(field.Key, version) ?? throw field.Key.Error("no field has this name");
        if (type.IsRaw)
            field.Key.Fail("a field that is hashed has a fixed width");
        var mask = field.Value.IsEmpty ? type.AllOnes : FieldValueReader.Read(type, field.Value)?.Number ?? 0;
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, mask);
        return new(type, bytes[^type.Width..]);
    }

    private static GroupType Type(TextPart text)
    {
        for (var index = 0; index < GroupText.Types.Count; index++)
        {
            if (text.Is(GroupText.Types[index]))
                return (GroupType)index;
        }

        return text.Is("fast_failover")
            ? GroupType.FastFailover
            : (GroupType)text.ReadByte("a type that is none of all, select, indirect, ff");
    }

    private static uint BucketNumber(TextPart text) =>
        text.Is("first") ? BucketId.First
        : text.Is("last") ? BucketId.Last
        : text.Is("all") ? BucketId.All
        : text.ReadUInt32("a bucket's number");

    private static Bucket ReadBucket(TextPart text, OpenFlowVersion version, GroupType type)
    {
        var bucket = new Bucket();
        var properties = new List<IBucketProperty>();
        var actions = new List<OpenFlowAction>();
        var hasActions = false;
        foreach (var pair in KeyValue.ReadAll(text))
        {
            var (key, value, _, _) = pair;
            switch (key.ToString())
            {
                case "weight":
                    bucket = bucket with { Weight = value.ReadUInt16("weight") };
                    break;
                case "watch_port":
                    bucket = bucket with { WatchPort = value.ReadPort() };
                    break;
                case "watch_group":
                    bucket = bucket with { WatchGroup = value.ReadGroup() };
                    break;
                case "bucket_id":
                    // From OpenFlow 1.1 to 1.4 buckets have no numbers but their places.
                    var number = BucketNumber(value);
                    if (GroupText.HasForm15(version))
                        bucket = bucket with { BucketId = number };
                    break;
                case "property_raw":
                    properties.Add(value.ReadRaw("a bucket's property", IBucketProperty.Family.Read));
                    break;
                case "action" or "actions":
                    hasActions = true;
                    actions.AddRange(ActionReader.ReadActions(value, version));
                    break;
                default:
                    // Actions go on behind the first, and may come without the word.
                    hasActions = true;
                    actions.AddRange(ActionReader.ReadActions(pair.Whole, version));
                    break;
            }
        }

        if (!hasActions)
            text.Fail("a bucket has actions, as in actions=output:2 or actions=drop");
        if (GroupText.DefaultWeight(type) is { } weight && !bucket.HasWeight
            && !properties.Any(property => property is WeightBucketProperty))
            bucket = bucket with { Weight = weight };
        return bucket with { Actions = ValueList.Take(actions), Properties = bucket.Properties.Concat(ValueList.Take(properties)) };
    }
}
