using RxOfctl.Protocol;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>What identifies something among all datapaths of a fleet.</summary>
/// <typeparam name="TKey">What identifies it on its datapath.</typeparam>
/// <param name="DatapathId">The datapath.</param>
/// <param name="Key">The key on the datapath.</param>
public readonly record struct FleetKey<TKey>(DatapathId DatapathId, TKey Key)
    where TKey : notnull
{
    /// <summary>The datapath and the key.</summary>
    public override string ToString() => $"{DatapathId}: {Key}";
}

/// <summary>What identifies a queue on a datapath.</summary>
/// <param name="PortNo">The port.</param>
/// <param name="QueueId">The queue of the port.</param>
public readonly record struct QueueKey(PortNumber PortNo, uint QueueId);

/// <summary>The traffic of a table since the previous poll. A rate is null at the first poll, and if the datapath does not count
/// it.</summary>
/// <param name="Stats">The counters.</param>
/// <param name="Lookups">Packets looked up per second.</param>
/// <param name="Matches">Packets that matched a flow per second.</param>
public sealed record TableRate(TableStats Stats, double? Lookups, double? Matches);

/// <summary>The traffic of a group since the previous poll. A rate is null at the first poll, and if the datapath does not count
/// it.</summary>
/// <param name="Stats">The counters.</param>
/// <param name="Packets">Packets per second.</param>
/// <param name="Bytes">Bytes per second.</param>
public sealed record GroupRate(GroupStats Stats, double? Packets, double? Bytes);

/// <summary>The traffic of a meter since the previous poll. A rate is null at the first poll, and if the datapath does not count
/// it.</summary>
/// <param name="Stats">The counters.</param>
/// <param name="Packets">Packets that came to it per second.</param>
/// <param name="Bytes">Bytes that came to it per second.</param>
public sealed record MeterRate(MeterStats Stats, double? Packets, double? Bytes);
