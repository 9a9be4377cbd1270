using RxOfctl.Protocol;

namespace RxOfctl.Web.Dashboard.Map;

/// <summary>
/// Places switches: in layers if the network has them, as trees and leaf-spine fabrics do, else by forces. The same network is always
/// placed in the same way.
/// </summary>
internal static class NetworkLayout
{
    private const double ColumnWidth = 96;
    private const double LayerHeight = 150;
    private const double LinkLength = 130;
    private const int Sweeps = 4;

    /// <summary>Places switches.</summary>
    /// <param name="switches">The switches.</param>
    /// <param name="links">The links between them, each once.</param>
    /// <param name="edge">Those that have hosts.</param>
    public static Dictionary<DatapathId, Place> Arrange(
        IReadOnlyCollection<DatapathId> switches, IReadOnlyCollection<(DatapathId A, DatapathId B)> links, IReadOnlySet<DatapathId> edge)
    {
        DatapathId[] nodes = [.. switches.Order()];
        var neighbors = nodes.ToDictionary(node => node, _ => new SortedSet<DatapathId>());
        foreach (var (a, b) in links)
        {
            if (a == b || !neighbors.TryGetValue(a, out var ofA) || !neighbors.TryGetValue(b, out var ofB))
                continue;
            ofA.Add(b);
            ofB.Add(a);
        }

        return Layers(nodes, neighbors, edge) is { } layers ? PlaceLayers(layers, neighbors) : PlaceByForces(nodes, neighbors);
    }

    // The layer of a switch is its distance from the nearest one with hosts. Null if links lie within a layer: it is no hierarchy then.
    private static List<List<DatapathId>>? Layers(
        DatapathId[] nodes, Dictionary<DatapathId, SortedSet<DatapathId>> neighbors, IReadOnlySet<DatapathId> edge)
    {
        DatapathId[] first = [.. nodes.Where(edge.Contains)];
        if (first.Length == 0)
            first = [.. nodes.Where(node => neighbors[node].Count <= 1)];
        var layerOf = first.ToDictionary(node => node, _ => 0);
        var layers = new List<List<DatapathId>> { new(first) };
        while (layers[^1].Count > 0)
        {
            var next = layers[^1].SelectMany(node => neighbors[node]).Distinct().Where(node => !layerOf.ContainsKey(node)).Order().ToList();
            foreach (var node in next)
                layerOf[node] = layers.Count;
            layers.Add(next);
        }

        layers.RemoveAt(layers.Count - 1);
        if (layers.Count < 2 || layerOf.Count < nodes.Length)
            return null;
        return nodes.Any(node => neighbors[node].Any(other => layerOf[other] == layerOf[node])) ? null : layers;
    }

    // Each layer is ordered by the mean place of what its switches are linked to, if that removes crossings.
    private static Dictionary<DatapathId, Place> PlaceLayers(
        List<List<DatapathId>> layers, Dictionary<DatapathId, SortedSet<DatapathId>> neighbors)
    {
        var width = layers.Max(layer => layer.Count) * ColumnWidth;
        var places = new Dictionary<DatapathId, Place>();
        for (var index = 0; index < layers.Count; index++)
            PlaceLayer(index);
        var (best, fewest) = (places.ToDictionary(), Crossings(layers, neighbors, places));
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            for (var step = 1; step < layers.Count; step++)
                Order(sweep % 2 == 0 ? step : layers.Count - 1 - step);
            if (Crossings(layers, neighbors, places) is var crossings && crossings < fewest)
                (best, fewest) = (places.ToDictionary(), crossings);
        }

        return best;

        void Order(int index)
        {
            var means = layers[index].ToDictionary(
                node => node, node => neighbors[node].Select(other => places[other].X).DefaultIfEmpty(places[node].X).Average());
            layers[index] = [.. layers[index].OrderBy(node => Math.Round(means[node], 3)).ThenBy(node => node)];
            PlaceLayer(index);
        }

        void PlaceLayer(int index)
        {
            var layer = layers[index];
            for (var column = 0; column < layer.Count; column++)
                places[layer[column]] = new((column + 0.5) * width / layer.Count, -index * LayerHeight);
        }
    }

    // Two links between the same layers cross if their ends are in opposite order: of the links in the order of their lower ends, those
    // whose upper ends are inverted.
    private static long Crossings(
        List<List<DatapathId>> layers, Dictionary<DatapathId, SortedSet<DatapathId>> neighbors, Dictionary<DatapathId, Place> places)
    {
        var crossings = 0L;
        foreach (var (lower, upper) in layers.Zip(layers.Skip(1)))
        {
            var columns = upper.OrderBy(node => places[node].X).Select((node, column) => (node, column))
                .ToDictionary(pair => pair.node, pair => pair.column);
            var passed = new int[upper.Count];
            foreach (var node in lower.OrderBy(node => places[node].X))
            {
                int[] ends = [.. neighbors[node].Where(columns.ContainsKey).Select(other => columns[other])];
                crossings += ends.Sum(end => passed.Skip(end + 1).Sum());
                foreach (var end in ends)
                    passed[end]++;
            }
        }

        return crossings;
    }

    // Fruchterman and Reingold: all switches repel each other, links attract, and what moves cools down.
    private static Dictionary<DatapathId, Place> PlaceByForces(DatapathId[] nodes, Dictionary<DatapathId, SortedSet<DatapathId>> neighbors)
    {
        var count = nodes.Length;
        var radius = Math.Max(1, count * LinkLength / (2 * Math.PI));
        var places = new Place[count];
        for (var index = 0; index < count; index++)
            places[index] = new(radius * Math.Sin(2 * Math.PI * index / count), -radius * Math.Cos(2 * Math.PI * index / count));
        var numbers = nodes.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        var linked = nodes.Select(node => neighbors[node].Select(other => numbers[other]).ToArray()).ToArray();
        var moves = new Place[count];
        var rounds = count switch { <= 100 => 300, <= 400 => 100, _ => 40 };
        for (var round = 0; round < rounds; round++)
        {
            for (var index = 0; index < count; index++)
                moves[index] = Repulsion(index).Plus(Attraction(index));
            var limit = LinkLength * (1 - (double)round / rounds);
            for (var index = 0; index < count; index++)
            {
                var length = Math.Max(1e-9, moves[index].Length);
                places[index] = places[index].Plus(moves[index].Times(Math.Min(length, limit) / length));
            }
        }

        return nodes.Zip(places).ToDictionary(pair => pair.First, pair => pair.Second);

        Place Repulsion(int index)
        {
            var sum = default(Place);
            for (var other = 0; other < count; other++)
            {
                var apart = places[index].Minus(places[other]);
                var square = apart.X * apart.X + apart.Y * apart.Y;
                if (square > 1e-9)
                    sum = sum.Plus(apart.Times(LinkLength * LinkLength / square));
            }

            return sum;
        }

        Place Attraction(int index) => linked[index].Aggregate(default(Place), (sum, other) =>
        {
            var apart = places[other].Minus(places[index]);
            return sum.Plus(apart.Times(apart.Length / LinkLength));
        });
    }
}
