using System.Text.RegularExpressions;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>ToString of what was decoded is what ovs-ofctl prints of the same bytes.</summary>
public partial class TextPrintTests
{
    private const int Flows = 1000;
    private const int Groups = 200;

    /// <summary>
    /// Where the two differ: what ovs-ofctl prints, what we write, and why. Both mean the same, and ovs-ofctl reads both.
    /// </summary>
    private static readonly (string Ovs, string Ours, string Reason)[] Differences =
    [
        (@"strip_vlan", "pop_vlan", "the action of 1.0 and the later one are one record, which has one text"),
        (@"mod_vlan_(vid|pcp)", "set_vlan_$1", "in 1.1 only this text is what was decoded; in 1.0 the two mean the same"),
        (@"mod_dl_(src|dst):([0-9a-f:]+)", "set_field:$2->eth_$1", "setting an address is one record in all versions"),
        (@"mod_nw_(src|dst):([0-9.]+)", "set_field:$2->ip_$1", "likewise"),
        (@"mod_nw_ecn:(\d)", "set_field:$1->nw_ecn", "likewise"),
        (@"set_mpls_label\((\d+)\)", "set_field:$1->mpls_label", "likewise, in 1.1"),
        (@"vlan_tci=0x0000(?!/)", "vlan_tci=0x0000/0x1fff", "a packet without a tag has no priority that could be matched"),
        (@"set_mpls_tc\((\d+)\)", "set_field:$1->mpls_tc", "likewise, in 1.1"),
    ];

    public static TheoryData<OpenFlowVersion> AllVersions => [.. Enum.GetValues<OpenFlowVersion>()];

    public static TheoryData<OpenFlowVersion> VersionsWithGroups => [.. Enum.GetValues<OpenFlowVersion>()[1..]];

    public static TheoryData<OpenFlowVersion> VersionsWithMeters => [.. Enum.GetValues<OpenFlowVersion>()[3..]];

    [OvsTheory]
    [MemberData(nameof(AllVersions))]
    public async Task Flows_are_written_as_ovs_ofctl_prints_them(OpenFlowVersion version)
    {
        // 1.0 alone has a VLAN priority without an id: ours writes the field's header for it, which in later versions would not say that there is a tag.
        var replies = Enumerable.Range(0, Flows)
            .Select(seed => Decoded(new FlowStatsReply { Body = [Stats(version, seed)] }, version))
            .Where(reply => reply.Body[0].Match.Get(Oxm.VlanPcp) is null || reply.Body[0].Match.Get(Oxm.VlanVid) is not null)
            .ToList();

        var printed = await PrintedAsync(replies.Select(reply => OpenFlowCodec.Encode(reply, version, 1)));

        AssertSame(printed, replies.Select(reply => reply.Body[0].ToString()), version);
    }

    [OvsTheory]
    [MemberData(nameof(VersionsWithGroups))]
    public async Task Groups_are_written_as_ovs_ofctl_prints_them(OpenFlowVersion version)
    {
        var groups = Enumerable.Range(0, Groups).Select(seed => GroupMod.Parse(new TextMaker(version, seed).Group(seed), version));
        var replies = groups.Select(group => Decoded(new GroupDescReply { Body = [new() { GroupId = group.GroupId, Type = group.Type, Buckets = group.Buckets }] }, version)).ToList();

        var printed = await PrintedAsync(replies.Select(reply => OpenFlowCodec.Encode(reply, version, 1)));

        // From 1.5 on ovs-ofctl prints the number of every bucket, we one that is not the place; and of a group without buckets it leaves a comma.
        AssertSame(printed.Select(line => BucketNumber().Replace(line, "").TrimEnd(',')), replies.Select(reply => reply.Body[0].ToString()), version);
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

    private static void AssertSame(IEnumerable<string> printed, IEnumerable<string> written, OpenFlowVersion version)
    {
        var pairs = printed.Select(line => Translated(line, version)).Zip(written).ToList();
        Assert.True(pairs.Count >= Groups, $"ovs-ofctl printed {pairs.Count} only.");
        var wrong = pairs.Where(pair => pair.First != pair.Second).ToList();

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {pairs.Count} differ:\n{string.Join('\n', wrong.Take(8).Select(pair => $"ovs  {pair.First}\nours {pair.Second}"))}");
    }

    private static string Translated(string line, OpenFlowVersion version)
    {
        foreach (var (ovs, ours, _) in Differences)
            line = Regex.Replace(line, ovs, ours);
        // Of 1.0 and 1.1 ovs-ofctl prints the type of service that is set, we the field of six bits.
        return version > OpenFlowVersion.OpenFlow11 ? line : TypeOfService().Replace(line, match => $"set_field:{int.Parse(match.Groups[1].Value) >> 2}->ip_dscp");
    }

    [GeneratedRegex(@"mod_nw_tos:(\d+)")]
    private static partial Regex TypeOfService();

    [GeneratedRegex(@"bucket_id:\d+,")]
    private static partial Regex BucketNumber();
}
