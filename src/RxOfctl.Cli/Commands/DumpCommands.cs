using System.CommandLine;
using RxOfctl.Cli.Switches;
using RxOfctl.Cli.Texts;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Commands;

/// <summary>What a switch is, its ports, its tables, its handling of fragments.</summary>
internal static class DumpCommands
{
    public static IEnumerable<Command> Create(CommandContext context)
    {
        yield return context.OnSwitch("show", "Prints what the switch is, its ports and its configuration.", ShowAsync);
        yield return context.OnSwitch(
            "dump-desc", "Prints who made the switch.", async (session, _) => await WriteReplyAsync(session, new DescRequest()));
        yield return context.OnSwitch(
            "dump-tables",
            "Prints the statistics of the flow tables.",
            async (session, _) =>
                await session.WriteAsync(new TableStatsReply { Body = [.. await session.SendAsync(new TableStatsRequest())] })
                );
        yield return context.OnSwitch(
            "dump-table-features", "Prints what the flow tables can do. OpenFlow 1.3 and later.", TableFeaturesAsync);
        yield return context.OnSwitch(
            "dump-table-desc", "Prints the configuration of the flow tables. OpenFlow 1.4 and later.", TableDescAsync);

        var statsPort = OptionalPort();
        yield return context.OnSwitch(
            "dump-ports",
            "Prints the counters of the ports.",
            (session, parsed) => PortStatsAsync(session, parsed.GetValue(statsPort)),
            statsPort);
        var descPort = OptionalPort();
        yield return context.OnSwitch(
            "dump-ports-desc", "Prints the ports.", (session, parsed) => PortDescAsync(session, parsed.GetValue(descPort)), descPort);

        yield return context.OnSwitch("get-frags", "Prints how the switch handles fragments of IP.", GetFragmentsAsync);
        var mode = new Argument<string>("MODE") { Description = "normal, drop, reassemble or nx-match." };
        mode.AcceptOnlyFromAmong("normal", "drop", "reassemble", "nx-match");
        mode.HelpName = "MODE";
        yield return context.OnSwitch(
            "set-frags", "Sets how the switch handles fragments of " +
            "IP.", (session, parsed) => SetFragmentsAsync(session, parsed.GetRequiredValue(mode)), mode);
    }

    private static async Task ShowAsync(SwitchSession session, ParseResult parsed)
    {
        var features = session.Datapath.Features;
        var ports = await session.PortsAsync();
        var config = await session.SendAsync(new GetConfigRequest());
        if (session.Output.IsJson)
        {
            session.Output.WriteObject(writer =>
            {
                writer.WriteString("version", session.Version.ToText());
                writer.WriteProtocol("features", features with { Ports = [] });
                writer.WriteProtocol("ports", ports.ToValueList());
                writer.WriteProtocol("config", config);
            });
            return;
        }

        session.Output.WriteLine($"{session.Version.ToText()} at {session.Datapath.RemoteEndPoint}");
        session.Output.Write(features with { Ports = [] }, session.Version, null);
        session.Output.Write(new PortDescReply { Body = [.. ports] }, session.Version, null);
        session.Output.Write(config, session.Version, null);
    }

    private static async Task WriteReplyAsync<TReply>(SwitchSession session, IOpenFlowRequest<TReply> request)
        where TReply : OpenFlowMessage => await session.WriteAsync(await session.SendAsync(request));

    private static async Task TableFeaturesAsync(SwitchSession session, ParseResult parsed)
    {
        session.Require(OpenFlowVersion.OpenFlow13, "dump-table-features");
        await session.WriteAsync(new TableFeaturesReply { Body = [.. await session.SendAsync(new TableFeaturesRequest())] });
    }

    private static async Task TableDescAsync(SwitchSession session, ParseResult parsed)
    {
        session.Require(OpenFlowVersion.OpenFlow14, "dump-table-desc");
        await session.WriteAsync(new TableDescReply { Body = [.. await session.SendAsync(new TableDescRequest())] });
    }

    private static async Task PortStatsAsync(SwitchSession session, string? port)
    {
        var request = new PortStatsRequest { PortNo = port is null ? PortNumber.Any : await session.ParsePortAsync(port) };
        await session.WriteAsync(new PortStatsReply { Body = [.. await session.SendAsync(request)] });
    }

    private static async Task PortDescAsync(SwitchSession session, string? port)
    {
        var all = await session.PortsAsync();
        var one = port is null ? PortNumber.Any : await session.ParsePortAsync(port);
        var ports = one == PortNumber.Any ? all : all.Where(each => each.PortNo == one).ToList();
        if (ports.Count == 0 && one != PortNumber.Any)
            throw new ToolException($"The switch has no port {port}: dump-ports-desc without a port lists those it has.");
        await session.WriteAsync(new PortDescReply { Body = [.. ports] });
    }

    private static async Task GetFragmentsAsync(SwitchSession session, ParseResult parsed)
    {
        var config = await session.SendAsync(new GetConfigRequest());
        var mode = SwitchText.Fragments(config.Flags);
        session.Output.Write(mode, writer => writer.WriteString("frags", mode));
    }

    private static async Task SetFragmentsAsync(SwitchSession session, string mode)
    {
        var before = await session.SendAsync(new GetConfigRequest());
        var flags = SwitchText.WithFragments(before.Flags, mode)
            ?? throw new ToolException($"'{mode}' is not a handling of fragments: write normal, drop, reassemble or nx-match.");
        await session.SendAsync(new SetConfig { Flags = flags, MissSendLen = before.MissSendLen });
        // A switch that does not have a mode keeps the one it had, without an error.
        var after = await session.SendAsync(new GetConfigRequest());
        if (after.Flags != flags)
            throw new ToolException($"The switch does not have '{mode}'; it stays at '{SwitchText.Fragments(after.Flags)}'.");
    }

    private static Argument<string?> OptionalPort() =>
        new("PORT") { Description = "A port's number or name; all if left out.", Arity = ArgumentArity.ZeroOrOne };
}
