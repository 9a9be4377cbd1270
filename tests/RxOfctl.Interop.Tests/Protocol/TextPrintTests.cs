using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>ToString of what was decoded is what ovs-ofctl prints of the same bytes.</summary>
public class TextPrintTests
{
    private const int Flows = 1000;
    private const int Groups = 200;

    public static TheoryData<OpenFlowVersion> AllVersions => [.. Enum.GetValues<OpenFlowVersion>()];

    public static TheoryData<OpenFlowVersion> VersionsWithGroups => [.. Enum.GetValues<OpenFlowVersion>()[1..]];

    public static TheoryData<OpenFlowVersion> VersionsWithMeters => [.. Enum.GetValues<OpenFlowVersion>()[3..]];

    [OvsTheory]
    [MemberData(nameof(AllVersions))]
    public async Task Flows_are_written_as_ovs_ofctl_prints_them(OpenFlowVersion version)
    {
        var replies = Enumerable.Range(0, Flows)
            .Select(seed => Decoded(new FlowStatsReply { Body = [Stats(version, seed)] }, version))
            .ToList();

        var printed = await PrintedAsync(replies.Select(reply => OpenFlowCodec.Encode(reply, version, 1)));

        AssertSame(printed, replies.Select(reply => reply.Body[0].ToText(version)));
    }

    [OvsTheory]
    [MemberData(nameof(VersionsWithGroups))]
    public async Task Groups_are_written_as_ovs_ofctl_prints_them(OpenFlowVersion version)
    {
        var groups = Enumerable.Range(0, Groups).Select(seed => GroupMod.Parse(new TextMaker(version, seed).Group(seed), version));
        var replies = groups.Select(group => Decoded(new GroupDescReply { Body = [new() { GroupId = group.GroupId, Type = group.Type, Buckets = group.Buckets }] }, version)).ToList();

        var printed = await PrintedAsync(replies.Select(reply => OpenFlowCodec.Encode(reply, version, 1)));

        // Of a group without buckets ovs-ofctl leaves a comma.
        AssertSame(printed.Select(line => line.TrimEnd(',')), replies.Select(reply => reply.Body[0].ToText(version)));
    }

    [OvsTheory]
    [MemberData(nameof(VersionsWithMeters))]
    public async Task Meters_are_written_as_ovs_ofctl_prints_them_but_on_one_line(OpenFlowVersion version)
    {
        foreach (var meter in Enumerable.Range(1, 20).Select(seed => MeterMod.Parse(new TextMaker(version, seed).Meter(seed))))
        {
            var reply = Decoded(new MeterDescReply { Body = [new() { MeterId = meter.MeterId, Flags = meter.Flags, Bands = meter.Bands }] }, version);

            var printed = (await OvsOfctl.PrintAsync(OpenFlowCodec.Encode(reply, version, 1))).Text;

            var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..];
            Assert.Equal(string.Join(' ', lines).Replace("bands= ", "bands=", StringComparison.Ordinal), reply.Body[0].ToString());
        }
    }

    private static FlowStats Stats(OpenFlowVersion version, int seed)
    {
        var flow = FlowMod.Parse(new TextMaker(version, seed).Flow(), version);
        return new()
        {
            TableId = flow.TableId,
            Priority = flow.Priority,
            IdleTimeout = flow.IdleTimeout,
            HardTimeout = flow.HardTimeout,
            Flags = version >= OpenFlowVersion.OpenFlow13 ? flow.Flags : FlowModFlags.None,
            Cookie = flow.Cookie,
            Importance = flow.Importance,
            DurationSec = (uint)seed,
            DurationNsec = (uint)(seed % 3 * 7_000_100),
            PacketCount = (ulong)seed,
            ByteCount = 60 * (ulong)seed,
            Match = flow.Match,
            Instructions = flow.Instructions,
        };
    }

    private static T Decoded<T>(T message, OpenFlowVersion version)
        where T : OpenFlowMessage => (T)OpenFlowCodec.Decode(OpenFlowCodec.Encode(message, version, 1), out _);

    private static async Task<List<string>> PrintedAsync(IEnumerable<byte[]> messages)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, [.. messages.SelectMany(bytes => bytes)]);
            var reading = await OvsOfctl.ParseAsync(file);
            Assert.Empty(reading.Complaints);
            return [.. reading.Text.Split('\n').Where(line => line.StartsWith(' ')).Select(line => line.Trim())];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void AssertSame(IEnumerable<string> printed, IEnumerable<string> written)
    {
        var pairs = printed.Zip(written).ToList();
        Assert.True(pairs.Count >= Groups, $"ovs-ofctl printed {pairs.Count} only.");
        var wrong = pairs.Where(pair => pair.First != pair.Second).ToList();

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {pairs.Count} differ:\n{string.Join('\n', wrong.Take(8).Select(pair => $"ovs  {pair.First}\nours {pair.Second}"))}");
    }
}
