using System.Reactive.Threading.Tasks;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Cli.Switches;

/// <summary>Asks a switch for flows. In OpenFlow 1.0 Open vSwitch is asked in Nicira's form, which carries all fields and ages.</summary>
internal static class FlowQuery
{
    /// <summary>Reads a filter in flow syntax.</summary>
    public static async Task<FlowMod> ParseAsync(SwitchSession session, string? filter)
    {
        var mod = await session.ParseAsync(
            filter ?? "", (text, names) => FlowMod.Parse(text, session.Version, FlowModCommand.Delete, names));
        // Neither 1.0 nor 1.1 can delete in all tables, but any version can list them.
        return mod.TableId.Value == 0 && (filter is null || !filter.Contains("table=", StringComparison.Ordinal))
            ? mod with { TableId = TableId.All }
            : mod;
    }

    /// <summary>The flows that match a filter.</summary>
    public static async Task<List<DumpedFlow>> FlowsAsync(SwitchSession session, FlowMod filter)
    {
        if (await IsNiciraAsync(session))
        {
            var request = new NiciraFlowStatsRequest { TableId = filter.TableId, OutPort = filter.OutPort, Match = filter.Match };
            var flows = await session.SendAsync(request);
            return [.. flows.Where(flow => Fits(flow.Cookie, filter)).Select(flow => new DumpedFlow(Plain(flow), flow))];
        }

        var all = await session.SendAsync(new FlowStatsRequest
        {
            TableId = filter.TableId,
            OutPort = filter.OutPort,
            OutGroup = filter.OutGroup,
            // OpenFlow 1.0 has no filter for cookies: the tool filters.
            Cookie = session.Version == OpenFlowVersion.OpenFlow10 ? 0 : filter.Cookie,
            CookieMask = session.Version == OpenFlowVersion.OpenFlow10 ? 0 : filter.CookieMask,
            Match = filter.Match,
        });
        return [.. all.Where(flow => Fits(flow.Cookie, filter)).Select(flow => new DumpedFlow(flow, null))];
    }

    /// <summary>Whether the switch is asked in Nicira's form.</summary>
    public static async Task<bool> IsNiciraAsync(SwitchSession session) => session.Version == OpenFlowVersion.OpenFlow10
        && (await session.Datapath.PeerFeatures.ToTask(session.Cancellation)).Nicira;

    /// <summary>Writes flows as a list in JSON.</summary>
    public static void WriteJson(Utf8JsonWriter writer, IEnumerable<DumpedFlow> flows)
    {
        writer.WriteStartArray();
        foreach (var flow in flows)
        {
            if (flow.Nicira is { } nicira)
                writer.WriteProtocol(nicira);
            else
                writer.WriteProtocol(flow.Stats);
        }

        writer.WriteEndArray();
    }

    private static bool Fits(ulong cookie, FlowMod filter) => (cookie & filter.CookieMask) == (filter.Cookie & filter.CookieMask);

    private static FlowStats Plain(NiciraFlowStats flow) => new()
    {
        TableId = flow.TableId,
        DurationSec = flow.DurationSec,
        DurationNsec = flow.DurationNsec,
        Priority = flow.Priority,
        IdleTimeout = flow.IdleTimeout,
        HardTimeout = flow.HardTimeout,
        Cookie = flow.Cookie,
        PacketCount = flow.PacketCount,
        ByteCount = flow.ByteCount,
        Match = flow.Match,
        Instructions = flow.Actions.IsEmpty ? [] : [new ApplyActions(flow.Actions)],
    };
}

/// <summary>A flow of a switch.</summary>
/// <param name="Stats">The flow in the standard's form.</param>
/// <param name="Nicira">The flow as it came, if it came in Nicira's form.</param>
internal sealed record DumpedFlow(FlowStats Stats, NiciraFlowStats? Nicira)
{
    /// <summary>The flow on one line, with what changes by itself or without.</summary>
    public string Text(OpenFlowVersion version, SwitchNames? names, bool noStats = false) =>
        noStats ? ToMod().ToText(version, names) : Nicira?.ToText(version, names) ?? Stats.ToText(version, names);

    /// <summary>The flow-mod that adds the flow.</summary>
    public FlowMod ToMod() => new()
    {
        TableId = Stats.TableId,
        Priority = Stats.Priority,
        Cookie = Stats.Cookie,
        IdleTimeout = Stats.IdleTimeout,
        HardTimeout = Stats.HardTimeout,
        Importance = Stats.Importance,
        Flags = Stats.Flags,
        Match = Stats.Match,
        Instructions = Stats.Instructions,
    };
}
