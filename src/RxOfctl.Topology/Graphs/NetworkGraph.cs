using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using QuikGraph;
using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>
/// The datapaths and the links between them at a moment: an immutable graph for the algorithms of QuikGraph. It has the links whose two
/// directions work, one edge for each direction.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "A graph, which QuikGraph's interfaces do not make a collection.")]
public sealed class NetworkGraph : IVertexAndEdgeListGraph<DatapathId, NetworkLink>
{
    // Of each datapath, the links to others and those from them, in the order of the former's ids.
    private readonly ImmutableDictionary<DatapathId, ImmutableArray<Neighbor>> _neighbors;

    // Grows as paths are asked for, from any thread.
    private ImmutableDictionary<(DatapathId Source, PathWeight Weight), PathTree> _trees;

    private NetworkGraph(
        ImmutableDictionary<DatapathId, ImmutableArray<Neighbor>> neighbors,
        int edgeCount,
        ImmutableDictionary<(DatapathId Source, PathWeight Weight), PathTree> trees) =>
        (_neighbors, EdgeCount, _trees) = (neighbors, edgeCount, trees);

    /// <summary>A graph without datapaths.</summary>
    public static NetworkGraph Empty { get; } = new(
        ImmutableDictionary<DatapathId, ImmutableArray<Neighbor>>.Empty,
        0,
        ImmutableDictionary<(DatapathId Source, PathWeight Weight), PathTree>.Empty);

    /// <inheritdoc/>
    public bool IsDirected => true;

    /// <inheritdoc/>
    public bool AllowParallelEdges => true;

    /// <inheritdoc/>
    public bool IsVerticesEmpty => _neighbors.IsEmpty;

    /// <inheritdoc/>
    public int VertexCount => _neighbors.Count;

    /// <inheritdoc/>
    public IEnumerable<DatapathId> Vertices => _neighbors.Keys;

    /// <inheritdoc/>
    public bool IsEdgesEmpty => EdgeCount == 0;

    /// <inheritdoc/>
    public int EdgeCount { get; }

    /// <inheritdoc/>
    public IEnumerable<NetworkLink> Edges => _neighbors.Values.SelectMany(neighbors => neighbors.Select(neighbor => neighbor.Out));

    /// <summary>The path that costs the least. Of several, always the same one, whatever the order in which links were found.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="weight">What links cost; by default each 1.</param>
    /// <returns>The path; null if there is none.</returns>
    /// <exception cref="ArgumentException">A link costs zero or less.</exception>
    public NetworkPath? ShortestPath(DatapathId from, DatapathId to, PathWeight? weight = null) =>
        ContainsVertex(from) && ContainsVertex(to) ? TreeOf(from, weight).PathTo(this, to) : null;

    /// <summary>All paths that cost the least, as many as are asked for.</summary>
    /// <param name="from">Where they begin.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="weight">What links cost; by default each 1.</param>
    /// <param name="limit">How many paths at most.</param>
    /// <returns>The paths, always in the same order; none if <paramref name="to"/> cannot be reached.</returns>
    /// <exception cref="ArgumentException">A link costs zero or less.</exception>
    public IReadOnlyList<NetworkPath> ShortestPaths(DatapathId from, DatapathId to, PathWeight? weight = null, int limit = 16)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return ContainsVertex(from) && ContainsVertex(to) ? TreeOf(from, weight).PathsTo(this, to, limit) : [];
    }

    /// <inheritdoc/>
    public bool ContainsVertex(DatapathId vertex) => _neighbors.ContainsKey(vertex);

    /// <inheritdoc/>
    public bool IsOutEdgesEmpty(DatapathId vertex) => NeighborsOf(vertex).IsEmpty;

    /// <inheritdoc/>
    public int OutDegree(DatapathId vertex) => NeighborsOf(vertex).Length;

    /// <inheritdoc/>
    public IEnumerable<NetworkLink> OutEdges(DatapathId vertex) => NeighborsOf(vertex).Select(neighbor => neighbor.Out);

    /// <inheritdoc/>
    public bool TryGetOutEdges(DatapathId vertex, [MaybeNullWhen(false)] out IEnumerable<NetworkLink> edges)
    {
        edges = ContainsVertex(vertex) ? OutEdges(vertex) : null;
        return edges is not null;
    }

    /// <inheritdoc/>
    public NetworkLink OutEdge(DatapathId vertex, int index) => NeighborsOf(vertex)[index].Out;

    /// <inheritdoc/>
    public bool ContainsEdge(NetworkLink edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return ContainsVertex(edge.From.DatapathId) && OutEdges(edge.From.DatapathId).Contains(edge);
    }

    /// <inheritdoc/>
    public bool ContainsEdge(DatapathId source, DatapathId target) => TryGetEdge(source, target, out _);

    /// <inheritdoc/>
    public bool TryGetEdge(DatapathId source, DatapathId target, out NetworkLink edge)
    {
        edge = TryGetEdges(source, target, out var edges) ? edges.FirstOrDefault()! : null!;
        return edge is not null;
    }

    /// <inheritdoc/>
    public bool TryGetEdges(DatapathId source, DatapathId target, [MaybeNullWhen(false)] out IEnumerable<NetworkLink> edges)
    {
        edges = ContainsVertex(source) && ContainsVertex(target) ? OutEdges(source).Where(link => link.To.DatapathId == target) : null;
        return edges is not null;
    }

    /// <summary>The graph after changes. Paths that they do not touch are not computed again.</summary>
    /// <param name="datapaths">Datapaths that came (true) or left (false); their links leave too.</param>
    /// <param name="changes">Links that came (no old one), left (no new one) or changed.</param>
    internal NetworkGraph With(
        IReadOnlyDictionary<DatapathId, bool> datapaths, IReadOnlyCollection<(LinkPair? Old, LinkPair? New)> changes)
    {
        var neighbors = _neighbors.ToBuilder();
        foreach (var (datapath, isPresent) in datapaths)
        {
            if (isPresent)
                neighbors.TryAdd(datapath, []);
        }

        var edgeCount = EdgeCount;
        foreach (var (old, @new) in changes)
        {
            Apply(neighbors, old?.Forth, @new?.Forth, @new?.Back);
            Apply(neighbors, old?.Back, @new?.Back, @new?.Forth);
            edgeCount += old is null ? 2 : @new is null ? -2 : 0;
        }

        neighbors.RemoveRange(datapaths.Where(each => !each.Value).Select(each => each.Key));
        var trees = Volatile.Read(ref _trees);
        foreach (var (key, tree) in trees)
        {
            if (neighbors.ContainsKey(key.Source) && tree.IsInUse && !changes.Any(change => tree.IsAffectedBy(change.Old, change.New)))
                tree.Keep();
            else
                trees = trees.Remove(key);
        }

        return new(neighbors.ToImmutable(), edgeCount, trees);
    }

    internal ImmutableArray<Neighbor> NeighborsOf(DatapathId vertex) =>
        _neighbors.TryGetValue(vertex, out var neighbors)
            ? neighbors
            : throw new VertexNotFoundException($"There is no datapath {vertex} in the graph.");

    /// <summary>The link of an earlier graph as it is in this one, which has it too.</summary>
    internal NetworkLink Current(NetworkLink link)
    {
        foreach (var neighbor in NeighborsOf(link.From.DatapathId))
        {
            if (neighbor.Out.Id == link.Id)
                return neighbor.Out;
        }

        throw new UnreachableException($"The link {link} is not in the graph.");
    }

    // All paths from a datapath by one weight share it.
    private PathTree TreeOf(DatapathId source, PathWeight? weight) =>
        ImmutableInterlocked.GetOrAdd(
            ref _trees,
            (source, weight ?? PathWeight.Hops),
            static (key, graph) => PathTree.Compute(graph, key.Item1, key.Item2),
            this);

    // Adds, replaces or removes a link from a datapath.
    private static void Apply(
        ImmutableDictionary<DatapathId, ImmutableArray<Neighbor>>.Builder neighbors, NetworkLink? old, NetworkLink? link, NetworkLink? back)
    {
        var id = (old ?? link!).Id;
        var known = neighbors[id.From.DatapathId];
        var place = 0;
        while (place < known.Length && known[place].Out.Id.CompareTo(id) < 0)
            place++;
        neighbors[id.From.DatapathId] = link is null ? known.RemoveAt(place)
            : old is null ? known.Insert(place, new(link, back!))
            : known.SetItem(place, new(link, back!));
    }

    /// <summary>A link to a neighbor, and the one from it.</summary>
    internal readonly record struct Neighbor(NetworkLink Out, NetworkLink In);
}
