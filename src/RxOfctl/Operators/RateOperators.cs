using System.Reactive.Linq;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl;

/// <summary>The traffic of a port since the previous poll. A rate is null at the port's first poll, and if the datapath does not count
/// it.</summary>
/// <param name="Stats">The counters.</param>
/// <param name="RxPackets">Packets received per second.</param>
/// <param name="RxBytes">Bytes received per second.</param>
/// <param name="TxPackets">Packets sent per second.</param>
/// <param name="TxBytes">Bytes sent per second.</param>
public sealed record PortRate(PortStats Stats, double? RxPackets, double? RxBytes, double? TxPackets, double? TxBytes);

/// <summary>The traffic of a flow since the previous poll. A rate is null at the flow's first poll, and if the datapath does not count
/// it.</summary>
/// <param name="Stats">The counters.</param>
/// <param name="Packets">Packets per second.</param>
/// <param name="Bytes">Bytes per second.</param>
public sealed record FlowRate(FlowStats Stats, double? Packets, double? Bytes);

/// <summary>The traffic of a queue since the previous poll. A rate is null at the queue's first poll, and if the datapath does not count
/// it.</summary>
/// <param name="Stats">The counters.</param>
/// <param name="TxPackets">Packets sent per second.</param>
/// <param name="TxBytes">Bytes sent per second.</param>
public sealed record QueueRate(QueueStats Stats, double? TxPackets, double? TxBytes);

/// <summary>
/// Computes rates from polled counters. A counter that is lower than before has wrapped, at 32 or 64 bits, if it was in the highest quarter
/// of that range and is now in the lowest; otherwise, or if the entry is younger than before, it was reset and counts from zero.
/// </summary>
public static class RateOperators
{
    /// <summary>The rates of ports.</summary>
    /// <param name="source">The polled counters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<IReadOnlyList<PortRate>> PortRates(this IObservable<PollResult<PortStats>> source) => source.Rates(
        stats => stats.PortNo,
        stats => stats.Duration,
        (stats, rates) => new PortRate(stats, rates[0], rates[1], rates[2], rates[3]),
        stats => stats.RxPackets,
        stats => stats.RxBytes,
        stats => stats.TxPackets,
        stats => stats.TxBytes);

    /// <summary>The rates of flows, which are identified by table, priority and match.</summary>
    /// <param name="source">The polled counters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<IReadOnlyList<FlowRate>> FlowRates(this IObservable<PollResult<FlowStats>> source) => source.Rates(
        stats => (stats.TableId, stats.Priority, stats.Match),
        stats => stats.Duration,
        (stats, rates) => new FlowRate(stats, rates[0], rates[1]),
        stats => stats.PacketCount,
        stats => stats.ByteCount);

    /// <summary>The rates of queues.</summary>
    /// <param name="source">The polled counters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<IReadOnlyList<QueueRate>> QueueRates(this IObservable<PollResult<QueueStats>> source) => source.Rates(
        stats => (stats.PortNo, stats.QueueId),
        stats => stats.Duration,
        (stats, rates) => new QueueRate(stats, rates[0], rates[1]),
        stats => stats.TxPackets,
        stats => stats.TxBytes);

    /// <summary>The rates of any polled counters.</summary>
    /// <typeparam name="TEntry">The type of the entries, which have the counters.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TRate">The type of the results.</typeparam>
    /// <param name="source">The polled counters.</param>
    /// <param name="keySelector">Returns what identifies an entry.</param>
    /// <param name="age">Returns the age of an entry; always the same if it is not known.</param>
    /// <param name="resultSelector">Makes the result of an entry and, for each of the counters, the increase per second, or null if that is
    /// not known.</param>
    /// <param name="counters">Return the counters of an entry; all ones means not counted.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IReadOnlyList<TRate>> Rates<TEntry, TKey, TRate>(
        this IObservable<PollResult<TEntry>> source,
        Func<TEntry, TKey> keySelector,
        Func<TEntry, TimeSpan> age,
        Func<TEntry, IReadOnlyList<double?>, TRate> resultSelector,
        params Func<TEntry, ulong>[] counters)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(age);
        ArgumentNullException.ThrowIfNull(resultSelector);
        ArgumentNullException.ThrowIfNull(counters);
        return Observable.Defer(() =>
        {
            var before = new Dictionary<TKey, TEntry>();
            var at = DateTimeOffset.MinValue;
            return source.Select(IReadOnlyList<TRate> (poll) =>
            {
                var seconds = (poll.At - at).TotalSeconds;
                var now = new Dictionary<TKey, TEntry>();
                var rates = new List<TRate>(poll.Entries.Count);
                foreach (var entry in poll.Entries)
                {
                    var key = keySelector(entry);
                    var increases = new double?[counters.Length];
                    if (before.TryGetValue(key, out var previous))
                    {
                        var isYounger = age(entry) < age(previous);
                        increases = Array.ConvertAll(counters, counter => Increase(counter(previous), counter(entry), isYounger) / seconds);
                    }

                    rates.Add(resultSelector(entry, increases));
                    now[key] = entry;
                }

                (before, at) = (now, poll.At);
                return rates;
            });
        });
    }

    private static double? Increase(ulong before, ulong now, bool isYounger)
    {
        if (before == ulong.MaxValue || now == ulong.MaxValue)
            return null;
        if (isYounger)
            return now;
        if (now >= before)
            return now - before;
        if (HasWrapped(before, now, uint.MaxValue))
            return (1UL << 32) - before + now;
        return HasWrapped(before, now, ulong.MaxValue) ? unchecked(now - before) : now;
    }

    private static bool HasWrapped(ulong before, ulong now, ulong highest) =>
        before <= highest && before > highest - (highest / 4) && now < highest / 4;
}
