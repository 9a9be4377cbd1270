using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Flows;

/// <summary>
/// One table. Flows with the same mask are in one hash table (tuple space search: Srinivasan, Suri, Varghese, SIGCOMM 1999); these are searched
/// in the order of their highest priority, so that the cost for a packet depends on the number of masks, not of flows.
/// </summary>
internal sealed class FlowTable
{
    // Below this many masks, searching the hash tables costs no more than searching the cache.
    private const int CacheFrom = 3;

    private readonly Dictionary<FlowMask, FlowGroup> _groups = [];
    private readonly FlowCache _cache = new();
    private FlowGroup[]? _byRank;
    private int _conjunctiveCount;

    /// <summary>How many flows there are.</summary>
    public int Count { get; private set; }

    public ulong LookupCount { get; private set; }

    public ulong MatchedCount { get; private set; }

    /// <summary>The configuration that controllers set.</summary>
    public TableConfig Config { get; set; }

    /// <summary>All flows, the highest priority first, of one priority the oldest first.</summary>
    public IEnumerable<FlowEntry> Flows => _groups.Values
        .SelectMany(group => group.Flows())
        .OrderByDescending(flow => flow.Priority)
        .ThenBy(flow => flow.Number);

    /// <summary>The flow that a packet matches; null for a table miss.</summary>
    public FlowEntry? Lookup(Packet packet)
    {
        packet.Parse();
        LookupCount++;
        var flow = Find(packet.Key);
        if (flow is not null)
            MatchedCount++;
        return flow;
    }

    /// <summary>The flow of a priority and a match.</summary>
    public FlowEntry? Find(ushort priority, FlowMatch match) =>
        _groups.TryGetValue(match.Mask, out var group) ? group.Find(priority, match) : null;

    /// <summary>The flows all of whose packets a match matches, in no order.</summary>
    public IEnumerable<FlowEntry> Within(FlowMatch match) => _groups.Values
        .Where(group => group.Mask.Covers(match.Mask))
        .SelectMany(group => group.Flows())
        .Where(flow => flow.Match.IsWithin(match));

    /// <summary>True if there is a flow of a priority that matches packets that a match matches too.</summary>
    public bool Overlaps(ushort priority, FlowMatch match) => _groups.Values
        .SelectMany(group => group.Flows())
        .Any(flow => flow.Priority == priority && flow.Match.Overlaps(match));

    public void Add(FlowEntry flow)
    {
        var isNew = !_groups.TryGetValue(flow.Match.Mask, out var group);
        if (group is null)
            _groups.Add(flow.Match.Mask, group = new(flow.Match.Mask));
        var maxRank = group.MaxRank;
        group.Add(flow);
        Count++;
        _conjunctiveCount += flow.IsConjunctive ? 1 : 0;
        OnChanged(isNew, isNew || maxRank != group.MaxRank);
    }

    /// <returns>False if the flow is not there any more.</returns>
    public bool Remove(FlowEntry flow)
    {
        if (!_groups.TryGetValue(flow.Match.Mask, out var group))
            return false;
        var maxRank = group.MaxRank;
        if (!group.Remove(flow))
            return false;
        Count--;
        _conjunctiveCount -= flow.IsConjunctive ? 1 : 0;
        if (group.Count == 0)
            _groups.Remove(flow.Match.Mask);
        OnChanged(group.Count == 0, group.Count == 0 || maxRank != group.MaxRank);
        return true;
    }

    /// <summary>Changes the instructions of a flow of the table.</summary>
    public void SetProgram(FlowEntry flow, FlowProgram program)
    {
        var before = flow.IsConjunctive ? 1 : 0;
        flow.Program = program;
        var now = flow.IsConjunctive ? 1 : 0;
        _conjunctiveCount += now - before;
        // The flows that packets match are the same, unless conjunctions are involved.
        if (before + now > 0)
            _cache.Clear();
    }

    private FlowEntry? Find(ReadOnlySpan<ulong> key)
    {
        var groups = _byRank ??= [.. _groups.Values.OrderByDescending(group => group.MaxRank)];
        var hash = 0u;
        if (groups.Length >= CacheFrom && _cache.TryFind(key, out hash, out var known))
            return known;
        var best = _conjunctiveCount == 0 ? FindHighest(groups, key) : Conjunctions.Find(groups, key);
        if (groups.Length >= CacheFrom)
            _cache.Add(key, hash, best);
        return best;
    }

    private static FlowEntry? FindHighest(FlowGroup[] groups, ReadOnlySpan<ulong> key)
    {
        FlowEntry? best = null;
        foreach (var group in groups)
        {
            if (best is not null && best.Rank >= group.MaxRank)
                break;
            if (group.Find(key) is { } flow && (best is null || flow.Rank > best.Rank))
                best = flow;
        }

        return best;
    }

    private void OnChanged(bool masksChanged, bool orderChanged)
    {
        if (orderChanged)
            _byRank = null;
        if (!masksChanged)
        {
            _cache.Clear();
            return;
        }

        Span<ulong> bits = stackalloc ulong[FlowKey.Words];
        bits.Clear();
        foreach (var mask in _groups.Keys)
            mask.AddTo(bits);
        _cache.Clear(new(bits));
    }
}
