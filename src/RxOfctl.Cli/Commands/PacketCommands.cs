using System.CommandLine;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Cli.Commands;

/// <summary>Packets to be sent, and bundles of flows, groups and packets.</summary>
internal static class PacketCommands
{
    public static IEnumerable<Command> Create(CommandContext context)
    {
        var packet = new Argument<string>("PACKET-OUT")
        {
            Description = "'in_port=PORT packet=HEX actions=ACTIONS'; '-' reads one a line from the standard input.",
        };
        yield return context.OnSwitch(
            "packet-out",
            "Makes the switch process a packet.",
            (session, parsed) => Modifications.SendAsync(
                session,
                parsed.GetRequiredValue(packet),
                isFile: false,
                isBundle: false,
                (line, names) => (PacketOut.Parse(line, session.Version, names), [])),
            packet);

        var file = new Argument<string>("FILE")
        {
            Description = "Lines that begin with flow, group or packet-out; '-' is the standard input.",
        };
        var noCheck = ModificationOptions.NoCheck();
        yield return context.OnSwitch(
            "bundle",
            "Applies the flows, groups and packets of a file, all or none of them. OpenFlow 1.3 (ONF's extension) and later.",
            async (session, parsed) =>
            {
                var isChecked = !parsed.GetValue(noCheck);
                await Modifications.SendAsync(
                    session,
                    parsed.GetRequiredValue(file),
                    isFile: true,
                    isBundle: true,
                    (line, names) => Read(line, session.Version, names, isChecked));
            },
            file,
            noCheck);
    }

    private static (IOpenFlowCommand Message, IReadOnlyList<string> Faults) Read(
        string line, OpenFlowVersion version, SwitchNames? names, bool isChecked)
    {
        var space = line.IndexOfAny([' ', '\t']);
        var (kind, rest) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
        switch (kind)
        {
            case "flow":
                var flow = Modifications.ReadFlow(rest, version, FlowModCommand.Add, names);
                return (flow, isChecked ? flow.Check() : []);
            case "group":
                var group = GroupMod.Parse(rest, version, GroupModCommand.Add, names);
                return (group, isChecked ? group.Check() : []);
            case "packet-out":
                return (PacketOut.Parse(rest, version, names), []);
            default:
                throw new OpenFlowFormatException(line, 0, "a line of a bundle begins with flow, group or packet-out");
        }
    }
}
