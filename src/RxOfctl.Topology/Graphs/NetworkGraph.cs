using System.Collections.Concurrent;
using System.Collections.Immutable;
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

    private readonly ConcurrentDictionary<(DatapathId Source, PathWeight Weight), PathTree> _trees;

    private NetworkGraph(
        ImmutableDictionary<DatapathId, ImmutableArray<Neighbor>> neighbors,
        int edgeCount,
        IEnumerable<KeyValuePair<(DatapathId Source, PathWeight Weight), PathTree>> trees)
    {
        (_neighbors, EdgeCount) = (neighbors, edgeCount);
        _trees = new(trees);
    }

    /// <summary>A graph without datapaths.</summary>
    public static NetworkGraph Empty { get; } = new(ImmutableDictionary<DatapathId, ImmutableArray<Neighbor>>.Empty, 0, []);

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
        ShortestPaths(from, to, weight, limit: 1) is [var path, ..] ? path : null;

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
        if (!ContainsVertex(from) || !ContainsVertex(to))
            return [];
        var by = weight ?? PathWeight.Hops;
        return _trees.GetOrAdd((from, by), static (key, graph) => PathTree.Compute(graph, key.Source, key.Weight), this)
            .PathsTo(this, to, limit);
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
    /// <param name="added">Datapaths that came.</param>
    /// <param name="removed">Datapaths that left; their links leave too.</param>
    /// <param name="changes">Links that came (no old one), left (no new one) or changed.</param>
    internal NetworkGraph With(
        IReadOnlyCollection<DatapathId> added,
        IReadOnlyCollection<DatapathId> removed,
        IReadOnlyCollection<(LinkPair? Old, LinkPair? New)> changes)
    {
        var neighbors = _neighbors.ToBuilder();
        foreach (var datapath in added)
            neighbors.TryAdd(datapath, []);
        var edgeCount = EdgeCount;
        foreach (var (old, @new) in changes)
        {
            if (old is not null)
            {
                neighbors[old.Lower.DatapathId] = neighbors[old.Lower.DatapathId].RemoveAll(each => each.Out.Id == old.Forth.Id);
                neighbors[old.Higher.DatapathId] = neighbors[old.Higher.DatapathId].RemoveAll(each => each.Out.Id == old.Back.Id);
                edgeCount -= 2;
            }

            if (@new is not null)
            {
                Insert(neighbors, @new.Forth, @new.Back);
                Insert(neighbors, @new.Back, @new.Forth);
                edgeCount += 2;
            }
        }

        neighbors.RemoveRange(removed);
        var trees = _trees.Where(each => !removed.Contains(each.Key.Source) && each.Value.IsInUse
            && !changes.Any(change => each.Value.IsAffectedBy(change.Old, change.New)));
        return new(neighbors.ToImmutable(), edgeCount, trees.Select(each => KeyValuePair.Create(each.Key, each.Value.Keep())));
    }

    internal ImmutableArray<Neighbor> NeighborsOf(DatapathId vertex) =>
        _neighbors.TryGetValue(vertex, out var neighbors)
            ? neighbors
            : throw new VertexNotFoundException($"There is no datapath {vertex} in the graph.");

    private static void Insert(
        ImmutableDictionary<DatapathId, ImmutableArray<Neighbor>>.Builder neighbors, NetworkLink link, NetworkLink back)
    {
        var known = neighbors[link.From.DatapathId];
        var place = 0;
        while (place < known.Length && known[place].Out.Id.CompareTo(link.Id) < 0)
            place++;
        neighbors[link.From.DatapathId] = known.Insert(place, new(link, back));
    }

    /// <summary>A link to a neighbor, and the one from it.</summary>
    internal readonly record struct Neighbor(NetworkLink Out, NetworkLink In);
}
