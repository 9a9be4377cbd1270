using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>
/// The links along which each datapath is reached from each other in one way: the spanning forest with the lowest links, which depends on
/// the links alone and not on the order in which they came. A link that is lost costs at most one other.
/// </summary>
/// <remarks>
/// Each tree has a root, and each datapath knows its parent. A link that comes is in the forest if it joins two trees, or if it is lower
/// than the highest on the way between its ends, which then leaves; for a link of the forest that is lost, the lowest that joins the two
/// parts comes.
/// </remarks>
internal sealed class SpanningForest
{
    private static readonly Comparer<LinkPair> ById = Comparer<LinkPair>.Create((one, other) => one.Id.CompareTo(other.Id));

    private readonly Dictionary<DatapathId, Node> _nodes = [];
    private readonly Dictionary<LinkId, LinkPair> _tree = [];
    private readonly SortedSet<LinkPair> _spare = new(ById);
    private int _searches;

    /// <summary>The links of the forest.</summary>
    public IReadOnlyDictionary<LinkId, LinkPair> Tree => _tree;

    /// <summary>Adds a link between two datapaths.</summary>
    /// <returns>The links that came into the forest and those that left it.</returns>
    public (LinkPair? Came, LinkPair? Left) Add(LinkPair pair)
    {
        var (lower, higher) = (NodeOf(pair.Lower.DatapathId), NodeOf(pair.Higher.DatapathId));
        if (lower == higher)
            throw new ArgumentException($"The link {pair} has one datapath at both ends.", nameof(pair));
        if (HighestBetween(lower, higher) is not { } id)
        {
            Join(lower, higher, pair);
            return (pair, null);
        }

        if (id.CompareTo(pair.Id) < 0)
        {
            _spare.Add(pair);
            return (null, null);
        }

        var highest = _tree[id];
        Cut(highest);
        _spare.Add(highest);
        Join(lower, higher, pair);
        return (pair, highest);
    }

    /// <summary>Removes a link.</summary>
    /// <returns>The links that came into the forest and those that left it.</returns>
    public (LinkPair? Came, LinkPair? Left) Remove(LinkPair pair)
    {
        if (!_tree.TryGetValue(pair.Id, out var known))
        {
            _spare.Remove(pair);
            return (null, null);
        }

        Cut(known);
        foreach (var spare in _spare)
        {
            var (lower, higher) = (NodeOf(spare.Lower.DatapathId), NodeOf(spare.Higher.DatapathId));
            if (lower.Root == higher.Root)
                continue;
            _spare.Remove(spare);
            Join(lower, higher, spare);
            return (spare, known);
        }

        return (null, known);
    }

    /// <summary>Replaces a link by one of the same ports.</summary>
    /// <returns>Whether it is in the forest.</returns>
    public bool Update(LinkPair pair)
    {
        if (_tree.ContainsKey(pair.Id))
        {
            _tree[pair.Id] = pair;
            return true;
        }

        if (_spare.Remove(pair))
            _spare.Add(pair);
        return false;
    }

    private Node NodeOf(DatapathId id)
    {
        if (!_nodes.TryGetValue(id, out var node))
            _nodes.Add(id, node = new());
        return node;
    }

    // The highest link between two nodes of a tree; null if they are in two.
    private LinkId? HighestBetween(Node one, Node other)
    {
        _searches++;
        for (var node = one; node is not null; node = node.Parent)
            node.Search = _searches;
        var common = other;
        while (common is not null && common.Search != _searches)
            common = common.Parent;
        if (common is null)
            return null;
        return Highest(Highest(null, one, common), other, common);

        static LinkId? Highest(LinkId? highest, Node from, Node to)
        {
            for (var node = from; node != to; node = node.Parent!)
                highest = highest is { } known && node.ToParent.CompareTo(known) < 0 ? known : node.ToParent;
            return highest;
        }
    }

    private void Join(Node one, Node other, LinkPair pair)
    {
        one.MakeRoot();
        (one.Parent, one.ToParent) = (other, pair.Id);
        _tree.Add(pair.Id, pair);
    }

    private void Cut(LinkPair pair)
    {
        var lower = NodeOf(pair.Lower.DatapathId);
        var child = lower.Parent is not null && lower.ToParent == pair.Id ? lower : NodeOf(pair.Higher.DatapathId);
        child.Parent = null;
        _tree.Remove(pair.Id);
    }

    private sealed class Node
    {
        public Node? Parent { get; set; }

        /// <summary>The link to the parent, if there is one.</summary>
        public LinkId ToParent { get; set; }

        /// <summary>The last search that came by.</summary>
        public int Search { get; set; }

        public Node Root
        {
            get
            {
                var node = this;
                while (node.Parent is { } parent)
                    node = parent;
                return node;
            }
        }

        // Turns the links up to the root around.
        public void MakeRoot()
        {
            Node? child = null;
            LinkId toChild = default;
            for (var node = this; node is not null;)
            {
                var (parent, toParent) = (node.Parent, node.ToParent);
                (node.Parent, node.ToParent) = (child, toChild);
                (child, toChild, node) = (node, toParent, parent);
            }
        }
    }
}
