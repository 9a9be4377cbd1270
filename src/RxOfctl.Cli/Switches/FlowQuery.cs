using System.Reactive.Threading.Tasks;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
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
    public static async Task<List<FlowStats>> FlowsAsync(SwitchSession session, FlowMod filter)
    {
        await PreferNiciraAsync(session);
        var is10 = session.Version == OpenFlowVersion.OpenFlow10;
        var all = await session.SendAsync(new FlowStatsRequest
        {
            TableId = filter.TableId,
            OutPort = filter.OutPort,
            OutGroup = filter.OutGroup,
            // OpenFlow 1.0 has no filter for cookies: the tool filters.
            Cookie = is10 ? 0 : filter.Cookie,
            CookieMask = is10 ? 0 : filter.CookieMask,
            Match = filter.Match,
        });
        return [.. all.Where(flow => Fits(flow.Cookie, filter))];
    }

    /// <summary>
    /// Finds out what the switch understands, so that it is asked in Nicira's form in OpenFlow 1.0, where it has that.
    /// </summary>
    public static async Task PreferNiciraAsync(SwitchSession session)
    {
        if (session.Version == OpenFlowVersion.OpenFlow10)
            await session.Datapath.PeerFeatures.ToTask(session.Cancellation);
    }

    /// <summary>The flow on one line, with what changes by itself or without.</summary>
    public static string ToText(this FlowStats flow, OpenFlowVersion version, SwitchNames? names, bool noStats) =>
        noStats ? flow.ToMod().ToText(version, names) : flow.ToText(version, names);

    /// <summary>The flow-mod that adds a flow.</summary>
    public static FlowMod ToMod(this FlowStats flow) => new()
    {
        TableId = flow.TableId,
        Priority = flow.Priority,
        Cookie = flow.Cookie,
        IdleTimeout = flow.IdleTimeout,
        HardTimeout = flow.HardTimeout,
        Importance = flow.Importance,
        Flags = flow.Flags,
        Match = flow.Match,
        Instructions = flow.Instructions,
    };

    /// <summary>Writes flows as a list in JSON.</summary>
    public static void WriteJson(Utf8JsonWriter writer, IEnumerable<FlowStats> flows)
    {
        writer.WriteStartArray();
        foreach (var flow in flows)
            writer.WriteProtocol(flow);
        writer.WriteEndArray();
    }

    private static bool Fits(ulong cookie, FlowMod filter) => (cookie & filter.CookieMask) == (filter.Cookie & filter.CookieMask);
}
