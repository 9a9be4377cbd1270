using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>A message that was made.</summary>
/// <param name="Seed">What made it; its xid, too.</param>
/// <param name="Made">The message before the limits of ovs-ofctl.</param>
/// <param name="Message">The message within them.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Met">The limits that changed it.</param>
internal sealed record GeneratedMessage(uint Seed, OpenFlowMessage Made, OpenFlowMessage? Message, byte[] Bytes, IReadOnlyCollection<OvsLimit> Met);

/// <summary>
/// Messages of every kind that a version has, and what ovs-ofctl makes of them, in one run for each version. The same messages come every
/// time; RXOFCTL_GENERATED_SEED (a number) brings others, and RXOFCTL_GENERATED_SAMPLES says how many of each kind; there are five times as
/// many of those that carry all sorts of matches, actions and features. With another seed, a rare limit may be met by more samples only.
/// </summary>
internal sealed record GeneratedMessages(OpenFlowVersion Version, IReadOnlyList<GeneratedMessage> All, IReadOnlyList<OvsReading> Readings, string Errors)
{
    private const int DefaultSamples = 40;

    private static readonly Type[] Rich =
        [typeof(ErrorMessage), typeof(FlowMod), typeof(PacketOut), typeof(GroupMod), typeof(FlowStatsReply), typeof(GroupDescReply), typeof(TableFeaturesReply)];

    private static readonly Dictionary<OpenFlowVersion, Lazy<Task<GeneratedMessages>>> OfVersions =
        ProtocolTypes.AllVersions.ToDictionary(version => version, version => new Lazy<Task<GeneratedMessages>>(() => MakeAsync(version)));

    public static int Seed { get; } = Setting("RXOFCTL_GENERATED_SEED", 0);

    public static int Samples { get; } = Setting("RXOFCTL_GENERATED_SAMPLES", DefaultSamples);

    public static Task<GeneratedMessages> OfAsync(OpenFlowVersion version) => OfVersions[version].Value;

    /// <summary>A message as it is without some of the limits.</summary>
    public static byte[] Encode(OpenFlowMessage message, OpenFlowVersion version, uint seed, Func<OvsLimit, bool> limits) =>
        LimitedMessage.Of(message, version, seed, [.. OvsLimits.All.Where(limits)]).Message is { } limited
            ? OpenFlowCodec.Encode(limited, version, seed)
            : [];

    private static async Task<GeneratedMessages> MakeAsync(OpenFlowVersion version)
    {
        var all = Rare(version).Select(made => Limit(made, version, 0)).Concat(
                   from type in ProtocolTypes.Messages
                   from sample in Enumerable.Range(Seed, Rich.Contains(type) ? 5 * Samples : Samples)
                   let made = new MessageMaker(version, sample, isConsistent: true).Make(type)
                   where made is not null
                   select Limit(made, version, (uint)sample)).ToList();
        var (readings, errors) = await OvsOfctl.ParseEachAsync(all.Where(message => message.Message is not null).Select(message => message.Bytes));
        return new(version, all, readings, errors);
    }

    // ovs-ofctl checks the meters of flows only, and few of the flows that are made have one.
    private static IEnumerable<OpenFlowMessage> Rare(OpenFlowVersion version) =>
        version >= OpenFlowVersion.OpenFlow15 ? [new FlowMod { Actions = [new MeterAction()] }] : [];

    private static GeneratedMessage Limit(OpenFlowMessage made, OpenFlowVersion version, uint seed)
    {
        var limited = LimitedMessage.Of(made, version, seed, OvsLimits.All);
        return new(seed, made, limited.Message, limited.Message is null ? [] : OpenFlowCodec.Encode(limited.Message, version, seed), limited.Met);
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
