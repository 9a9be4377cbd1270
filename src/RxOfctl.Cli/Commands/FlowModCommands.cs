using System.CommandLine;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Commands;

/// <summary>Adds, modifies and deletes flows.</summary>
internal static class FlowModCommands
{
    public static IEnumerable<Command> Create(CommandContext context)
    {
        yield return Create(
            context,
            "add-flow",
            "Adds a flow; '-' reads one a line from the standard input.",
            FlowModCommand.Add,
            Text("FLOW"),
            isFile: false);
        yield return Create(
            context, "add-flows", "Adds the flows of a file. A line may begin with add, modify, modify_strict, delete or " +
                "delete_strict.", FlowModCommand.Add, Text("FILE"), isFile: true);
        yield return Create(
            context,
            "mod-flows",
            "Changes the actions of the flows that match.",
            FlowModCommand.Modify,
            Text("FLOW"),
            isFile: false,
            hasStrict: true);
        yield return Create(
            context, "del-flows", "Deletes the flows that match; without FLOW all " +
                "flows.", FlowModCommand.Delete, Text("FLOW", isOptional: true), isFile: false, hasStrict: true);
    }

    private static Command Create(
        CommandContext context,
        string name,
        string description,
        FlowModCommand command,
        Argument<string?> text,
        bool isFile,
        bool hasStrict = false)
    {
        var bundle = ModificationOptions.Bundle();
        var noCheck = ModificationOptions.NoCheck();
        var strict = new Option<bool>("--strict") { Description = "Only the flow with exactly this match and priority." };
        Symbol[] options = hasStrict ? [text, bundle, noCheck, strict] : [text, bundle, noCheck];
        return context.OnSwitch(
            name,
            description,
            async (session, parsed) =>
            {
                var actual = hasStrict && parsed.GetValue(strict) ? Strict(command) : command;
                var isChecked = !parsed.GetValue(noCheck);
                await Modifications.SendAsync(session, parsed.GetValue(text) ?? "", isFile, parsed.GetValue(bundle), (line, names) =>
                {
                    var mod = Modifications.ReadFlow(line, session.Version, actual, names);
                    return (mod, isChecked ? mod.Check() : []);
                });
            },
            options);
    }

    private static FlowModCommand Strict(FlowModCommand command) =>
        command == FlowModCommand.Modify ? FlowModCommand.ModifyStrict : FlowModCommand.DeleteStrict;

    private static Argument<string?> Text(string name, bool isOptional = false) => new(name)
    {
        Description = name == "FILE"
            ? "A file with one flow a line; '-' is the standard input."
            : "In flow syntax: 'table=1,priority=10,tcp,actions=output:2'.",
        Arity = isOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };
}
