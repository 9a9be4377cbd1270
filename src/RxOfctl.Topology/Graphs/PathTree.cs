using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>How far all datapaths are from one of them (Dijkstra's algorithm). The shortest paths follow from that.</summary>
internal sealed class PathTree
{
    // A tree that was not asked for during this many changes of the graph is dropped.
    private const int MaxUnusedChanges = 64;

    private readonly DatapathId _source;
    private readonly PathWeight _weight;
    private readonly Dictionary<DatapathId, double> _distances;
    private int _unused;

    private PathTree(DatapathId source, PathWeight weight, Dictionary<DatapathId, double> distances) =>
        (_source, _weight, _distances) = (source, weight, distances);

    /// <summary>Whether it was asked lately.</summary>
    public bool IsInUse => Volatile.Read(ref _unused) < MaxUnusedChanges;

    public static PathTree Compute(NetworkGraph graph, DatapathId source, PathWeight weight)
    {
        var distances = new Dictionary<DatapathId, double>(graph.VertexCount);
        var open = new PriorityQueue<DatapathId, double>();
        open.Enqueue(source, 0);
        while (open.TryDequeue(out var near, out var distance))
        {
            if (!distances.TryAdd(near, distance))
                continue;
            foreach (var neighbor in graph.NeighborsOf(near))
            {
                var far = neighbor.Out.To.DatapathId;
                if (!distances.ContainsKey(far) && weight.Cost(neighbor.Out) is var cost and < double.PositiveInfinity)
                    open.Enqueue(far, distance + cost);
            }
        }

        return new(source, weight, distances);
    }

    /// <summary>Counts a change of the graph that left the tree as it is.</summary>
    public PathTree Keep()
    {
        Interlocked.Increment(ref _unused);
        return this;
    }

    /// <summary>Whether a change can make a path shorter or longer, or another one as short.</summary>
    public bool IsAffectedBy(LinkPair? old, LinkPair? @new) =>
        !HasSameCosts(old, @new) && (IsShortest(old) || IsShortest(@new));

    /// <summary>The shortest paths to a datapath, of which each is chosen from its end: by the lowest links.</summary>
    public IReadOnlyList<NetworkPath> PathsTo(NetworkGraph graph, DatapathId target, int limit)
    {
        Volatile.Write(ref _unused, 0);
        var paths = new List<NetworkPath>();
        if (!_distances.TryGetValue(target, out var cost))
            return paths;
        var links = new Stack<NetworkLink>();
        Collect(target);
        return paths;

        void Collect(DatapathId at)
        {
            if (at == _source)
            {
                paths.Add(new(_source, target, [.. links], cost));
                return;
            }

            foreach (var link in graph.NeighborsOf(at).Select(neighbor => neighbor.In).OrderBy(link => link.Id))
            {
                if (paths.Count == limit)
                    return;
                if (!IsShortest(link))
                    continue;
                links.Push(link);
                Collect(link.From.DatapathId);
                links.Pop();
            }
        }
    }

    // On a shortest path; or, for a link that is new, making one that is as short or shorter.
    private bool IsShortest(NetworkLink link) =>
        _distances.TryGetValue(link.From.DatapathId, out var from)
        && from + _weight.Cost(link) is var distance and < double.PositiveInfinity
        && (!_distances.TryGetValue(link.To.DatapathId, out var to) || distance <= to);

    private bool IsShortest(LinkPair? pair) => pair is not null && (IsShortest(pair.Forth) || IsShortest(pair.Back));

    private bool HasSameCosts(LinkPair? old, LinkPair? @new) => old is not null && @new is not null
        && _weight.Cost(old.Forth).Equals(_weight.Cost(@new.Forth)) && _weight.Cost(old.Back).Equals(_weight.Cost(@new.Back));
}
