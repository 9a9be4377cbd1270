using RxOfctl.Cli.Switches;
using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Controllers;

/// <summary>
/// What a fleet's switches should hold, from a file: the line <c>lease=NAME</c>, then sections <c>[DPID]</c> or <c>[*]</c> for all
/// switches, and in them lines <c>flow ...</c>, <c>group ...</c> and <c>meter ...</c> in the notation of <c>ovs-ofctl</c>; <c>#</c>
/// begins a comment.
/// </summary>
internal sealed record DesiredState
{
    /// <summary>Whose the flows are: the name from which the upper bits of all their cookies come.</summary>
    public required string LeaseName { get; init; }

    public required IReadOnlyList<FlowRule> Flows { get; init; }

    public required IReadOnlyList<GroupRule> Groups { get; init; }

    public required IReadOnlyList<MeterRule> Meters { get; init; }

    /// <summary>The switches that sections name.</summary>
    public required IReadOnlyList<DatapathId> Named { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ToolException">A line cannot be read; the message says which and why.</exception>
    public static DesiredState Read(ToolConsole console, string file)
    {
        string? lease = null;
        DatapathTarget? section = null;
        var named = new List<DatapathId>();
        var flows = new Dictionary<FlowRuleKey, FlowRule>();
        var groups = new Dictionary<GroupRuleKey, GroupRule>();
        var meters = new Dictionary<MeterRuleKey, MeterRule>();
        foreach (var line in SourceLine.ReadFile(console, file))
        {
            try
            {
                if (line.Text.StartsWith("lease=", StringComparison.Ordinal))
                    lease = lease is null && section is null
                        ? line.Text["lease=".Length..].Trim()
                        : throw Wrong(line, "the line lease=NAME comes once, before all sections");
                else if (line.Text.StartsWith('['))
                    section = Section(line, named);
                else if (section is { } target)
                    AddRule(line, target, flows, groups, meters);
                else
                    throw Wrong(line, "a rule stands in a section: write [DPID] or [*] before it");
            }
            catch (FormatException error)
            {
                throw new ToolException($"{line.Place}{error.Message}", error);
            }
        }

        if (string.IsNullOrEmpty(lease))
            throw new ToolException($"{file}: the line lease=NAME is missing. It names whose the flows are, so that those of others stay.");
        return new()
        {
            LeaseName = lease,
            Flows = [.. flows.Values],
            Groups = [.. groups.Values],
            Meters = [.. meters.Values],
            Named = named,
        };
    }

    private static DatapathTarget Section(SourceLine line, List<DatapathId> named)
    {
        if (!line.Text.EndsWith(']'))
            throw Wrong(line, "a section ends in ]");
        var name = line.Text[1..^1].Trim();
        if (name == "*")
            return DatapathTarget.All;
        if (!DatapathId.TryParse(name, null, out var id))
            throw Wrong(line, $"'{name}' is not a datapath id: write up to 16 hexadecimal digits, or * for all switches");
        if (!named.Contains(id))
            named.Add(id);
        return DatapathTarget.Of(id);
    }

    private static void AddRule(
        SourceLine line,
        DatapathTarget target,
        Dictionary<FlowRuleKey, FlowRule> flows,
        Dictionary<GroupRuleKey, GroupRule> groups,
        Dictionary<MeterRuleKey, MeterRule> meters)
    {
        var space = line.Text.IndexOfAny([' ', '\t']);
        var (kind, text) = space < 0 ? (line.Text, "") : (line.Text[..space], line.Text[(space + 1)..].Trim());
        var isNew = kind switch
        {
            "flow" when FlowRule.Parse(text, target) is var flow => Checked(line, FlowMod.Parse(text).Check())
                && flows.TryAdd(flow.Key, flow),
            "group" when GroupMod.Parse(text) is var mod
                && Group(mod, target) is var group => Checked(line, mod.Check())
                && groups.TryAdd(group.Key, group),
            "meter" when MeterMod.Parse(text) is var mod
                && Meter(mod, target) is var meter => Checked(line, mod.Check())
                && meters.TryAdd(meter.Key, meter),
            _ => throw Wrong(line, "a rule begins with flow, group or meter"),
        };
        if (!isNew)
            throw Wrong(line, "the same flow, group or meter is already above, for the same switches");
    }

    private static GroupRule Group(GroupMod mod, DatapathTarget target) =>
        new() { Datapaths = target, GroupId = mod.GroupId, Type = mod.Type, Buckets = mod.Buckets, Properties = mod.Properties };

    private static MeterRule Meter(MeterMod mod, DatapathTarget target) =>
        new() { Datapaths = target, MeterId = mod.MeterId, Flags = mod.Flags, Bands = mod.Bands };

    private static bool Checked(SourceLine line, IReadOnlyList<string> faults) =>
        faults.Count == 0 ? true : throw Wrong(line, string.Join("; ", faults));

    private static ToolException Wrong(SourceLine line, string problem) => new($"{line.Place}{problem}: '{line.Text}'.");
}
