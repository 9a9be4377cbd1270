using System.CommandLine;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Commands;

/// <summary>Compares the flows of switches and files, and makes those of a switch equal to a file.</summary>
internal static class FlowFileCommands
{
    private const int Differ = 2;

    public static IEnumerable<Command> Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A file with one flow a line; '-' is the standard input." };
        var bundle = ModificationOptions.Bundle();
        var noCheck = ModificationOptions.NoCheck();
        var readd = new Option<bool>("--readd") { Description = "Adds flows that are equal, too, which may reset their counters." };
        yield return context.OnSwitch(
            "replace-flows",
            "Makes the flows of the switch those of a file: sends only the differences.",
            (session, parsed) => ReplaceAsync(
                session, parsed.GetRequiredValue(file), parsed.GetValue(bundle), !parsed.GetValue(noCheck), parsed.GetValue(readd)),
            file,
            bundle,
            noCheck,
            readd);

        var first = new Argument<string>("SOURCE1") { Description = "A file, or a switch." };
        var second = new Argument<string>("SOURCE2") { Description = "A file, or a switch." };
        yield return context.Plain(
            "diff-flows",
            "Prints how the flows of two files or switches differ. Exits with 0 if they do not, 2 if they do.",
            (settings, parsed, cancellation) => DiffAsync(
                context.Console, settings, parsed.GetRequiredValue(first), parsed.GetRequiredValue(second), cancellation),
            first,
            second);
    }

    private static async Task ReplaceAsync(SwitchSession session, string file, bool isBundle, bool isChecked, bool readds)
    {
        var wanted = new Dictionary<FlowPlace, Modification>();
        foreach (var modification in await ReadAsync(session, file, isChecked))
            wanted[FlowPlace.Of((FlowMod)modification.Message)] = modification;
        var held = (await FlowQuery.FlowsAsync(session, await FlowQuery.ParseAsync(session, null)))
            .Select(flow => flow.ToMod()).ToDictionary(FlowPlace.Of);
        var changes = new List<Modification>();
        foreach (var (place, modification) in wanted)
        {
            if (readds || !held.TryGetValue(place, out var flow) || !FlowPlace.HasSameContent(flow, (FlowMod)modification.Message))
                changes.Add(modification);
        }

        // Deletions come last: a packet of a flow that moves to another priority always finds one of the two.
        foreach (var place in held.Keys)
        {
            if (!wanted.ContainsKey(place))
                changes.Add(new(new($"delete_strict {place}"), place.ToDelete()));
        }

        await Modifications.ApplyAsync(session, changes, isBundle);
    }

    private static async Task<IReadOnlyList<Modification>> ReadAsync(SwitchSession session, string file, bool isChecked) =>
        await Modifications.ReadAsync(session, SourceLine.ReadFile(session.Console, file), (line, names) =>
        {
            var mod = FlowMod.Parse(line, session.Version, FlowModCommand.Add, names);
            return mod.Command == FlowModCommand.Add
                ? (mod, isChecked ? mod.Check() : [])
                : (mod, ["replace-flows reads flows, not commands"]);
        });

    private static async Task<int> DiffAsync(
        ToolConsole console, Settings settings, string first, string second, CancellationToken cancellation)
    {
        var before = await FlowsOfAsync(console, settings, first, cancellation);
        var after = await FlowsOfAsync(console, settings, second, cancellation);
        var output = new Output(console, settings);
        var differ = false;
        foreach (var place in before.Flows.Keys.Union(after.Flows.Keys).Order())
        {
            var removed = before.Flows.GetValueOrDefault(place);
            var added = after.Flows.GetValueOrDefault(place);
            if (removed is not null && added is not null && FlowPlace.HasSameContent(removed, added))
                continue;
            differ = true;
            Write(output, "-", removed, before.Version);
            Write(output, "+", added, after.Version);
        }

        return differ ? Differ : 0;
    }

    private static void Write(Output output, string sign, FlowMod? flow, OpenFlowVersion version)
    {
        if (flow is null)
            return;
        output.Write($"{sign}{flow.ToText(version)}", writer =>
        {
            writer.WriteString("change", sign == "-" ? "removed" : "added");
            writer.WriteProtocol("flow", flow);
        });
    }

    // By the rules of ovs-ofctl: a name that begins with a slash or a dot is a file, one with a colon a switch, any other a file if it exists.
    private static async Task<(Dictionary<FlowPlace, FlowMod> Flows, OpenFlowVersion Version)> FlowsOfAsync(
        ToolConsole console, Settings settings, string source, CancellationToken cancellation)
    {
        var isFile = source == "-"
            || source.StartsWith('/')
            || source.StartsWith('.')
            || (!source.Contains(':', StringComparison.Ordinal) && File.Exists(source));
        if (!isFile)
        {
            await using var session = await SwitchSession.OpenAsync(console, settings, source, cancellation);
            var flows = await FlowQuery.FlowsAsync(session, await FlowQuery.ParseAsync(session, null));
            return (flows.Select(flow => flow.ToMod()).ToDictionary(FlowPlace.Of), session.Version);
        }

        var version = settings.Versions.Max();
        var read = new Dictionary<FlowPlace, FlowMod>();
        foreach (var line in SourceLine.ReadFile(console, source))
        {
            try
            {
                var flow = FlowMod.Parse(line.Text, version);
                read[FlowPlace.Of(flow)] = flow;
            }
            catch (Protocol.Text.OpenFlowFormatException error)
            {
                throw new ToolException($"{line.Place}{error.Message}", error);
            }
        }

        return (read, version);
    }
}
