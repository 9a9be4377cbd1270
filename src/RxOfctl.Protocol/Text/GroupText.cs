using System.Collections.Frozen;
using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>Writes groups as <c>ovs-ofctl dump-groups</c> does.</summary>
internal static class GroupText
{
    /// <summary>The words for the commands, as a file of groups for a bundle has them.</summary>
    public static FrozenDictionary<GroupModCommand, string> Commands { get; } = new Dictionary<GroupModCommand, string>
    {
        [GroupModCommand.Add] = "add",
        [GroupModCommand.Modify] = "modify",
        [GroupModCommand.AddOrModify] = "add_or_mod",
        [GroupModCommand.Delete] = "delete",
        [GroupModCommand.InsertBucket] = "insert_bucket",
        [GroupModCommand.RemoveBucket] = "remove_bucket",
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Types { get; } = ["all", "select", "indirect", "ff"];

    public static string Of(GroupDesc desc, Wording wording) =>
        Text(wording, desc.GroupId, desc.Type, desc.Buckets, desc.Properties, hasType: true, BucketId.All);

    public static string Of(GroupMod mod, Wording wording)
    {
        var command = mod.Command == GroupModCommand.Add
            ? ""
            : (Commands.GetValueOrDefault(mod.Command) ?? $"command={(int)mod.Command}") + " ";
        var needsType = mod.Command is GroupModCommand.Add or GroupModCommand.Modify or GroupModCommand.AddOrModify
            || mod.Type != GroupType.All;
        return command + Text(wording, mod.GroupId, mod.Type, mod.Buckets, mod.Properties, needsType, mod.CommandBucketId);
    }

    /// <summary>The weight of a bucket that says nothing of it.</summary>
    public static ushort? DefaultWeight(GroupType type) => type == GroupType.Select ? (ushort)1 : null;

    public static string BucketNumber(uint id) => id switch
    {
        BucketId.First => "first",
        BucketId.Last => "last",
        BucketId.All => "all",
        _ => id.ToString(CultureInfo.InvariantCulture),
    };

    private static string Text(
        Wording wording, GroupId groupId, GroupType type, ValueList<Bucket> buckets, ValueList<IGroupProperty> properties, bool hasType,
        uint commandBucketId)
    {
        var parts = new List<string> { $"group_id={(groupId == GroupId.All ? "all" : groupId)}" };
        if (hasType)
            parts.Add($"type={((int)type < Types.Count ? Types[(int)type] : ((int)type).ToString(CultureInfo.InvariantCulture))}");
        if (commandBucketId != BucketId.All)
            parts.Add($"command_bucket_id={BucketNumber(commandBucketId)}");
        foreach (var (place, property) in properties.Index())
            parts.Add(Of(property, isLast: place == properties.Count - 1, wording));
        // ovs-ofctl writes the numbers of buckets in the versions whose buckets have them; otherwise they are written where one is not the
        // bucket's place.
        var hasNumbers = wording.Version is { } version && HasForm15(version)
            || buckets.Select((bucket, place) => bucket.BucketId != (uint)place).Any(isOther => isOther);
        foreach (var bucket in buckets)
            parts.Add("bucket=" + Of(bucket, hasNumbers, type, wording));
        return string.Join(',', parts);
    }

    /// <summary>
    /// True where groups have numbered buckets and properties: in OpenFlow 1.5, and in 1.0, to which Nicira gave the groups of 1.5.
    /// </summary>
    public static bool HasForm15(OpenFlowVersion version) => version is OpenFlowVersion.OpenFlow10 or >= OpenFlowVersion.OpenFlow15;

    // The words of a selection method, where they say all of it; the bytes of any other property.
    private static string Of(IGroupProperty property, bool isLast, Wording wording) =>
        isLast
            && property is SelectionMethodGroupProperty selection
            && Words(selection) is var words
            && IsReadAs(words, Worded(selection, wording))
            ? words
            : RawText.Of((ref WireWriter writer) => IGroupProperty.Family.Write(ref writer, property));

    // ovs-ofctl writes fields of Nicira, which Open vSwitch sends in 1.0, by the same names as those of the specification.
    private static SelectionMethodGroupProperty Worded(SelectionMethodGroupProperty selection, Wording wording) => wording.Version is null
        ? selection
        : selection with
        {
            Fields = selection.Fields.Select(
                field => field with { Type = FieldNames.ToSpecified(field.Type, OpenFlowVersion.OpenFlow15) }).ToValueList(),
        };

    private static string Words(SelectionMethodGroupProperty selection)
    {
        var parts = new List<string> { $"selection_method={selection.SelectionMethod}" };
        if (selection.SelectionMethodParam != 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"selection_method_param={selection.SelectionMethodParam}"));
        var fields = selection.Fields.Select(Word).ToList();
        if (fields.Count > 0)
            parts.Add(fields is [var one] ? $"fields={one}" : $"fields({string.Join(',', fields)})");
        return string.Join(',', parts);
    }

    // The name of a whole field; of others the bits of the mask, written as a value.
    private static string Word(SelectionField field)
    {
        var name = FieldNames.InActions(FieldNames.ToSpecified(field.Type, OpenFlowVersion.OpenFlow15));
        if (field.Type.IsUnknown || field.Type.IsRaw || field.Mask.Length != field.Type.Width)
            return name;
        var mask = OxmField.Exact(field.Type, Number(field.Mask.Span));
        return mask.Number == field.Type.AllOnes ? name : $"{name}={mask.ValueText}";
    }

    private static bool IsReadAs(string words, SelectionMethodGroupProperty selection)
    {
        try
        {
            var read = GroupReader.Read(new($"group_id=0,type=select,{words}"), OpenFlowVersion.OpenFlow15, GroupModCommand.Add);
            return read.Properties is [SelectionMethodGroupProperty same] && same == selection;
        }
        catch (OpenFlowFormatException)
        {
            return false;
        }
    }

    private static UInt128 Number(ReadOnlySpan<byte> bytes)
    {
        UInt128 number = 0;
        foreach (var each in bytes)
            number = (number << 8) | each;
        return number;
    }

    private static string Of(Bucket bucket, bool hasNumber, GroupType type, Wording wording)
    {
        var parts = new List<string>();
        if (hasNumber && bucket.BucketId is { } number)
            parts.Add($"bucket_id:{BucketNumber(number)}");
        // In OpenFlow 1.5 a property may be there that says nothing, or be there twice: then the properties are written as they are.
        var weight = bucket.Properties.OfType<WeightBucketProperty>().FirstOrDefault()?.Weight;
        var worded = new Bucket { WatchPort = bucket.WatchPort, WatchGroup = bucket.WatchGroup };
        if (weight is { } given)
            worded = worded with { Weight = given };
        var others = bucket.Properties.Where(property => !HasWords(property)).ToValueList();
        if (worded.Properties.Concat(others) != bucket.Properties)
            (worded, weight, others) = (new(), null, bucket.Properties);
        if (weight is not null && weight != DefaultWeight(type))
            parts.Add($"weight:{weight}");
        if (worded.WatchPort != PortNumber.Any)
            parts.Add($"watch_port:{wording.Port(worded.WatchPort)}");
        if (worded.WatchGroup != GroupId.Any)
            parts.Add($"watch_group:{worded.WatchGroup}");
        parts.AddRange(others.Select(property => $"property_{RawOf(property)}"));

        parts.Add($"actions={wording.Actions(bucket.Actions)}");
        return string.Join(',', parts);
    }

    private static string RawOf(IBucketProperty property) =>
        RawText.Of((ref WireWriter writer) => IBucketProperty.Family.Write(ref writer, property));

    private static bool HasWords(IBucketProperty property) =>
        property is WeightBucketProperty or WatchPortBucketProperty or WatchGroupBucketProperty;
}
