using System.CommandLine;
using System.Globalization;
using System.Reactive.Linq;
using RxOfctl.Cli.Switches;
using RxOfctl.Cli.Texts;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Commands;

/// <summary>Prints what a switch sends, or what it exchanges with its controller, until Ctrl-C.</summary>
internal static class MonitorCommands
{
    private const string Watch = "watch:";
    private const string InvalidTtl = "invalid_ttl";

    public static IEnumerable<Command> Create(CommandContext context)
    {
        var what = new Argument<string[]>("WHAT")
        {
            Description = "A number: how many bytes of packets that miss all flows to send (none come without it). invalid_ttl: " +
                "packets whose TTL ends, 1.1 and 1.2. "
                + "watch:SPEC: changes of flows, with !initial, !add, !delete, !modify, !actions, !own, table=, out_port= and match " +
                    "fields.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        yield return context.OnSwitch(
            "monitor", "Prints the messages that the switch sends, until " +
            "Ctrl-C.", (session, parsed) => MonitorAsync(session, parsed.GetValue(what) ?? []), what);

        var bridge = new Argument<string>("SWITCH") { Description = "A bridge of Open vSwitch here, or an address." };
        yield return context.Plain(
            "snoop",
            "Prints the messages between a bridge of Open vSwitch and its controller, until Ctrl-C.",
            (settings, parsed, cancellation) => SnoopAsync(context.Console, settings, parsed.GetRequiredValue(bridge), cancellation),
            bridge);
    }

    private static async Task MonitorAsync(SwitchSession session, string[] what)
    {
        var (config, monitors) = await ReadAsync(session, what);
        var names = await session.NamesToWriteAsync();
        var printing = session.Datapath.Messages.ForEachAsync(
            each => MessageStream.Write(session.Output, each.ReceivedAt, each.Xid, each.Message, new(session.Version, names)),
            session.Cancellation);
        if (config is not null)
            await session.SendAsync(config);
        if (monitors.Count > 0)
            await session.Datapath.SendAsync(new FlowMonitorRequest { Body = [.. monitors] }, session.Cancellation);
        await printing;
        throw new ToolException($"{session.Datapath.RemoteEndPoint}: the switch ended the connection.");
    }

    private static async Task<(SetConfig? Config, List<FlowMonitor> Monitors)> ReadAsync(SwitchSession session, string[] what)
    {
        ushort? missLength = null;
        var flags = ConfigFlags.FragNormal;
        var monitors = new List<FlowMonitor>();
        foreach (var word in what)
        {
            if (ushort.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                missLength = length;
            else if (word == InvalidTtl)
                flags |= ConfigFlags.InvalidTtlToController;
            else if (word.StartsWith(Watch, StringComparison.Ordinal))
                monitors.Add(await MonitorOfAsync(session, word[Watch.Length..], (uint)monitors.Count));
            else
                throw new ToolException($"'{word}' is nothing to monitor: write a number of bytes, {InvalidTtl} or {Watch}SPEC.");
        }

        if (missLength is null && flags == ConfigFlags.FragNormal)
            return (null, monitors);
        var now = await session.SendAsync(new GetConfigRequest());
        return (new() { Flags = now.Flags | flags, MissSendLen = missLength ?? now.MissSendLen }, monitors);
    }

    private static async Task<FlowMonitor> MonitorOfAsync(SwitchSession session, string text, uint id)
    {
        var monitor = await session.ParseAsync(text, (spec, names) => FlowMonitor.Parse(spec, session.Version, names));
        return monitor with { MonitorId = id };
    }

    private static async Task<int> SnoopAsync(ToolConsole console, Settings settings, string bridge, CancellationToken cancellation)
    {
        var target = SwitchTarget.Parse(bridge, console, "snoop");
        var output = new Output(console, settings);
        await FrameReader.ReadAsync(target, settings, frame => Print(output, console.Scheduler.Now, frame), cancellation);
        throw new ToolException($"{target.Text}: the connection ended. Is {bridge} a bridge with a controller?");
    }

    private static void Print(Output output, DateTimeOffset time, ReadOnlyMemory<byte> frame)
    {
        var version = (OpenFlowVersion)frame.Span[0];
        try
        {
            var message = OpenFlowCodec.Decode(frame.Span, out var xid);
            MessageStream.Write(output, time, xid, message, new(version, null));
        }
        catch (OpenFlowDecodeException malformed)
        {
            output.WriteLine($"{MessageStream.Time(time)} {malformed.Message} {Convert.ToHexStringLower(frame.Span)}");
            output.Flush();
        }
    }
}
