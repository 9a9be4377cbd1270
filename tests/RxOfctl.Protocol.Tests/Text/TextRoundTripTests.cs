using FsCheck.Fluent;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Tests.Properties;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>Parse(x.ToString()) is x, for arbitrary matches, actions, instructions, flows, groups and meters of every version.</summary>
public class TextRoundTripTests
{
    private const int Samples = 300;

    /// <summary>The actions whose text stands for something else as well, or is refused as nothing that a datapath takes. All others come back as they went.</summary>
    private static readonly Dictionary<Type, string> Exceptions = new()
    {
        [typeof(OutputAction)] = "max_len is written for the controller only; Open vSwitch sends 0 for other ports",
        [typeof(SetFieldAction)] = "1.0 and 1.1 have actions of their own for VLAN tags and transport ports, and none for other fields",
        [typeof(SetTunnelAction)] = "from 1.2 on it sets the field",
        [typeof(SetTunnel64Action)] = "from 1.2 on it sets the field",
        [typeof(RegLoadAction)] = "of a field that the specification and Nicira have it names Nicira's; so do all actions with bits of fields",
        [typeof(CopyFieldAction)] = "names of fields: the specification's",
        [typeof(StackPushAction)] = "names of fields",
        [typeof(StackPopAction)] = "names of fields",
        [typeof(OutputRegAction)] = "names of fields, and no max_len",
        [typeof(BundleLoadAction)] = "names of fields",
        [typeof(MultipathAction)] = "names of fields",
        [typeof(CheckPktLargerAction)] = "names of fields",
        [typeof(DeleteFieldAction)] = "names of fields",
        [typeof(LearnAction)] = "names of fields",
        [typeof(ControllerAction)] = "an output to the controller where that says all",
        [typeof(DecTtlCntIdsAction)] = "without ids it is the specification's",
        [typeof(CloneAction)] = "what is in it",
        [typeof(CtAction)] = "what is in it",
        [typeof(NatAction)] = "a range of one is written as the one; an address of zeros is none",
    };

    public static TheoryData<OpenFlowVersion> AllVersions => [.. ProtocolTypes.AllVersions];

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Matches_come_back(OpenFlowVersion version) => ForAll<FlowMod>(version, mod =>
    {
        var read = TextForms.Canonical(Match.Parse(mod.Match.ToString(), version));

        Assert.Equal(TextForms.Of(TextForms.Canonical(mod.Match), read), read);
        // What is written by headers has no order.
        Assert.Equal(TextForms.Canonical(mod.Match).ToString().Split(',').Order(), read.ToString().Split(',').Order());
    });

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Flows_come_back(OpenFlowVersion version) => ForAll<FlowMod>(version, mod =>
    {
        var flow = mod with { Instructions = [], Match = TextForms.Canonical(mod.Match) };
        var read = FlowMod.Parse(flow.ToString(), version);
        read = read with { Match = TextForms.Canonical(read.Match) };

        Assert.Equal(flow with { Match = TextForms.Of(flow.Match, read.Match) }, read);
    });

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Actions_come_back_but_for_the_listed(OpenFlowVersion version) => ForAll<FlowMod>(version, mod =>
    {
        foreach (var action in mod.Instructions.SelectMany(Actions))
        {
            if (!Exceptions.ContainsKey(action.GetType()))
                Assert.Equal(action, OpenFlowAction.Parse(action.ToString(), version));
            else if (TryParse(action, version) is { } read)
                AssertStable(read, version);
        }
    });

    [Fact]
    public void Every_listed_action_comes_back_as_another_somewhere()
    {
        // What arbitrary actions are too seldom.
        OpenFlowAction[] seldom =
        [
            new ControllerAction(), new NatAction { Flags = NatFlags.Src, RangeIpv4Min = Ipv4Address.Parse("10.0.0.1"), RangeIpv4Max = Ipv4Address.Parse("10.0.0.1") },
            new CopyFieldAction { NBits = 48, Src = OxmId.Of(Nxm.EthSrc), Dst = OxmId.Of(Nxm.EthDst) },
            new SetFieldAction(Oxm.VlanVid.Tagged(5)),
        ];
        var differ = new HashSet<Type>(
            from action in seldom
            from version in new[] { OpenFlowVersion.OpenFlow11, OpenFlowVersion.OpenFlow15 }
            where TryParse(action, version) is [var read] && !read.Equals(action)
            select action.GetType());
        foreach (var version in ProtocolTypes.AllVersions)
        {
            foreach (var mod in Enumerable.Range(ArbitraryValues.Seed, 2 * Samples).Select(seed => (FlowMod)NormalForms.Of(new MessageMaker(version, seed).Make(typeof(FlowMod))!, version)))
            {
                differ.UnionWith(from action in mod.Instructions.SelectMany(Actions)
                                 where TryParse(action, version) is not [var read] || !read.Equals(action)
                                 select action.GetType());
            }
        }

        Assert.Equal(Exceptions.Keys.Select(type => type.Name).Order(), differ.Select(type => type.Name).Order());
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void What_is_read_of_instructions_is_written_and_read_as_the_same(OpenFlowVersion version) => ForAll<FlowMod>(version, mod =>
    {
        if (!FlowMod.TryParse(mod.ToString(), out var read, version))
            return;

        Assert.Equal(read, FlowMod.Parse(read.ToString(), version));
        Assert.Equal(Other(mod.Instructions), Other(read.Instructions));
    });

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Groups_come_back(OpenFlowVersion version) => ForAll<GroupMod>(version, mod =>
    {
        // An insertion or removal of buckets has no type, and what actions are read as is said above.
        var group = mod with { Buckets = Written(mod.Buckets, mod.Type) };

        if (!HasFieldsOfAnotherVersion(mod.Properties, version))
            Assert.Equal(group, GroupMod.Parse(group.ToString(), version));
    });

    // The names of fields stand for those of Nicira in 1.0, so that a selection by the specification's comes back as one by Nicira's.
    private static bool HasFieldsOfAnotherVersion(ValueList<IGroupProperty> properties, OpenFlowVersion version) =>
        version == OpenFlowVersion.OpenFlow10 && properties.OfType<SelectionMethodGroupProperty>().Any(selection => selection.Fields.Count > 0);

    // A bucket of a select group has weight 1 if the text says no other.
    private static ValueList<Bucket> Written(ValueList<Bucket> buckets, GroupType type) => buckets
        .Select(bucket => type == GroupType.Select && !bucket.Properties.OfType<WeightBucketProperty>().Any() ? bucket with { Weight = 1 } : bucket)
        .Select(bucket => bucket with { Actions = [] })
        .ToValueList();

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Descriptions_of_groups_are_groups_to_be_added(OpenFlowVersion version) => ForAll<GroupDescReply>(version, reply =>
    {
        foreach (var desc in reply.Body.Select(desc => desc with { Buckets = Written(desc.Buckets, desc.Type) }))
        {
            var group = new GroupMod { GroupId = desc.GroupId, Type = desc.Type, Buckets = desc.Buckets, Properties = desc.Properties };

            if (!HasFieldsOfAnotherVersion(desc.Properties, version))
                Assert.Equal(group, GroupMod.Parse(desc.ToString(), version));
        }
    });

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Meters_come_back(OpenFlowVersion version) => ForAll<MeterMod>(version, mod => Assert.Equal(mod, MeterMod.Parse(mod.ToString())));

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Descriptions_of_meters_are_meters_to_be_added(OpenFlowVersion version) => ForAll<MeterDescReply>(version, reply =>
    {
        foreach (var desc in reply.Body)
            Assert.Equal(new MeterMod { MeterId = desc.MeterId, Flags = desc.Flags, Bands = desc.Bands }, MeterMod.Parse(desc.ToString()));
    });

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Any_prefix_and_any_changed_character_is_read_or_refused(OpenFlowVersion version) => ForAll<FlowMod>(version, mod =>
    {
        var text = mod.ToString();
        for (var index = 0; index < text.Length; index += 7)
        {
            ReadOrRefuse(text[..index], version);
            foreach (var character in "(),:=[]->/0x")
                ReadOrRefuse(text[..index] + character + text[(index + 1)..], version);
        }
    }, samples: 20);

    private static void ReadOrRefuse(string text, OpenFlowVersion version)
    {
        try
        {
            FlowMod.Parse(text, version);
        }
        catch (OpenFlowFormatException exception)
        {
            Assert.InRange(exception.Position, 0, text.Length);
        }
    }

    private static ValueList<OpenFlowAction>? TryParse(OpenFlowAction action, OpenFlowVersion version)
    {
        try
        {
            return OpenFlowAction.ParseList(action.ToString(), version);
        }
        catch (OpenFlowFormatException)
        {
            return null;
        }
    }

    private static void AssertStable(ValueList<OpenFlowAction> actions, OpenFlowVersion version) =>
        Assert.Equal(actions, OpenFlowAction.ParseList(string.Join(',', actions), version));

    private static IEnumerable<OpenFlowAction> Actions(Instruction instruction) => instruction switch
    {
        ApplyActions apply => apply.Actions.SelectMany(Nested),
        WriteActions write => write.Actions.SelectMany(Nested),
        _ => [],
    };

    private static IEnumerable<OpenFlowAction> Nested(OpenFlowAction action) => action switch
    {
        CloneAction clone => [clone, .. clone.Actions.SelectMany(Nested)],
        CtAction track => [track, .. track.Actions.SelectMany(Nested)],
        _ => [action],
    };

    private static IEnumerable<Instruction> Other(ValueList<Instruction> instructions) =>
        instructions.Where(instruction => instruction is not (ApplyActions or WriteActions or WriteMetadata));

    private static void ForAll<T>(OpenFlowVersion version, Action<T> property, int samples = Samples)
        where T : OpenFlowMessage
    {
        if (new MessageMaker(version, 1).Make(typeof(T)) is null)
            return;
        var messages = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => (T)NormalForms.Of(new MessageMaker(version, seed).Make(typeof(T))!, version)));
        ArbitraryValues.ForAll(messages, samples, property);
    }
}
