namespace RxOfctl.Simulator.Flows;

/// <summary>The flows of a table that have the same mask, in a hash table by their values. Of flows with the same values, the one of the highest rank is first.</summary>
internal sealed class FlowGroup(FlowMask mask)
{
    private const int InitialSize = 4;

    private readonly SortedDictionary<int, int> _ranks = [];
    private FlowEntry?[] _buckets = new FlowEntry?[InitialSize];

    public FlowMask Mask => mask;

    public int Count { get; private set; }

    /// <summary>The highest rank of a flow.</summary>
    public int MaxRank { get; private set; }

    /// <summary>The flow of the highest rank that a packet matches.</summary>
    public FlowEntry? Find(ReadOnlySpan<ulong> key)
    {
        var hash = mask.Hash(key);
        for (var flow = _buckets[hash & (uint)(_buckets.Length - 1)]; flow is not null; flow = flow.NextInGroup)
        {
            if (flow.Match.Hash == hash && mask.Matches(key, flow.Match.Values))
                return flow;
        }

        return null;
    }

    /// <summary>Adds all flows that a packet matches to a list.</summary>
    public void FindAll(ReadOnlySpan<ulong> key, List<FlowEntry> found)
    {
        var hash = mask.Hash(key);
        for (var flow = _buckets[hash & (uint)(_buckets.Length - 1)]; flow is not null; flow = flow.NextInGroup)
        {
            if (flow.Match.Hash == hash && mask.Matches(key, flow.Match.Values))
                found.Add(flow);
        }
    }

    /// <summary>The flow of a priority and a match, whose mask is that of the group.</summary>
    public FlowEntry? Find(ushort priority, FlowMatch match)
    {
        for (var flow = Bucket(match); flow is not null; flow = flow.NextInGroup)
        {
            if (flow.Priority == priority && flow.Match.Hash == match.Hash && flow.Match.Values.AsSpan().SequenceEqual(match.Values))
                return flow;
        }

        return null;
    }

    /// <summary>All flows, in no order.</summary>
    public IEnumerable<FlowEntry> Flows()
    {
        foreach (var first in _buckets)
        {
            for (var flow = first; flow is not null; flow = flow.NextInGroup)
                yield return flow;
        }
    }

    public void Add(FlowEntry flow)
    {
        if (Count >= _buckets.Length)
            Grow();
        Insert(flow);
        Count++;
        _ranks[-flow.Rank] = _ranks.GetValueOrDefault(-flow.Rank) + 1;
        MaxRank = Math.Max(MaxRank, flow.Rank);
    }

    /// <returns>False if the flow is not there.</returns>
    public bool Remove(FlowEntry flow)
    {
        ref var link = ref Bucket(flow.Match);
        while (link != flow)
        {
            if (link is null)
                return false;
            link = ref link.NextInGroup;
        }

        link = flow.NextInGroup;
        flow.NextInGroup = null;
        Count--;
        if (--_ranks[-flow.Rank] == 0)
        {
            _ranks.Remove(-flow.Rank);
            MaxRank = Count == 0 ? 0 : -_ranks.First().Key;
        }

        return true;
    }

    private ref FlowEntry? Bucket(FlowMatch match) => ref _buckets[match.Hash & (uint)(_buckets.Length - 1)];

    private void Insert(FlowEntry flow)
    {
        ref var link = ref Bucket(flow.Match);
        while (link is not null && link.Rank >= flow.Rank)
            link = ref link.NextInGroup;
        flow.NextInGroup = link;
        link = flow;
    }

    private void Grow()
    {
        var flows = Flows().ToArray();
        _buckets = new FlowEntry?[_buckets.Length * 2];
        foreach (var flow in flows)
            Insert(flow);
    }
}
