using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>
/// Packets to be sent as <c>ovs-ofctl packet-out</c> takes them: <c>in_port=CONTROLLER packet=ffff... actions=output:1</c>.
/// </summary>
internal static class PacketOutText
{
    private const string Packet = "packet";
    private const string Buffer = "buffer_id";
    private const string Actions = "actions";

    public static string Of(PacketOut message, Wording wording)
    {
        var parts = new List<string>();
        if (MatchWriter.Write(message.Match, wording) is { Length: > 0 } match)
            parts.Add(match);
        if (message.BufferId != BufferId.NoBuffer)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Buffer}={message.BufferId}"));
        if (!message.Data.IsEmpty)
            parts.Add($"{Packet}={message.Data}");
        parts.Add($"{Actions}={wording.Actions(message.Actions)}");
        return string.Join(' ', parts);
    }

    public static PacketOut Read(TextPart text, OpenFlowVersion version)
    {
        var message = new PacketOut();
        var match = new MatchReader(version);
        var hasInPort = false;
        var position = 0;
        TextPart? actions = null;
        while (actions is null && KeyValue.TryRead(text, ref position, out var pair))
        {
            if (pair.Key.Is(Actions) || pair.Key.Is("action"))
                actions = text[(position - pair.Value.Length)..];
            else if (pair.Key.Is(Packet))
                message = message with { Data = pair.Value.ReadBytes("a packet") };
            else if (pair.Key.Is(Buffer))
                message = message with { BufferId = pair.Value.ReadUInt32(Buffer) };
            else if (!match.TryTake(pair))
                pair.Key.Fail(
                    "a packet-out has in_port, pipeline fields as metadata, packet (or buffer_id) and, behind all others, actions");
            hasInPort |= pair.Key.Is("in_port");
        }

        if (message.Data.IsEmpty && message.BufferId == BufferId.NoBuffer)
            text.Fail("a packet-out has a packet in hexadecimal digits, as in packet=ffffffffffff...");
        var fields = match.ToMatch();
        return message with
        {
            Match = hasInPort ? fields : Match.Create([.. Match.OfInPort(PortNumber.Controller), .. fields]),
            Actions = actions is { } part ? ActionReader.ReadActions(part, version, fields) : [],
        };
    }
}
