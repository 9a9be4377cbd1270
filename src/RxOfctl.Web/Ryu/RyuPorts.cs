using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Web.Ryu;

/// <summary>Ports, queues and tables in Ryu's JSON.</summary>
internal static class RyuPorts
{
    private static readonly string[] Wildcards10 =
    [
        "IN_PORT", "DL_VLAN", "DL_SRC", "DL_DST", "DL_TYPE", "NW_PROTO", "TP_SRC", "TP_DST",
    ];

    public static void Write(Utf8JsonWriter json, PortStats port, OpenFlowVersion version)
    {
        json.WritePort("port_no", port.PortNo, version);
        json.WriteNumber("rx_packets", port.RxPackets);
        json.WriteNumber("tx_packets", port.TxPackets);
        json.WriteNumber("rx_bytes", port.RxBytes);
        json.WriteNumber("tx_bytes", port.TxBytes);
        json.WriteNumber("rx_dropped", port.RxDropped);
        json.WriteNumber("tx_dropped", port.TxDropped);
        json.WriteNumber("rx_errors", port.RxErrors);
        json.WriteNumber("tx_errors", port.TxErrors);
        json.WriteNumber("rx_frame_err", port.RxFrameErr);
        json.WriteNumber("rx_over_err", port.RxOverErr);
        json.WriteNumber("rx_crc_err", port.RxCrcErr);
        json.WriteNumber("collisions", port.Collisions);
        if (version < OpenFlowVersion.OpenFlow13)
            return;
        json.WriteNumber("duration_sec", port.DurationSec);
        json.WriteNumber("duration_nsec", port.DurationNsec);
    }

    public static void Write(Utf8JsonWriter json, Port port, OpenFlowVersion version)
    {
        json.WritePort("port_no", port.PortNo, version);
        json.WriteString("hw_addr", $"{port.HwAddr}");
        json.WriteString("name", port.Name);
        json.WriteNumber("config", (uint)port.Config);
        json.WriteNumber("state", (uint)port.State);
        json.WriteNumber("curr", Bits(port.Curr, version));
        json.WriteNumber("advertised", Bits(port.Advertised, version));
        json.WriteNumber("supported", Bits(port.Supported, version));
        json.WriteNumber("peer", Bits(port.Peer, version));
        if (version == OpenFlowVersion.OpenFlow10)
            return;
        json.WriteNumber("curr_speed", port.CurrSpeed);
        json.WriteNumber("max_speed", port.MaxSpeed);
    }

    public static void Write(Utf8JsonWriter json, QueueStats queue, OpenFlowVersion version)
    {
        json.WriteNumber("port_no", RyuNumbers.Wire(queue.PortNo, version));
        json.WriteNumber("queue_id", queue.QueueId);
        json.WriteNumber("tx_bytes", queue.TxBytes);
        json.WriteNumber("tx_errors", queue.TxErrors);
        json.WriteNumber("tx_packets", queue.TxPackets);
        if (version < OpenFlowVersion.OpenFlow13)
            return;
        json.WriteNumber("duration_sec", queue.DurationSec);
        json.WriteNumber("duration_nsec", queue.DurationNsec);
    }

    public static void Write(Utf8JsonWriter json, QueueDesc queue, OpenFlowVersion version)
    {
        json.WritePort("port", queue.PortNo, version);
        json.WriteQueue(queue.QueueId);
        json.WriteStartArray("properties");
        foreach (var property in queue.Properties)
        {
            var (name, rate) = property switch
            {
                MinRateQueueProperty min => ("MIN_RATE", min.Rate),
                MaxRateQueueProperty max => ("MAX_RATE", max.Rate),
                _ => ("EXPERIMENTER", (ushort?)null),
            };
            json.WriteStartObject();
            json.WriteString("property", name);
            if (rate is { } known)
                json.WriteNumber("rate", known);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, TableStats table, OpenFlowVersion version)
    {
        json.WriteTable(table.TableId);
        if (version == OpenFlowVersion.OpenFlow10)
        {
            json.WriteString("name", table.Name);
            json.WriteNames("wildcards", WildcardsOf((uint)table.Wildcards));
            json.WriteNumber("max_entries", table.MaxEntries);
        }

        json.WriteNumber("active_count", table.ActiveCount);
        json.WriteNumber("lookup_count", table.LookupCount);
        json.WriteNumber("matched_count", table.MatchedCount);
    }

    /// <summary>The features that a version has by these bits.</summary>
    public static PortFeatures FeaturesOf(uint bits, OpenFlowVersion version) =>
        (PortFeatures)(version == OpenFlowVersion.OpenFlow10 ? (bits & 0x7f) | (bits & 0xf80) << 4 : bits);

    // The names of the fields of ofp_flow_wildcards. Ryu takes the bits for numbers of bits, and gives other names.
    private static IEnumerable<string> WildcardsOf(uint wildcards)
    {
        for (var bit = 0; bit < Wildcards10.Length; bit++)
        {
            if ((wildcards & 1u << bit) != 0)
                yield return Wildcards10[bit];
        }

        if ((wildcards & 0x3fu << 8) != 0)
            yield return "NW_SRC";
        if ((wildcards & 0x3fu << 14) != 0)
            yield return "NW_DST";
        if ((wildcards & 1u << 20) != 0)
            yield return "DL_VLAN_PCP";
        if ((wildcards & 1u << 21) != 0)
            yield return "NW_TOS";
    }

    // From OpenFlow 1.1 on there are four bits more between the rates and the media.
    private static uint Bits(PortFeatures features, OpenFlowVersion version) =>
        version == OpenFlowVersion.OpenFlow10 ? ((uint)features & 0x7f) | ((uint)features >> 4 & 0xf80) : (uint)features;
}
