using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>What Parse makes of a text is what ovs-ofctl sends for it, byte by byte; and that decodes and encodes again to the same bytes.</summary>
public class TextTests
{
    private const int Flows = 2000;
    private const int Groups = 300;
    private const int Singles = 20;

    public static TheoryData<OpenFlowVersion> AllVersions => [.. Enum.GetValues<OpenFlowVersion>()];

    public static TheoryData<OpenFlowVersion> VersionsWithGroups => [.. Enum.GetValues<OpenFlowVersion>()[1..]];

    public static TheoryData<OpenFlowVersion> VersionsWithMeters => [.. Enum.GetValues<OpenFlowVersion>()[3..]];

    [OvsTheory]
    [MemberData(nameof(AllVersions))]
    public async Task Flows_are_what_ovs_ofctl_sends(OpenFlowVersion version)
    {
        var texts = Enumerable.Range(0, Flows).Select(seed => new TextMaker(version, seed).Flow()).ToList();

        var sent = await TextRecorder.RecordFileAsync(version, "add-flows", texts, Format(version));

        AssertSame(texts, sent, version, text => FlowMod.Parse(text, version));
    }

    [OvsTheory]
    [MemberData(nameof(AllVersions))]
    public async Task Changes_and_deletions_are_what_ovs_ofctl_sends(OpenFlowVersion version)
    {
        foreach (var (command, name, options) in new (FlowModCommand, string, string[])[]
        {
            (FlowModCommand.Modify, "mod-flows", []), (FlowModCommand.ModifyStrict, "mod-flows", ["--strict"]),
            (FlowModCommand.Delete, "del-flows", []), (FlowModCommand.DeleteStrict, "del-flows", ["--strict"]),
        })
        {
            var deletes = command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
            for (var seed = 0; seed < Singles; seed++)
            {
                var maker = new TextMaker(version, seed);
                // Only what is added has an importance; and of a cookie to be set with a change Open vSwitch sends nothing from 1.1 on.
                var text = deletes ? maker.Deletion() : maker.Flow(adds: false);

                var sent = await TextRecorder.RecordAsync(version, name, [text], [.. options, .. Format(version)]);

                AssertSame([text], sent, version, line => FlowMod.Parse(line, version, command));
            }
        }
    }

    [OvsTheory]
    [MemberData(nameof(VersionsWithGroups))]
    public async Task Groups_are_what_ovs_ofctl_sends(OpenFlowVersion version)
    {
        var texts = Enumerable.Range(0, Groups).Select(seed => new TextMaker(version, seed).Group(seed)).ToList();

        var sent = await TextRecorder.RecordFileAsync(version, "add-groups", texts);

        AssertSame(texts, sent, version, text => GroupMod.Parse(text, version));
    }

    [OvsTheory]
    [MemberData(nameof(VersionsWithMeters))]
    public async Task Meters_are_what_ovs_ofctl_sends(OpenFlowVersion version)
    {
        for (var seed = 1; seed <= Singles; seed++)
        {
            var text = new TextMaker(version, seed).Meter(seed);

            var sent = await TextRecorder.RecordAsync(version, "add-meter", [text]);

            AssertSame([text], sent, version, line => MeterMod.Parse(line));
        }
    }

    private static void AssertSame(List<string> texts, IReadOnlyList<byte[]> sent, OpenFlowVersion version, Func<string, OpenFlowMessage> parse)
    {
        Assert.Equal(texts.Count, sent.Count);
        var wrong = new List<string>();
        foreach (var (text, bytes) in texts.Zip(sent))
        {
            var message = OpenFlowCodec.Decode(bytes, out var xid);
            var again = Convert.ToHexStringLower(OpenFlowCodec.Encode(message, version, xid));
            var parsed = Convert.ToHexStringLower(OpenFlowCodec.Encode(parse(text), version, xid));
            var ovs = Convert.ToHexStringLower(bytes);
            if (ovs != again || ovs != parsed)
                wrong.Add($"{text}\n  sent    {ovs}\n  again   {again}\n  parsed  {parsed}\n  decoded {message}");
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {texts.Count} differ:\n{string.Join('\n', wrong.Take(5))}");
    }

    // In 1.0 ovs-ofctl would go over to Nicira's messages.
    private static string[] Format(OpenFlowVersion version) => version == OpenFlowVersion.OpenFlow10 ? ["-F", "OpenFlow10"] : [];
}
