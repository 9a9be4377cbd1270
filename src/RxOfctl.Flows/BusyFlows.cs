using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>Polls the busiest flows of a datapath, each alone, more often than all are polled. Not thread-safe.</summary>
/// <param name="source">The datapath.</param>
/// <param name="filter">Which flows are observed.</param>
/// <param name="period">How often they are polled.</param>
/// <param name="onRate">Gets the rates.</param>
internal sealed class BusyFlows(StatsSource source, FlowStatsRequest filter, TimeSpan period, Action<FlowRate> onRate) : IDisposable
{
    /// <summary>How many flows are polled more often at most.</summary>
    public const int MaxCount = 32;

    private readonly Dictionary<FlowKey, IDisposable> _polled = [];

    /// <summary>Chooses the busiest.</summary>
    /// <param name="rates">All flows.</param>
    public void Choose(IReadOnlyList<FlowRate> rates)
    {
        Dictionary<FlowKey, FlowRate> busiest = rates
            .Where(static rate => rate.Packets > 0)
            .OrderByDescending(static rate => rate.Packets)
            .Take(MaxCount)
            .ToDictionary(static rate => ObserveOperators.KeyOf(rate.Stats));
        foreach (var key in _polled.Keys.Where(key => !busiest.ContainsKey(key)).ToArray())
        {
            _polled.Remove(key, out var polling);
            polling!.Dispose();
        }

        foreach (var key in busiest.Keys)
        {
            if (!_polled.ContainsKey(key))
                _polled[key] = Poll(key);
        }
    }

    public void Dispose()
    {
        foreach (var polling in _polled.Values)
            polling.Dispose();
        _polled.Clear();
    }

    // The request selects all flows within the match, of which this is one. A failure is that of the poll of all flows, too, which
    // reports it.
    private IDisposable Poll(FlowKey key) => source
        .Poll(filter with { TableId = key.TableId, Match = key.Match }, period)
        .FlowRates()
        .Subscribe(
            rates =>
            {
                foreach (var rate in rates)
                {
                    if (rate.Packets is not null && ObserveOperators.KeyOf(rate.Stats) == key)
                        onRate(rate);
                }
            },
            static _ => { });
}
