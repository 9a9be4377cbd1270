using System.Globalization;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Cli.Texts;

/// <summary>Messages as text, in the layout of <c>ovs-ofctl</c> without its line of type and transaction id.</summary>
internal static class MessageText
{
    /// <summary>Writes a message, on lines of their own.</summary>
    public static void Write(TextWriter writer, OpenFlowMessage message, Phrasing phrasing)
    {
        switch (message)
        {
            case FeaturesReply features:
                SwitchText.Write(writer, features, phrasing);
                break;
            case DescReply desc:
                SwitchText.Write(writer, desc);
                break;
            case GetConfigReply config:
                writer.WriteLine($"frags={SwitchText.Fragments(config.Flags)} miss_send_len={config.MissSendLen}");
                break;
            case RoleReply role:
                writer.WriteLine($"role={SwitchText.Role(role.Role)} generation_id={SwitchText.Generation(role.GenerationId)}");
                break;
            case PortDescReply ports:
                WriteAll(writer, ports.Body, (port, to) => PortText.Write(to, port, phrasing));
                break;
            case PortStatsReply ports:
                WriteAll(writer, ports.Body, (port, to) => PortText.Write(to, port, phrasing));
                break;
            case FlowStatsReply flows:
                WriteAll(writer, flows.Body, (flow, to) => to.WriteLine(' ' + flow.ToText(phrasing.Version, phrasing.Names)));
                break;
            case AggregateStatsReply sum:
                WriteSum(writer, sum.PacketCount, sum.ByteCount, sum.FlowCount);
                break;
            case TableStatsReply tables:
                TableText.Write(writer, tables.Body, phrasing);
                break;
            case TableDescReply tables:
                WriteAll(writer, tables.Body, (table, to) => TableText.Write(to, table, phrasing));
                break;
            case TableFeaturesReply tables:
                TableFeaturesText.Write(writer, tables.Body, phrasing);
                break;
            case GroupDescReply groups:
                WriteAll(writer, groups.Body, (group, to) => to.WriteLine(' ' + group.ToText(phrasing.Version, phrasing.Names)));
                break;
            case GroupStatsReply groups:
                WriteAll(writer, groups.Body, (group, to) => to.WriteLine(' ' + GroupMeterText.Of(group)));
                break;
            case GroupFeaturesReply features:
                GroupMeterText.Write(writer, features, phrasing.Version);
                break;
            case MeterDescReply meters:
                WriteAll(writer, meters.Body, (meter, to) => to.WriteLine($"{meter}"));
                break;
            case MeterStatsReply meters:
                WriteAll(writer, meters.Body, (meter, to) => GroupMeterText.Write(to, meter));
                break;
            case MeterFeaturesReply features:
                GroupMeterText.Write(writer, features);
                break;
            case QueueStatsReply queues:
                WriteAll(writer, queues.Body, (queue, to) => to.WriteLine(QueueText.Of(queue, phrasing)));
                break;
            case QueueDescReply queues:
                QueueText.Write(writer, queues.Body, phrasing);
                break;
            case QueueGetConfigReply queues:
                QueueText.Write(writer, [.. queues.Queues.Select(queue => queue with { PortNo = queues.Port })], phrasing);
                break;
            case NiciraTlvTableReply table:
                NiciraText.Write(writer, table);
                break;
            case NiciraIpfixBridgeStatsReply ipfix:
                NiciraText.Write(writer, [ipfix.Stats]);
                break;
            case NiciraIpfixFlowStatsReply ipfix:
                NiciraText.Write(writer, ipfix.Body);
                break;
            default:
                writer.WriteLine(Of(message, phrasing));
                break;
        }
    }

    /// <summary>A message as one line, without the name of its type.</summary>
    public static string Of(OpenFlowMessage message, Phrasing phrasing) => message switch
    {
        FlowMod mod => mod.ToText(phrasing.Version, phrasing.Names),
        GroupMod mod => mod.ToText(phrasing.Version, phrasing.Names),
        PacketOut packet => packet.ToText(phrasing.Version, phrasing.Names),
        PacketIn packet => EventText.Of(packet, phrasing),
        FlowRemoved removed => EventText.Of(removed, phrasing),
        PortStatus status => EventText.Of(status, phrasing),
        RoleStatus status => $"role={SwitchText.Role(status.Role)} reason={Words(status.Reason)} " +
            $"generation_id={SwitchText.Generation(status.GenerationId)}",
        ErrorMessage error => ErrorText.Of(error),
        FlowMonitorReply updates => string.Join(
            Environment.NewLine, updates.Body.Select(update => update.ToText(phrasing.Version, phrasing.Names))),
        RequestForward forward => Of(forward.Request, phrasing),
        _ => $"{message}",
    };

    /// <summary>A message's type and content as one line, for streams of messages.</summary>
    public static string Line(OpenFlowMessage message, Phrasing phrasing)
    {
        var type = message.GetType().Name;
        var text = Of(message, phrasing);
        // What has no notation of its own is a record, which begins with its type.
        return text.StartsWith(type, StringComparison.Ordinal) ? text : $"{type} {text}";
    }

    /// <summary>A value of an enumeration as the specification's last words: <c>DELETE</c>, <c>IDLE_TIMEOUT</c>.</summary>
    public static string Words<T>(T value)
        where T : struct, Enum => string.Concat($"{value}".Select((letter, place) =>
            place > 0 && char.IsAsciiLetterUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));

    private static void WriteAll<T>(TextWriter writer, IEnumerable<T> entries, Action<T, TextWriter> write)
    {
        foreach (var entry in entries)
            write(entry, writer);
    }

    private static void WriteSum(TextWriter writer, ulong packets, ulong bytes, uint flows) =>
        writer.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"packet_count={Phrasing.Count(packets)} byte_count={Phrasing.Count(bytes)} " +
                $"flow_count={flows}"));
}
