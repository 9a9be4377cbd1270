using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Protocol;

namespace RxOfctl.Topology.Discovery;

/// <summary>
/// The public caches, and what is computed from them. It applies one turn after the other, each to all caches, links before what is
/// computed from them.
/// </summary>
/// <remarks>A single value that is observed is a cache with one item: it gives each observer a queue of its own and survives one that
/// throws.</remarks>
internal sealed class Publisher : IDisposable
{
    private readonly SourceCache<NetworkPort, SwitchPort> _ports = new(port => port.Id);
    private readonly SourceCache<NetworkLink, LinkId> _links = new(link => link.Id);
    private readonly SourceCache<LinkPair, LinkId> _pairs = new(pair => pair.Id);
    private readonly SourceCache<NetworkHost, HostId> _hosts = new(host => host.Id);
    private readonly SourceCache<LinkPair, LinkId> _tree = new(pair => pair.Id);
    private readonly SourceCache<FloodSet, DatapathId> _floods = new(flood => flood.DatapathId);
    private readonly SourceCache<NetworkGraph, int> _graph = new(_ => 0);
    private readonly SourceCache<TopologyAlert, int> _alerts = new(_ => 0);
    private readonly SourceCache<Settlement, int> _settled = new(_ => 0);

    private readonly SpanningForest _forest = new();
    private readonly Dictionary<DatapathId, Flooded> _flooded = [];
    private NetworkGraph _current = NetworkGraph.Empty;

    public Publisher() => _graph.AddOrUpdate(_current);

    public IObservableCache<NetworkPort, SwitchPort> Ports => field ??= _ports.AsObservableCache();

    public IObservableCache<NetworkLink, LinkId> Links => field ??= _links.AsObservableCache();

    public IObservableCache<LinkPair, LinkId> Pairs => field ??= _pairs.AsObservableCache();

    public IObservableCache<NetworkHost, HostId> Hosts => field ??= _hosts.AsObservableCache();

    public IObservableCache<LinkPair, LinkId> SpanningTree => field ??= _tree.AsObservableCache();

    public NetworkGraph CurrentGraph => _graph.TryLookup(0, out var graph) ? graph : NetworkGraph.Empty;

    public IObservable<NetworkGraph> Graph => _graph.Watch(0).Select(change => change.Current);

    /// <summary>The alerts from subscription on.</summary>
    public IObservable<TopologyAlert> Alerts => Observable.Defer(() =>
    {
        var last = _alerts.TryLookup(0, out var alert) ? alert : null;
        return _alerts.Watch(0).Select(change => change.Current).SkipWhile(current => ReferenceEquals(current, last));
    });

    public IObservable<bool> IsSettled => _settled.Watch(0).Select(change => change.Current.IsSettled);

    public IObservable<ValueList<PortNumber>> FloodPorts(DatapathId datapath) => Observable.Defer(() =>
    {
        var ports = _floods.Watch(datapath)
            .Select(ValueList<PortNumber> (change) => change.Reason == ChangeReason.Remove ? [] : change.Current.Ports);
        return _floods.TryLookup(datapath, out _) ? ports : ports.StartWith(default(ValueList<PortNumber>));
    }).DistinctUntilChanged();

    public void Apply(Turn turn)
    {
        if (turn.Ports.Count > 0)
            Edit(_ports, turn.Ports);
        if (turn.Links.Count > 0)
            Edit(_links, turn.Links);
        var pairs = ChangedPairs(turn);
        if (pairs.Count > 0)
            _pairs.Edit(updater => Update(updater, pairs.Select(pair => (pair.Old, pair.New))));
        if (turn.Hosts.Count > 0)
            Edit(_hosts, turn.Hosts);
        if (pairs.Count > 0 || turn.Datapaths.Count > 0)
            ApplyToGraph(turn, pairs);
        ApplyToFloods(turn, pairs);
        foreach (var alert in turn.Alerts)
            _alerts.AddOrUpdate(alert);
        if (turn.IsSettled is { } isSettled)
            _settled.AddOrUpdate(new Settlement(isSettled));
    }

    public void Dispose()
    {
        _ports.Dispose();
        _links.Dispose();
        _pairs.Dispose();
        _hosts.Dispose();
        _tree.Dispose();
        _floods.Dispose();
        _graph.Dispose();
        _alerts.Dispose();
        _settled.Dispose();
    }

    private static void Edit<TItem, TKey>(SourceCache<TItem, TKey> cache, Dictionary<TKey, TItem?> changes)
        where TItem : class
        where TKey : notnull => cache.Edit(updater =>
    {
        foreach (var (key, item) in changes)
        {
            if (item is null)
                updater.Remove(key);
            else
                updater.AddOrUpdate(item);
        }
    });

    private static void Update(ISourceUpdater<LinkPair, LinkId> updater, IEnumerable<(LinkPair? Old, LinkPair? New)> changes)
    {
        foreach (var (old, @new) in changes)
        {
            if (@new is not null)
                updater.AddOrUpdate(@new);
            else if (old is not null)
                updater.Remove(old.Id);
        }
    }

    // What a turn's changes of single directions make of the pairs.
    private List<(LinkPair? Old, LinkPair? New)> ChangedPairs(Turn turn)
    {
        var changes = new List<(LinkPair? Old, LinkPair? New)>();
        foreach (var changed in turn.Links.Keys)
        {
            var id = LinkPair.IdOf(changed);
            // A pair of which both directions changed is one change.
            if (id != changed && turn.Links.ContainsKey(id))
                continue;
            var old = _pairs.TryLookup(id, out var known) ? known : null;
            var @new = _links.TryLookup(id, out var forth) && _links.TryLookup(id.Reverse, out var back) ? new LinkPair(forth, back) : null;
            if (old != @new)
                changes.Add((old, @new));
        }

        return changes;
    }

    private void ApplyToGraph(Turn turn, List<(LinkPair? Old, LinkPair? New)> pairs)
    {
        _current = _current.With(turn.Datapaths, pairs.FindAll(pair => !IsLoop(pair.Old ?? pair.New!)));
        _graph.AddOrUpdate(_current);
    }

    private void ApplyToFloods(Turn turn, List<(LinkPair? Old, LinkPair? New)> pairs)
    {
        var touched = new HashSet<DatapathId>();
        foreach (var (id, port) in turn.Ports)
        {
            var flooded = FloodedOf(id.DatapathId);
            if (port?.Role == PortRole.Edge ? flooded.Edge.Add(id.Port) : flooded.Edge.Remove(id.Port))
                touched.Add(id.DatapathId);
        }

        var tree = new List<(LinkPair? Old, LinkPair? New)>();
        foreach (var (old, @new) in pairs)
            ApplyToForest(old, @new, tree);
        if (tree.Count > 0)
            _tree.Edit(updater => Update(updater, tree));
        foreach (var (old, @new) in tree)
        {
            // A link whose latency changed is in the tree as before.
            if (old is not null && @new is not null)
                continue;
            var pair = old ?? @new!;
            SetTreePort(pair.Lower, @new is not null, touched);
            SetTreePort(pair.Higher, @new is not null, touched);
        }

        foreach (var (datapath, isPresent) in turn.Datapaths)
        {
            if (!isPresent && _flooded.Remove(datapath))
                touched.Add(datapath);
        }

        if (touched.Count == 0)
            return;
        _floods.Edit(updater =>
        {
            foreach (var datapath in touched)
            {
                if (_flooded.TryGetValue(datapath, out var flooded))
                    updater.AddOrUpdate(new FloodSet(datapath, [.. flooded.Edge.Concat(flooded.Tree.Keys).Order()]));
                else
                    updater.Remove(datapath);
            }
        });
    }

    private void ApplyToForest(LinkPair? old, LinkPair? @new, List<(LinkPair? Old, LinkPair? New)> tree)
    {
        if (IsLoop(old ?? @new!))
            return;
        if (old is not null && @new is not null)
        {
            if (_forest.Update(@new))
                tree.Add((old, @new));
            return;
        }

        var (came, left) = old is null ? _forest.Add(@new!) : _forest.Remove(old);
        if (left is not null)
            tree.Add((left, null));
        if (came is not null)
            tree.Add((null, came));
    }

    // One port can have several links, across switches that are not of the fleet.
    private void SetTreePort(SwitchPort port, bool isInTree, HashSet<DatapathId> touched)
    {
        var ports = FloodedOf(port.DatapathId).Tree;
        var count = ports.GetValueOrDefault(port.Port) + (isInTree ? 1 : -1);
        if (count == 0)
            ports.Remove(port.Port);
        else
            ports[port.Port] = count;
        touched.Add(port.DatapathId);
    }

    private Flooded FloodedOf(DatapathId datapath)
    {
        if (!_flooded.TryGetValue(datapath, out var flooded))
            _flooded.Add(datapath, flooded = new());
        return flooded;
    }

    // A cable between two ports of a datapath is a link, but leads nowhere.
    private static bool IsLoop(LinkPair pair) => pair.Lower.DatapathId == pair.Higher.DatapathId;

    private sealed record FloodSet(DatapathId DatapathId, ValueList<PortNumber> Ports);

    private sealed record Settlement(bool IsSettled);

    /// <summary>The ports of a datapath that are flooded: edge ports, and those in the tree with the number of their links in it.</summary>
    private sealed class Flooded
    {
        public HashSet<PortNumber> Edge { get; } = [];

        public Dictionary<PortNumber, int> Tree { get; } = [];
    }
}
