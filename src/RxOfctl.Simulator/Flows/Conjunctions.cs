namespace RxOfctl.Simulator.Flows;

/// <summary>
/// Lookup in a table with conjunctive flows (Nicira's conjunction): a packet that matches at least one flow of each clause of a conjunction matches
/// the flows whose conj_id is the conjunction's.
/// </summary>
internal static class Conjunctions
{
    /// <summary>The flow that a packet matches, with regard to conjunctions.</summary>
    public static FlowEntry? Find(FlowGroup[] groups, ReadOnlySpan<ulong> key)
    {
        foreach (var ofOneRank in FindAll(groups, key).GroupBy(flow => flow.Rank).OrderByDescending(flows => flows.Key))
        {
            // A flow without conjunctions takes precedence over conjunctive flows of the same priority.
            if (ofOneRank.FirstOrDefault(flow => !flow.IsConjunctive) is { } ordinary)
                return ordinary;
            foreach (var id in Completed(ofOneRank))
            {
                if (FindById(groups, key, id) is { } matched)
                    return matched;
            }
        }

        return null;
    }

    // The conjunctions of which every clause is matched.
    private static IEnumerable<uint> Completed(IEnumerable<FlowEntry> flows)
    {
        var clauses = new Dictionary<uint, ulong>();
        foreach (var conjunction in flows.SelectMany(flow => flow.Program.Conjunctions))
        {
            // Clauses beyond the number of clauses count as matched.
            var beyond = conjunction.NClauses == 64 ? 0 : ulong.MaxValue << conjunction.NClauses;
            var matched = clauses.GetValueOrDefault(conjunction.Id, beyond) | 1ul << conjunction.Clause;
            clauses[conjunction.Id] = matched;
            if (matched == ulong.MaxValue)
                yield return conjunction.Id;
        }
    }

    private static FlowEntry? FindById(FlowGroup[] groups, ReadOnlySpan<ulong> key, uint id)
    {
        Span<ulong> own = stackalloc ulong[Fields.FlowKey.Words];
        key.CopyTo(own);
        own[Fields.FlowKey.Marks] = (own[Fields.FlowKey.Marks] & ~(ulong)uint.MaxValue) | id;
        return FindAll(groups, own).Where(flow => !flow.IsConjunctive).MaxBy(flow => flow.Rank);
    }

    private static List<FlowEntry> FindAll(FlowGroup[] groups, ReadOnlySpan<ulong> key)
    {
        var found = new List<FlowEntry>();
        foreach (var group in groups)
            group.FindAll(key, found);
        return found;
    }
}
