using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>ovs-ofctl reads what the codec writes, and understands by it what was meant.</summary>
public class GeneratedMessageTests
{
    private const int Shown = 5;
    private const int Witnesses = 40;
    private const int FewestCases = 20;

    public static TheoryData<OpenFlowVersion> AllVersions => [.. ProtocolTypes.AllVersions];

    [OvsTheory]
    [MemberData(nameof(AllVersions))]
    public async Task Messages_of_every_kind_are_read_without_complaint(OpenFlowVersion version)
    {
        var (messages, readings, errors) = await ReadAsync(version);

        Assert.True(messages.Count > 40 * GeneratedMessages.Samples, $"Only {messages.Count} messages were made.");
        var bad = messages.Zip(readings).Where(pair => pair.Second.Complaints.Count > 0).DistinctBy(pair => (pair.First.Message!.GetType(), pair.Second.Complaints[0]));
        var text = bad.Take(Shown).Select(pair => $"{string.Join('\n', pair.Second.Complaints)}\n{pair.First.Message}\n{Convert.ToHexStringLower(pair.First.Bytes)}\nseed {pair.First.Seed}").ToList();
        Assert.True(text.Count == 0 && Warnings(errors).Length == 0, $"{string.Join("\n\n", text)}\n{Warnings(errors)}");
    }

    [OvsTheory]
    [MemberData(nameof(AllVersions))]
    public async Task What_is_in_a_message_is_in_its_text(OpenFlowVersion version)
    {
        var (messages, readings, _) = await ReadAsync(version);

        var members = from pair in messages.Zip(readings)
                      from value in MessageValue.Of(pair.First.Message!)
                      group (pair.First, pair.Second.Text, value) by value.Member;
        // All bits set, and the like, have words of their own; a member that is read from the wrong place is in nearly no text.
        var lost = from member in members
                   where member.Count() >= FewestCases && !OvsSilence.Members.Contains(member.Key)
                   where member.Count(found => found.value.IsIn(found.Text)) * 2 < member.Count()
                   let example = member.First(found => !found.value.IsIn(found.Text))
                   select $"{member.Key}: {string.Join(" or ", example.value.Forms)} is not in {example.Text}{Convert.ToHexStringLower(example.First.Bytes)}";

        Assert.True(!lost.Any(), string.Join("\n", lost));
    }

    [OvsTheory]
    [MemberData(nameof(AllVersions))]
    public async Task The_text_tells_of_each_xid(OpenFlowVersion version)
    {
        var (messages, readings, _) = await ReadAsync(version);

        Assert.All(messages.Zip(readings), pair => Assert.Contains($"(xid=0x{pair.First.Seed:x}):", pair.Second.Text, StringComparison.Ordinal));
    }

    [OvsFact]
    public async Task Every_limit_is_met()
    {
        var met = new HashSet<OvsLimit>();
        foreach (var version in ProtocolTypes.AllVersions)
        {
            var generated = await GeneratedMessages.OfAsync(version);
            // Messages that a limit has changed, without that limit; not those that come out the same since another limit removes what it changed.
            var witnesses = (from limit in OvsLimits.All
                             where limit.IsIn(version)
                             from witness in
                                 (from message in generated.All
                                  where message.Met.Contains(limit)
                                  let bytes = GeneratedMessages.Encode(message.Made, version, message.Seed, other => other != limit)
                                  where bytes.Length > 0 && !bytes.AsSpan().SequenceEqual(message.Bytes)
                                  select (Limit: limit, Bytes: bytes)).Take(Witnesses)
                             select witness).ToList();
            var (readings, _) = await OvsOfctl.ParseEachAsync(witnesses.Select(witness => witness.Bytes));
            met.UnionWith(witnesses.Zip(readings).Where(pair => pair.Second.Complaints.Count > 0).Select(pair => pair.First.Limit));
        }

        var unmet = OvsLimits.All.Where(limit => !met.Contains(limit)).ToList();
        Assert.True(unmet.Count == 0, $"What ovs-ofctl does not refuse:\n{string.Join('\n', unmet)}");
    }

    [OvsFact]
    public async Task Every_member_that_is_said_not_to_be_in_texts_is_missing_in_some()
    {
        var missing = new HashSet<string>();
        foreach (var version in ProtocolTypes.AllVersions)
        {
            var (messages, readings, _) = await ReadAsync(version);
            missing.UnionWith(from pair in messages.Zip(readings)
                              from value in MessageValue.Of(pair.First.Message!)
                              group value.IsIn(pair.Second.Text) by value.Member into member
                              where member.Any(isIn => !isIn)
                              select member.Key);
        }

        Assert.Empty(OvsSilence.Members.Except(missing));
    }

    private static async Task<(IReadOnlyList<GeneratedMessage> Messages, IReadOnlyList<OvsReading> Readings, string Errors)> ReadAsync(OpenFlowVersion version)
    {
        var generated = await GeneratedMessages.OfAsync(version);
        var messages = generated.All.Where(message => message.Message is not null).ToList();
        Assert.Equal(messages.Count, generated.Readings.Count);
        return (messages, generated.Readings, generated.Errors);
    }

    // It also tells of values that it reads nevertheless: a version 0 in a HELLO, two ways at once to treat a packet that no flow matches, and a
    // port of more than 16 bits as a number to load or learn.
    private static string Warnings(string errors) => string.Join('\n', errors.Split('\n').Where(line => line.Contains("|WARN|", StringComparison.Ordinal)
        && !line.EndsWith("peer claims to support invalid OpenFlow version 0x00", StringComparison.Ordinal)
        && !line.Contains("bad table miss config", StringComparison.Ordinal)
        && !line.Contains("is outside the supported range", StringComparison.Ordinal)).Take(Shown));
}
