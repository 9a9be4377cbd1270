using RxOfctl.Protocol;
using RxOfctl.Topology;
using RxOfctl.Web.Dashboard.Live;

namespace RxOfctl.Web.Dashboard.Map;

/// <summary>A switch on the map.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Place">Where it is.</param>
/// <param name="IsPresent">Whether it is connected. One that was connected is still shown, so that it is missed.</param>
public sealed record MapSwitch(DatapathId Id, Place Place, bool IsPresent);

/// <summary>A host on the map.</summary>
/// <param name="Host">The host.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Switch">Where its switch is.</param>
public sealed record MapHost(NetworkHost Host, Place Place, Place Switch);

/// <summary>A link on the map.</summary>
/// <param name="Pair">The link.</param>
/// <param name="From">Where its lower port's switch is.</param>
/// <param name="To">Where its higher port's switch is.</param>
/// <param name="Shift">How many pixels it lies beside the straight line, as one of several between the same switches.</param>
/// <param name="Load">The part of its rate that is used, in the busier direction, 0 to 1; null if either is not known.</param>
/// <param name="Rate">The bits per second of the busier direction.</param>
public sealed record MapLink(LinkPair Pair, Place From, Place To, double Shift, double? Load, double Rate);

/// <summary>
/// What the map shows. Switches keep their places: those that the user has moved for good, the others until a switch comes that has none.
/// </summary>
public sealed class NetworkMap
{
    private const double HostDistance = 62;
    private const double HostAngle = 0.8;
    private const double MaxFan = 4.4;
    private const double LinkGap = 7;

    private readonly IFleet _fleet;
    private readonly DiscoveredTopology _topology;
    private readonly TrafficHistory _traffic;
    private readonly Dictionary<DatapathId, Place> _moved = [];
    private Dictionary<DatapathId, Place> _arranged = [];
    private HashSet<DatapathId> _arrangedEdge = [];
    private int _arrangedLinks;

    internal NetworkMap(IFleet fleet, DiscoveredTopology topology, TrafficHistory traffic) =>
        (_fleet, _topology, _traffic) = (fleet, topology, traffic);

    /// <summary>The switches, by their ids.</summary>
    public IReadOnlyList<MapSwitch> Switches { get; private set; } = [];

    /// <summary>The links.</summary>
    public IReadOnlyList<MapLink> Links { get; private set; } = [];

    /// <summary>The hosts.</summary>
    public IReadOnlyList<MapHost> Hosts { get; private set; } = [];

    /// <summary>The left, top, width and height of everything.</summary>
    public (double Left, double Top, double Width, double Height) Bounds { get; private set; }

    /// <summary>Reads the state of the network.</summary>
    public void Refresh()
    {
        var present = _fleet.Datapaths.Keys.ToHashSet();
        var pairs = _topology.LinkPairs.Items;
        var hosts = _topology.Hosts.Items.Where(host => present.Contains(host.Port.DatapathId)).ToList();
        var edge = hosts.Select(host => host.Port.DatapathId).ToHashSet();
        // A link that is lost moves nothing; one that is new may show the shape of the network.
        if (present.Any(id => !_arranged.ContainsKey(id)) || !edge.IsSubsetOf(_arrangedEdge) || pairs.Count > _arrangedLinks)
            Arrange(present, pairs, edge);

        Switches = [.. _arranged.Keys.Order().Select(id => new MapSwitch(id, PlaceOf(id), present.Contains(id)))];
        Links = [.. LinksOf(pairs.Where(pair => present.Contains(pair.Lower.DatapathId) && present.Contains(pair.Higher.DatapathId)))];
        Hosts = [.. HostsOf(hosts)];
        Measure();
    }

    /// <summary>Moves a switch, for good.</summary>
    public void Move(DatapathId id, Place place) => _moved[id] = place;

    /// <summary>Arranges everything anew, and forgets what was moved and the switches that have gone.</summary>
    public void Arrange()
    {
        _moved.Clear();
        _arranged = [];
        Refresh();
    }

    private void Arrange(HashSet<DatapathId> present, IReadOnlyList<LinkPair> pairs, HashSet<DatapathId> edge)
    {
        var known = _arranged.Keys.Union(present).ToList();
        _arranged = NetworkLayout.Arrange(known, [.. pairs.Select(pair => (pair.Lower.DatapathId, pair.Higher.DatapathId))], edge);
        (_arrangedEdge, _arrangedLinks) = ([.. _arrangedEdge, .. edge], pairs.Count);
    }

    private Place PlaceOf(DatapathId id) => _moved.TryGetValue(id, out var moved) ? moved : _arranged[id];

    private IEnumerable<MapLink> LinksOf(IEnumerable<LinkPair> pairs)
    {
        foreach (var parallel in pairs.GroupBy(pair => (pair.Lower.DatapathId, pair.Higher.DatapathId)))
        {
            LinkPair[] links = [.. parallel.OrderBy(pair => pair.Id)];
            for (var index = 0; index < links.Length; index++)
            {
                var pair = links[index];
                var rate = Math.Max(SentBy(pair.Lower), SentBy(pair.Higher));
                yield return new(
                    pair,
                    PlaceOf(pair.Lower.DatapathId),
                    PlaceOf(pair.Higher.DatapathId),
                    (index - (links.Length - 1) / 2.0) * LinkGap,
                    pair.Forth.Rate is > 0 and { } kilobits ? rate / (kilobits * 1000.0) : null,
                    rate);
            }
        }
    }

    private double SentBy(SwitchPort port) => _traffic.Of(port)?.Sent.Last ?? 0;

    // The hosts of a switch fan out away from the network.
    private IEnumerable<MapHost> HostsOf(List<NetworkHost> hosts)
    {
        if (_arranged.Count == 0)
            yield break;
        var center = _arranged.Keys.Aggregate(default(Place), (sum, id) => sum.Plus(PlaceOf(id))).Times(1.0 / _arranged.Count);
        var isLayered = _arranged.Values.Select(place => place.Y).Distinct().Count() <= Math.Sqrt(_arranged.Count) + 1;
        foreach (var fan in hosts.GroupBy(host => host.Port.DatapathId))
        {
            var origin = PlaceOf(fan.Key);
            var away = origin.Minus(center);
            var direction = isLayered || away.Length < 1 ? Math.PI / 2 : Math.Atan2(away.Y, away.X);
            NetworkHost[] ordered = [.. fan.OrderByDescending(host => host.Port.Port).ThenBy(host => host.Id.Mac.Value)];
            var step = Math.Min(HostAngle, MaxFan / ordered.Length);
            for (var index = 0; index < ordered.Length; index++)
            {
                var angle = direction + (index - (ordered.Length - 1) / 2.0) * step;
                yield return new(ordered[index], origin.Plus(new Place(Math.Cos(angle), Math.Sin(angle)).Times(HostDistance)), origin);
            }
        }
    }

    private void Measure()
    {
        var places = Switches.Select(each => each.Place).Concat(Hosts.Select(each => each.Place)).ToList();
        if (places.Count == 0)
            return;
        const double Margin = 50;
        var (left, top) = (places.Min(place => place.X) - Margin, places.Min(place => place.Y) - Margin);
        Bounds = (left, top, places.Max(place => place.X) + Margin - left, places.Max(place => place.Y) + Margin - top);
    }
}
