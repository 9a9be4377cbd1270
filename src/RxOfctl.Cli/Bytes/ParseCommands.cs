using System.CommandLine;
using System.Text.Json;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Cli.Bytes;

/// <summary>Reads texts: prints them as the tool reads them, or the bytes that are sent for them. Needs no switch.</summary>
internal static class ParseCommands
{
    // The message's own id does not matter: it is that of the first message of a connection.
    private const uint Xid = 1;

    // What a text may be, and how it is read.
    private static readonly (string Kind, string Example, Func<string, OpenFlowVersion, OpenFlowMessage> Read)[] Kinds =
    [
        ("flow", "tcp,tp_dst=80,actions=output:2", (text, version) => FlowMod.Parse(text, version)),
        ("group", "group_id=1,type=all,bucket=output:1", (text, version) => GroupMod.Parse(text, version)),
        ("meter", "meter=1,kbps,bands=type=drop,rate=1000", (text, _) => MeterMod.Parse(text)),
        ("packet-out", "in_port=1 packet=ffffffffffff0200000000010800 actions=output:2", (text, version) => PacketOut.Parse(text, version)),
    ];

    public static IEnumerable<Command> Create(CommandContext context)
    {
        foreach (var (kind, example, read) in Kinds)
        {
            yield return Parse(context, $"parse-{kind}", $"Prints how a {kind} is read: '{example}'.", read, isFile: false);
            if (kind == "flow")
                yield return Parse(context, "parse-flows", "Prints how the flows of a file are read.", read, isFile: true);
        }

        yield return Encode(context);
    }

    private static Command Parse(
        CommandContext context, string name, string description, Func<string, OpenFlowVersion, OpenFlowMessage> read, bool isFile)
    {
        var argument = new Argument<string>(isFile ? "FILE" : "TEXT")
        {
            Description = isFile ? "One a line; '-' is the standard input." : "The text; '-' reads one a line from the standard input.",
        };
        return context.Plain(
            name,
            description + " Exits with 1 if Open vSwitch would refuse it.",
            (settings, parsed, _) =>
            {
                var version = settings.Versions.Max();
                var output = new Output(context.Console, settings);
                var text = parsed.GetRequiredValue(argument);
                var isSound = true;
                foreach (var line in isFile ? SourceLine.ReadFile(context.Console, text) : SourceLine.ReadArgument(context.Console, text))
                {
                    var message = Read(line, version, read);
                    output.Write(Texts.MessageText.Of(message, new(version, null)), writer => writer.WriteProtocol("message", message));
                    foreach (var fault in Faults(message))
                    {
                        isSound = false;
                        context.Console.Error.WriteLine($"rxofctl: {line.Place}{fault}.");
                    }
                }

                return Task.FromResult(isSound ? 0 : 1);
            },
            argument);
    }

    private static Command Encode(CommandContext context)
    {
        var kind = new Argument<string>("KIND") { Description = "flow, group, meter, packet-out, or json for messages in JSON." };
        kind.AcceptOnlyFromAmong([.. Kinds.Select(each => each.Kind), "json"]);
        kind.HelpName = "KIND";
        var argument = new Argument<string>("TEXT") { Description = "The text; '-' reads one a line from the standard input." };
        return context.Plain(
            "encode",
            "Prints the bytes of a message in hexadecimal, in the latest of the versions that -O gives.",
            (settings, parsed, _) =>
            {
                var version = settings.Versions.Max();
                var output = new Output(context.Console, settings);
                var read = Array.Find(Kinds, each => each.Kind == parsed.GetRequiredValue(kind)).Read ?? ReadJson;
                foreach (var line in SourceLine.ReadArgument(context.Console, parsed.GetRequiredValue(argument)))
                {
                    var bytes = OpenFlowCodec.Encode(Read(line, version, read), version, Xid, EncodeOptions.NiciraFlowMod);
                    var hex = Convert.ToHexStringLower(bytes);
                    output.Write(hex, writer => writer.WriteString("bytes", hex));
                }

                return Task.FromResult(0);
            },
            kind,
            argument);
    }

    private static OpenFlowMessage Read(SourceLine line, OpenFlowVersion version, Func<string, OpenFlowVersion, OpenFlowMessage> read)
    {
        try
        {
            return read(line.Text, version);
        }
        catch (Exception error) when (error is OpenFlowFormatException or JsonException)
        {
            throw new ToolException($"{line.Place}{error.Message}", error);
        }
    }

    // What decode --json prints of a message, or its member "message" alone.
    private static OpenFlowMessage ReadJson(string text, OpenFlowVersion version)
    {
        using var document = JsonDocument.Parse(text);
        var message = document.RootElement.TryGetProperty("message", out var inner) ? inner : document.RootElement;
        return JsonSerializer.Deserialize(message, JsonValues.TypeInfo<OpenFlowMessage>())!;
    }

    private static IReadOnlyList<string> Faults(OpenFlowMessage message) => message switch
    {
        FlowMod flow => flow.Check(),
        GroupMod group => group.Check(),
        MeterMod meter => meter.Check(),
        _ => [],
    };
}
