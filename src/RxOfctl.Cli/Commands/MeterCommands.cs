using System.CommandLine;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Commands;

/// <summary>Meters. OpenFlow 1.3 and later.</summary>
internal static class MeterCommands
{
    public static IEnumerable<Command> Create(CommandContext context)
    {
        yield return Change(context, "add-meter", "Adds a meter; '-' reads one a line from the standard input.", MeterModCommand.Add);
        yield return Change(context, "mod-meter", "Changes a meter.", MeterModCommand.Modify);
        yield return Change(context, "del-meter", "Deletes a meter.", MeterModCommand.Delete);
        yield return Change(context, "del-meters", "Deletes a meter; without METER all of them.", MeterModCommand.Delete, isOptional: true);
        yield return Dump(context, "dump-meter", "Prints one meter.", isOptional: false);
        yield return Dump(context, "dump-meters", "Prints the meters.", isOptional: true);

        var counted = MeterArgument(isOptional: true);
        yield return context.OnSwitch(
            "meter-stats",
            "Prints the counters of the meters.",
            (session, parsed) => CountAsync(session, parsed.GetValue(counted)),
            counted);
        yield return context.OnSwitch("meter-features", "Prints what the meters of the switch can do.", FeaturesAsync);
    }

    private static Command Change(CommandContext context, string name, string description, MeterModCommand command, bool isOptional = false)
    {
        var text = MeterArgument(isOptional);
        var noCheck = ModificationOptions.NoCheck();
        return context.OnSwitch(
            name,
            description,
            async (session, parsed) =>
            {
                session.Require(OpenFlowVersion.OpenFlow13, name);
                var isChecked = !parsed.GetValue(noCheck);
                var argument = WithWord(parsed.GetValue(text));
                await Modifications.SendAsync(session, argument, isFile: false, isBundle: false, (line, _) =>
                {
                    var mod = MeterMod.Parse(line, command);
                    return (mod, isChecked ? mod.Check() : []);
                });
            },
            text,
            noCheck);
    }

    private static Command Dump(CommandContext context, string name, string description, bool isOptional)
    {
        var text = MeterArgument(isOptional);
        return context.OnSwitch(
            name,
            description,
            async (session, parsed) =>
            {
                session.Require(OpenFlowVersion.OpenFlow13, name);
                var request = new MeterDescRequest { MeterId = ParseMeter(parsed.GetValue(text)) };
                await session.WriteAsync(new MeterDescReply { Body = [.. await session.SendAsync(request)] });
            },
            text);
    }

    private static async Task CountAsync(SwitchSession session, string? meter)
    {
        session.Require(OpenFlowVersion.OpenFlow13, "meter-stats");
        var request = new MeterStatsRequest { MeterId = ParseMeter(meter) };
        await session.WriteAsync(new MeterStatsReply { Body = [.. await session.SendAsync(request)] });
    }

    private static async Task FeaturesAsync(SwitchSession session, ParseResult parsed)
    {
        session.Require(OpenFlowVersion.OpenFlow13, "meter-features");
        try
        {
            await session.WriteAsync(await session.SendAsync(new MeterFeaturesRequest()));
        }
        catch (MalformedReplyException error) when (session.Version == OpenFlowVersion.OpenFlow15)
        {
            throw new ToolException(
                $"{error.Message.TrimEnd('.')}. Open vSwitch 3.1 answers in the layout of OpenFlow 1.3: ask with -O OpenFlow14.", error);
        }
    }

    private static MeterId ParseMeter(string? text) => MeterMod.Parse(WithWord(text), MeterModCommand.Delete).MeterId;

    // A number stands for meter=N, nothing for all meters.
    private static string WithWord(string? text) =>
        text is null or "" ? "meter=all" : text == "-" || text.Contains('=', StringComparison.Ordinal) ? text : $"meter={text}";

    private static Argument<string?> MeterArgument(bool isOptional) => new("METER")
    {
        Description = "In meter syntax: 'meter=1,kbps,bands=type=drop,rate=1000'; to delete and print, a number.",
        Arity = isOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };
}
