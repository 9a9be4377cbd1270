using System.Runtime.InteropServices;
using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>The distances of all datapaths from one of them, and the last link of the path to each (Dijkstra's algorithm).</summary>
internal sealed class PathTree
{
    // A tree that was not asked for during this many changes of the graph is dropped.
    private const int MaxUnusedChanges = 64;

    private readonly DatapathId _source;
    private readonly PathWeight _weight;
    private readonly Dictionary<DatapathId, Arrival> _arrivals;
    private int _unused;

    private PathTree(DatapathId source, PathWeight weight, Dictionary<DatapathId, Arrival> arrivals) =>
        (_source, _weight, _arrivals) = (source, weight, arrivals);

    /// <summary>Whether it was asked lately.</summary>
    public bool IsInUse => Volatile.Read(ref _unused) < MaxUnusedChanges;

    public static PathTree Compute(NetworkGraph graph, DatapathId source, PathWeight weight)
    {
        var arrivals = new Dictionary<DatapathId, Arrival>(graph.VertexCount) { [source] = new(0, null) };
        var open = new PriorityQueue<DatapathId, double>();
        open.Enqueue(source, 0);
        while (open.TryDequeue(out var near, out var distance))
        {
            // A shorter path was found after this one was queued.
            if (distance > arrivals[near].Distance)
                continue;
            foreach (var neighbor in graph.NeighborsOf(near))
            {
                var link = neighbor.Out;
                var total = distance + weight.Cost(link);
                if (total == double.PositiveInfinity)
                    continue;
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(arrivals, link.To.DatapathId, out var isKnown);
                if (!isKnown || total < known.Distance)
                {
                    known = new(total, link);
                    open.Enqueue(link.To.DatapathId, total);
                }
                else if (total == known.Distance && total > distance && link.Id.CompareTo(known.Last!.Id) < 0)
                {
                    known = new(total, link);
                }
            }
        }

        return new(source, weight, arrivals);
    }

    /// <summary>Counts a change of the graph that left the tree as it is.</summary>
    public void Keep() => Interlocked.Increment(ref _unused);

    /// <summary>Whether a change can make a path shorter or longer, or another one as short.</summary>
    public bool IsAffectedBy(LinkPair? old, LinkPair? @new) =>
        !HasSameCosts(old, @new) && (IsShortest(old) || IsShortest(@new));

    /// <summary>The shortest path to a datapath. Of several, each link from the end on is the lowest.</summary>
    public NetworkPath? PathTo(NetworkGraph graph, DatapathId target)
    {
        Volatile.Write(ref _unused, 0);
        if (!_arrivals.TryGetValue(target, out var arrival))
            return null;
        var cost = arrival.Distance;
        var links = new List<NetworkLink>();
        for (; arrival.Last is { } last; arrival = _arrivals[last.From.DatapathId])
            links.Add(graph.Current(last));
        links.Reverse();
        return new(_source, target, [.. links], cost);
    }

    /// <summary>The shortest paths to a datapath, that of <see cref="PathTo"/> first.</summary>
    public IReadOnlyList<NetworkPath> PathsTo(NetworkGraph graph, DatapathId target, int limit)
    {
        Volatile.Write(ref _unused, 0);
        var paths = new List<NetworkPath>();
        if (!_arrivals.TryGetValue(target, out var arrival))
            return paths;
        var links = new Stack<NetworkLink>();
        Collect(target);
        return paths;

        void Collect(DatapathId at)
        {
            if (at == _source)
            {
                paths.Add(new(_source, target, [.. links], arrival.Distance));
                return;
            }

            foreach (var link in graph.NeighborsOf(at).Select(neighbor => neighbor.In).OrderBy(link => link.Id))
            {
                if (paths.Count == limit)
                    return;
                if (!IsLast(link))
                    continue;
                links.Push(link);
                Collect(link.From.DatapathId);
                links.Pop();
            }
        }
    }

    // Whether a shortest path ends with the link. A cost that is too small to change the distance must not lead in a circle.
    private bool IsLast(NetworkLink link) => IsShortest(link) && _arrivals[link.To.DatapathId] is var arrival
        && (arrival.Last?.Id == link.Id || _arrivals[link.From.DatapathId].Distance < arrival.Distance);

    // On a shortest path; or, for a link that is new, making one that is as short or shorter.
    private bool IsShortest(NetworkLink link) =>
        _arrivals.TryGetValue(link.From.DatapathId, out var from)
        && from.Distance + _weight.Cost(link) is var distance and < double.PositiveInfinity
        && (!_arrivals.TryGetValue(link.To.DatapathId, out var to) || distance <= to.Distance);

    private bool IsShortest(LinkPair? pair) => pair is not null && (IsShortest(pair.Forth) || IsShortest(pair.Back));

    private bool HasSameCosts(LinkPair? old, LinkPair? @new) => old is not null && @new is not null
        && _weight.Cost(old.Forth).Equals(_weight.Cost(@new.Forth)) && _weight.Cost(old.Back).Equals(_weight.Cost(@new.Back));

    /// <summary>How far a datapath is from the source, and the last link on the way, as it was then; null for the source itself.</summary>
    private readonly record struct Arrival(double Distance, NetworkLink? Last);
}
