using System.CommandLine;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Commands;

/// <summary>Groups and their buckets.</summary>
internal static class GroupCommands
{
    public static IEnumerable<Command> Create(CommandContext context)
    {
        yield return Change(context, "add-group", "Adds a group; '-' reads one a line from the standard input.", GroupModCommand.Add);
        yield return Change(
            context, "add-groups", "Adds the groups of a file. A line may begin with add, modify, add_or_mod, delete, insert_bucket " +
                "or remove_bucket.", GroupModCommand.Add, isFile: true);
        var mayCreate = new Option<bool>("--may-create") { Description = "Adds the group if it is not there. Open vSwitch." };
        yield return Change(
            context, "mod-group", "Changes the type and the buckets of a group.", GroupModCommand.Modify, mayCreate: mayCreate);
        yield return Change(context, "del-groups", "Deletes a group; without GROUP all of them.", GroupModCommand.Delete, isOptional: true);
        yield return Change(context, "insert-buckets", "Inserts buckets into a group. OpenFlow 1.5.", GroupModCommand.InsertBucket);
        yield return Change(context, "remove-buckets", "Removes buckets of a group. OpenFlow 1.5.", GroupModCommand.RemoveBucket);

        var described = OptionalGroup();
        yield return context.OnSwitch(
            "dump-groups", "Prints the groups.", (session, parsed) => DescribeAsync(session, parsed.GetValue(described)), described);
        var counted = OptionalGroup();
        yield return context.OnSwitch(
            "dump-group-stats",
            "Prints the counters of the groups.",
            (session, parsed) => CountAsync(session, parsed.GetValue(counted)),
            counted);
        yield return context.OnSwitch(
            "dump-group-features",
            "Prints what the groups of the switch can do.",
            async (session, _) => await session.WriteAsync(await session.SendAsync(new GroupFeaturesRequest())));
    }

    private static Command Change(
        CommandContext context,
        string name,
        string description,
        GroupModCommand command,
        bool isFile = false,
        bool isOptional = false,
        Option<bool>? mayCreate = null)
    {
        var text = new Argument<string?>(isFile ? "FILE" : "GROUP")
        {
            Description = isFile
                ? "A file with one group a line; '-' is the standard input."
                : "In group syntax: 'group_id=1,type=select,bucket=output:1,bucket=output:2'.",
            Arity = isOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };
        var bundle = ModificationOptions.Bundle();
        var noCheck = ModificationOptions.NoCheck();
        Symbol[] options = mayCreate is null ? [text, bundle, noCheck] : [text, bundle, noCheck, mayCreate];
        return context.OnSwitch(
            name,
            description,
            async (session, parsed) =>
            {
                var actual = mayCreate is not null && parsed.GetValue(mayCreate) ? GroupModCommand.AddOrModify : command;
                var isChecked = !parsed.GetValue(noCheck);
                await Modifications.SendAsync(session, parsed.GetValue(text) ?? "", isFile, parsed.GetValue(bundle), (line, names) =>
                {
                    var mod = GroupMod.Parse(line, session.Version, actual, names);
                    return (mod, isChecked ? mod.Check() : []);
                });
            },
            options);
    }

    private static async Task DescribeAsync(SwitchSession session, string? group)
    {
        var id = ParseGroup(group);
        // Versions before 1.5 describe all of them.
        var request = session.Version >= OpenFlowVersion.OpenFlow15 ? new GroupDescRequest { GroupId = id } : new();
        var groups = await session.SendAsync(request);
        await session.WriteAsync(new GroupDescReply { Body = [.. groups.Where(each => id == GroupId.All || each.GroupId == id)] });
    }

    private static async Task CountAsync(SwitchSession session, string? group) => await session
        .WriteAsync(new GroupStatsReply { Body = [.. await session.SendAsync(new GroupStatsRequest { GroupId = ParseGroup(group) })] });

    // A number, or the same behind group_id=, as ovs-ofctl takes it.
    private static GroupId ParseGroup(string? text)
    {
        if (text is null || text.Equals("all", StringComparison.OrdinalIgnoreCase))
            return GroupId.All;
        return GroupMod.Parse(
            text.StartsWith("group_id=", StringComparison.Ordinal) ? text : $"group_id={text}", command: GroupModCommand.Delete).GroupId;
    }

    private static Argument<string?> OptionalGroup() =>
        new("GROUP") { Description = "The number of one group; all if left out.", Arity = ArgumentArity.ZeroOrOne };
}
