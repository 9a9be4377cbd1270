using System.CommandLine;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Commands;

/// <summary>The flows of a switch, and their sums.</summary>
internal static class FlowDumpCommands
{
    public static IEnumerable<Command> Create(CommandContext context)
    {
        var flows = Filter();
        var sort = SortOption("--sort", "Sorts by a field, ascending; without a field by priority.");
        var reverse = SortOption("--rsort", "Sorts by a field, descending; without a field by priority.");
        var noStats = new Option<bool>("--no-stats") { Description = "Leaves out what changes by itself: durations and counters." };
        yield return context.OnSwitch(
            "dump-flows",
            "Prints the flows that match: 'table=1,tcp', 'out_port=2', 'cookie=0x1/-1'.",
            (session, parsed) => DumpAsync(
                session, parsed.GetValue(flows), parsed.GetValue(sort), parsed.GetValue(reverse), parsed.GetValue(noStats)),
            flows,
            sort,
            reverse,
            noStats);
        var summed = Filter();
        yield return context.OnSwitch(
            "dump-aggregate", "Prints the sums over the flows that " +
            "match.", (session, parsed) => AggregateAsync(session, parsed.GetValue(summed)), summed);
    }

    private static async Task DumpAsync(SwitchSession session, string? filter, string? sort, string? reverse, bool noStats)
    {
        if (sort is not null && reverse is not null)
            throw new ToolException("--sort and --rsort exclude each other.");
        var flows = await FlowQuery.FlowsAsync(session, await FlowQuery.ParseAsync(session, filter));
        if ((sort ?? reverse) is { } field)
            flows = FlowOrder.Sort(flows, field, isDescending: reverse is not null);
        var names = await session.NamesToWriteAsync();
        if (session.Output.IsJson)
            session.Output.WriteJson(writer => FlowQuery.WriteJson(writer, flows));
        else
            flows.ForEach(flow => session.Output.WriteLine($" {flow.ToText(session.Version, names, noStats)}"));
    }

    private static async Task AggregateAsync(SwitchSession session, string? filter)
    {
        var query = await FlowQuery.ParseAsync(session, filter);
        await FlowQuery.PreferNiciraAsync(session);
        await session.WriteAsync(await session.SendAsync(new AggregateStatsRequest
        {
            TableId = query.TableId,
            OutPort = query.OutPort,
            OutGroup = query.OutGroup,
            Cookie = query.Cookie,
            CookieMask = query.CookieMask,
            Match = query.Match,
        }));
    }

    private static Argument<string?> Filter() =>
        new("FLOWS") { Description = "Only flows that match, in flow syntax.", Arity = ArgumentArity.ZeroOrOne };

    private static Option<string?> SortOption(string name, string description) =>
        new(name) { Description = description, HelpName = "FIELD" };
}
