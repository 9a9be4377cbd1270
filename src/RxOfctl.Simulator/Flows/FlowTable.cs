using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Flows;

/// <summary>One table: flows by priority, the highest first; of those of one priority, the oldest first.</summary>
internal sealed class FlowTable
{
    private readonly List<FlowEntry> _flows = [];
    private readonly Dictionary<(ushort Priority, FlowMatch Match), FlowEntry> _byMatch = [];

    public IReadOnlyList<FlowEntry> Flows => _flows;

    public ulong LookupCount { get; private set; }

    public ulong MatchedCount { get; private set; }

    /// <summary>The flow that a packet meets.</summary>
    public FlowEntry? Lookup(Packet packet)
    {
        LookupCount++;
        foreach (var flow in _flows)
        {
            if (!flow.Match.Matches(packet))
                continue;
            MatchedCount++;
            return flow;
        }

        return null;
    }

    public FlowEntry? Find(ushort priority, FlowMatch match) => _byMatch.GetValueOrDefault((priority, match));

    public void Add(FlowEntry flow)
    {
        _byMatch.Add((flow.Priority, flow.Match), flow);
        var index = _flows.FindIndex(other => other.Priority < flow.Priority);
        _flows.Insert(index < 0 ? _flows.Count : index, flow);
    }

    /// <returns>False if the flow is not there any more.</returns>
    public bool Remove(FlowEntry flow)
    {
        if (!_flows.Remove(flow))
            return false;
        _byMatch.Remove((flow.Priority, flow.Match));
        return true;
    }
}
