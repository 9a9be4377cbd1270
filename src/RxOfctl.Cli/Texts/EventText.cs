using System.Globalization;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Texts;

/// <summary>What switches send unasked.</summary>
internal static class EventText
{
    public static string Of(PacketIn packet, Phrasing phrasing)
    {
        var cookie = phrasing.Version < OpenFlowVersion.OpenFlow13 || packet.Cookie == ulong.MaxValue
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" cookie=0x{packet.Cookie:x}");
        var buffer = packet.BufferId == BufferId.NoBuffer
            ? "(unbuffered)"
            : string.Create(CultureInfo.InvariantCulture, $"buffer=0x{packet.BufferId:x8}");
        return $"table_id={phrasing.Table(packet.TableId)}{cookie} total_len={packet.TotalLen} " +
            $"{packet.Match.ToText(phrasing.Version, phrasing.Names)} " +
            $"(via {MessageText.Words(packet.Reason).ToLowerInvariant()}) data_len={packet.Data.Length} {buffer}: {Packet(packet.Data)}";
    }

    public static string Of(FlowRemoved removed, Phrasing phrasing)
    {
        var match = removed.Match.ToText(phrasing.Version, phrasing.Names);
        var table = phrasing.Version == OpenFlowVersion.OpenFlow10 ? "" : $" table_id={phrasing.Table(removed.TableId)}";
        return $"priority={removed.Priority}{(match.Length == 0 ? "" : $",{match}")} " +
            $"reason={MessageText.Words(removed.Reason).ToLowerInvariant()}{table} " +
            $"cookie:0x{removed.Cookie.ToString("x", CultureInfo.InvariantCulture)} " +
            $"duration{Phrasing.Duration(removed.DurationSec, removed.DurationNsec)} " +
            $"idle{removed.IdleTimeout} hard{removed.HardTimeout} pkts{Phrasing.Count(removed.PacketCount)} " +
            $"bytes{Phrasing.Count(removed.ByteCount)}";
    }

    public static string Of(PortStatus status, Phrasing phrasing) =>
        $"{(status.Reason switch { PortReason.Add => "ADD", PortReason.Delete => "DEL", _ => "MOD" })}: " +
        $"{phrasing.Port(status.Desc.PortNo)}({status.Desc.Name}): " +
        $"addr:{status.Desc.HwAddr} config:{PortText.Config(status.Desc.Config)} state:{PortText.State(status.Desc.State)}";

    /// <summary>What a packet is, as far as it can be read.</summary>
    public static string Packet(ByteString data)
    {
        try
        {
            return $"{data.ParseEthernet()}";
        }
        catch (PacketFormatException)
        {
            return $"{data}";
        }
    }
}
