using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Switches;

/// <summary>Sorts flows by one of their fields, as <c>ovs-ofctl --sort</c> does: those without the field come last.</summary>
internal static class FlowOrder
{
    /// <summary>Sorts flows; the order of those that are equal in the field stays.</summary>
    /// <exception cref="ToolException">There is no such field.</exception>
    public static List<FlowStats> Sort(IEnumerable<FlowStats> flows, string field, bool isDescending)
    {
        var key = Key(field);
        var keyed = flows.Select(flow => (Flow: flow, Key: key(flow))).ToList();
        var with = keyed.Where(each => each.Key is not null);
        var sorted = isDescending ? with.OrderByDescending(each => each.Key) : with.OrderBy(each => each.Key);
        return [.. sorted.Concat(keyed.Where(each => each.Key is null)).Select(each => each.Flow)];
    }

    private static Func<FlowStats, UInt128?> Key(string field) => field switch
    {
        "priority" => flow => flow.Priority,
        "table" => flow => flow.TableId.Value,
        "cookie" => flow => flow.Cookie,
        "n_packets" => flow => flow.PacketCount,
        "n_bytes" => flow => flow.ByteCount,
        "duration" => flow => (UInt128)flow.Duration.Ticks,
        _ when Fields(field) is { Count: > 0 } types => flow => Value(flow.Match, types),
        _ => throw new ToolException(
            $"Flows cannot be sorted by '{field}': write priority, table, cookie, n_packets, n_bytes, duration or a match field " +
            "such as in_port."),
    };

    private static UInt128? Value(Match match, List<OxmType> types)
    {
        foreach (var field in match)
        {
            if (types.Contains(field.Type) && !field.Type.IsUnknown)
                return field.Number;
        }

        return null;
    }

    // The standard's field and Nicira's of the same name, and the transport ports of all protocols.
    private static List<OxmType> Fields(string name)
    {
        string[] names = name switch
        {
            "tp_src" => ["tcp_src", "udp_src", "sctp_src"],
            "tp_dst" => ["tcp_dst", "udp_dst", "sctp_dst"],
            "ip_src" => ["nw_src"],
            "ip_dst" => ["nw_dst"],
            "eth_src" => ["dl_src"],
            "eth_dst" => ["dl_dst"],
            "eth_type" => ["dl_type"],
            _ => [name],
        };
        return [.. Oxm.All.Concat(Nxm.All).Where(type => names.Contains(type.ShortName) || names.Contains(type.Name))];
    }
}
