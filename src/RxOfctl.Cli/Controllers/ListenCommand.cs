using System.CommandLine;
using System.Reactive.Linq;
using RxOfctl.Cli.Texts;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Controllers;

/// <summary><c>rxofctl listen</c>: who connects and disconnects, and what switches send.</summary>
internal static class ListenCommand
{
    public static Command Create(CommandContext context)
    {
        var addresses = ListeningController.Addresses();
        var filter = new Option<string?>("--filter", "-f")
        {
            Description = "A match in flow syntax: of packet-ins only those whose packet matches, of flow-removed those of such " +
                "flows, and no other messages.",
            HelpName = "MATCH",
        };
        var types = new Option<string[]>("--type")
        {
            Description = "Only messages of this type, as packet_in, flow_removed, port_status; may be repeated.",
            HelpName = "TYPE",
            Arity = ArgumentArity.OneOrMore,
        };
        var missLength = new Option<ushort?>("--miss-len")
        {
            Description = "Configures switches to send so many bytes of packets that miss all flows. Without it switches are not " +
                "configured.",
            HelpName = "BYTES",
        };
        return context.Plain(
            "listen",
            "Is the controller of switches that connect, and prints who comes and goes and what they send, until Ctrl-C. Changes " +
            "nothing on them.",
            (settings, parsed, cancellation) => RunAsync(
                context.Console,
                settings,
                parsed.GetValue(addresses) ?? [],
                new(
                    parsed.GetValue(filter) is { } match ? Match.Parse(match, settings.Versions.Max()) : null,
                    parsed.GetValue(types) ?? []),
                parsed.GetValue(missLength),
                cancellation),
            addresses,
            filter,
            types,
            missLength);
    }

    private static async Task<int> RunAsync(
        ToolConsole console,
        Settings settings,
        string[] addresses,
        MessageFilter filter,
        ushort? missLength,
        CancellationToken cancellation)
    {
        var output = new Output(console, settings);
        var (controller, targets) = ListeningController.Create(console, settings, addresses);
        await using var ending = controller;
        // One serial stream: a line is never written into another.
        var coming = controller.Datapaths.Connect()
            .SelectMany(changes => changes.Where(change => change.Reason is ChangeReason.Add or ChangeReason.Update))
            .Select<Change<Datapath, DatapathId>, Action>(change => () => Write(output, console.Scheduler.Now, change.Current));
        var going = controller.Connections
            .Where(change => change.State == ConnectionState.Closed)
            .Select<ConnectionChange, Action>(change => () => Write(output, change));
        var messages = controller.Messages
            .Where(envelope => filter.Passes(envelope.Message))
            .Select<Envelope<OpenFlowMessage>, Action>(envelope => () => Write(output, envelope, settings));
        var printing = Observable.Merge(coming, going, messages).ForEachAsync(write => write(), cancellation);
        using var configuring = missLength is { } length
            ? controller.Datapaths.Connect().Subscribe(changes => Configure(changes, length))
            : System.Reactive.Disposables.Disposable.Empty;
        using var dialing = ListeningController.Start(console, controller, targets);
        var where = string.Join(", ", controller.LocalEndPoints);
        output.Write(
            $"Listening at {(where.Length > 0 ? where : "nothing, dialing")}. Ctrl-C ends.",
            writer => writer.WriteString("listening", where));
        output.Flush();
        await printing;
        return 0;
    }

    private static void Configure(IChangeSet<Datapath, DatapathId> changes, ushort length)
    {
        foreach (var change in changes.Where(change => change.Reason is ChangeReason.Add or ChangeReason.Update))
            change.Current.TrySend(new SetConfig { MissSendLen = length });
    }

    private static void Write(Output output, DateTimeOffset time, Datapath datapath)
    {
        output.Write(
            $"{MessageStream.Time(time)} + {datapath.Id} {datapath.RemoteEndPoint} {datapath.Version.ToText()}, " +
            $"{datapath.Ports.Count} ports",
            writer =>
            {
                writer.WriteString("time", time.ToUniversalTime());
                writer.WriteString("event", "connected");
                writer.WriteString("datapath", $"{datapath.Id}");
                writer.WriteString("peer", datapath.RemoteEndPoint);
                writer.WriteString("version", datapath.Version.ToText());
            });
        output.Flush();
    }

    private static void Write(Output output, ConnectionChange change)
    {
        output.Write(
            $"{MessageStream.Time(change.At)} - {change.DatapathId?.ToString() ?? "no datapath"} {change.Peer}: {change.Reason}",
            writer =>
            {
                writer.WriteString("time", change.At.ToUniversalTime());
                writer.WriteString("event", "disconnected");
                writer.WriteString("datapath", change.DatapathId?.ToString());
                writer.WriteString("peer", change.Peer);
                writer.WriteString("reason", change.Reason);
            });
        output.Flush();
    }

    private static void Write(Output output, Envelope<OpenFlowMessage> envelope, Settings settings)
    {
        var names = settings.WritesNames ? Protocol.Text.SwitchNames.Of(envelope.Datapath.Ports.Items) : null;
        if (output.IsJson)
        {
            output.WriteObject(writer =>
            {
                writer.WriteString("time", envelope.ReceivedAt.ToUniversalTime());
                writer.WriteString("datapath", $"{envelope.Datapath.Id}");
                MessageJson.WriteMembers(writer, envelope.Datapath.Version, envelope.Xid, envelope.Message);
            });
        }
        else
        {
            output.WriteLine(
                $"{MessageStream.Time(envelope.ReceivedAt)}   {envelope.Datapath.Id} " +
                $"{MessageText.Line(envelope.Message, new(envelope.Datapath.Version, names))}");
        }

        output.Flush();
    }
}
