using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>ovs-ofctl reads what the codec writes.</summary>
public class GeneratedMessageTests
{
    private const int MessagesPerType = 400;

    public static TheoryData<OpenFlowVersion> CoveredVersions => [OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13];

    [OvsTheory]
    [MemberData(nameof(CoveredVersions))]
    public async Task Messages_of_every_kind_are_read_without_complaint(OpenFlowVersion version)
    {
        var limits = OvsLimits.Of(version);
        var messages =
            from type in ProtocolTypes.Messages
            where !limits.Excluded.Contains(type)
            from seed in Enumerable.Range(0, MessagesPerType)
            let made = new MessageMaker(version, seed, limits).Make(type)
            where made is not null
            let message = OvsLimits.Consistent(made)
            select (Message: message, Bytes: OpenFlowCodec.Encode(message, version, (uint)seed));
        var all = messages.ToList();

        var complaints = await ComplaintsAsync(all.Select(pair => pair.Bytes));

        Assert.True(all.Count > 10 * MessagesPerType, $"Only {all.Count} messages were made.");
        if (complaints.Count > 0)
            Assert.Fail(await FirstOfEachKindAsync(all));
    }

    private static async Task<IReadOnlyList<string>> ComplaintsAsync(IEnumerable<byte[]> messages)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, [.. messages.SelectMany(bytes => bytes)]);
            return (await OvsOfctl.ParseAsync(file)).Complaints;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // A file tells of complaints, not of the messages that they are about.
    private static async Task<string> FirstOfEachKindAsync(IEnumerable<(OpenFlowMessage Message, byte[] Bytes)> messages)
    {
        var text = new List<string>();
        foreach (var kind in messages.GroupBy(pair => pair.Message.GetType()))
        {
            if ((await ComplaintsAsync(kind.Select(pair => pair.Bytes))).Count == 0)
                continue;
            foreach (var (message, bytes) in kind)
            {
                if (await ComplaintsAsync([bytes]) is { Count: > 0 } complaints)
                {
                    text.Add($"{string.Join('\n', complaints)}\n{message}\n{Convert.ToHexStringLower(bytes)}");
                    break;
                }
            }
        }

        return string.Join("\n\n", text);
    }
}
