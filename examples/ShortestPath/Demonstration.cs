using System.Globalization;
using System.Reactive.Concurrency;
using RxOfctl.Simulator.Hosts;
using RxOfctl.Simulator.Topologies;

namespace ShortestPath;

/// <summary>A fat tree of 20 switches and 16 hosts whose links break. The network and its time are simulated, so each run is the
/// same.</summary>
public sealed class Demonstration
{
    private const string From = "h1";
    private const string To = "h16";
    private static readonly NetworkTopology FatTree = NetworkTopology.FatTree(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenPings = TimeSpan.FromMilliseconds(10);

    private readonly HistoricalScheduler _scheduler = new(DateTimeOffset.UnixEpoch);
    private readonly SimulatedNetwork _network;
    private readonly TextWriter _output;
    private int _lost;
    private bool _isGood = true;

    public Demonstration(TextWriter output)
    {
        _output = output;
        _network = new(_scheduler);
        _network.Add(FatTree);
    }

    /// <summary>Runs the demonstration.</summary>
    /// <returns>Whether all links were found, each break was circumvented, and no other ping was lost.</returns>
    public async Task<bool> RunAsync()
    {
        var controller = new OpenFlowController(new() { Scheduler = _scheduler });
        await using var ending = controller.ConfigureAwait(false);
        using var app = new ShortestPathApp(controller);
        using var connections = _network.ConnectTo(controller);
        Advance(1);
        Write($"{controller.GetDatapaths().Count} switches and {app.Topology.LinkPairs.Count} links found in a fat tree of 20 and 32");
        Expect(app.Topology.LinkPairs.Count == 32);
        PingAll();

        NetworkPath? path = null;
        var (from, to) = (Attached(app, From), Attached(app, To));
        using var following = app.Topology.ShortestPath(from, to).Subscribe(current =>
        {
            path = current;
            Write(path is null ? $"{From} cannot reach {To}" : $"{From} reaches {To} by {Describe(path)}");
        });
        using var pinging = Observable.Interval(BetweenPings, _scheduler).Subscribe(_ => Ping());

        // A port goes down at each end, and the switches report it.
        Break("is cut", link => link.SetUp(false), isReported: true);
        // Frames are lost, and no port goes down: missed probes show it.
        Break("fails silently", link => link.Options = link.Options with { Loss = 1 }, isReported: false);
        Isolate();
        pinging.Dispose();
        Advance(1);
        PingAll();
        return _isGood;

        void Break(string how, Action<SimulatedLink> breaking, bool isReported)
        {
            var link = LinkOf(path!.Links[1]);
            Write($"{link} {how}");
            var lost = CountLost(5, () => breaking(link));
            Write($"{lost} pings were lost, one every {BetweenPings.TotalMilliseconds} ms");
            Expect(path is not null && !path.Links.Any(each => LinkOf(each) == link) && lost <= (isReported ? 5 : 320) && IsAnswered());
        }

        void Isolate()
        {
            var edge = NameOf(from);
            Write($"{edge}, the switch of {From}, loses all its links for a second");
            foreach (var isUp in new[] { false, true })
            {
                foreach (var link in _network.Links.Where(link => IsBetweenSwitches(link) && Ends(link).Contains(edge)))
                    link.SetUp(isUp);
                Advance(1);
                Expect(path is null != isUp && IsAnswered() == isUp);
            }
        }
    }

    private static DatapathId Attached(ShortestPathApp app, string host) =>
        app.Topology.Hosts.Items.Single(each => each.Id.Mac == FatTree.Hosts.Single(known => known.Name == host).Mac).Port.DatapathId;

    private static string Describe(NetworkPath path) =>
        string.Join(" > ", path.Links.Select(link => link.From.DatapathId).Append(path.To).Select(NameOf));

    private static string NameOf(DatapathId id) => FatTree.Switches.Single(each => each.Id == id).Name;

    private static bool IsBetweenSwitches(SimulatedLink link) => Ends(link).All(end => end[0] == 's');

    // The names of what a link connects, without its ports.
    private static string[] Ends(SimulatedLink link) => [link.Ends.First.Split(':')[0], link.Ends.Second.Split(':')[0]];

    private SimulatedLink LinkOf(NetworkLink link) =>
        _network.LinksBetween(NameOf(link.From.DatapathId), NameOf(link.To.DatapathId))[0];

    private void PingAll()
    {
        var results = new List<PingResult>();
        foreach (var (asker, asked) in from asker in _network.Hosts from asked in _network.Hosts where asker != asked select (asker, asked))
            asker.Ping(asked.Address).Subscribe(results.Add);
        Advance(6);
        var answered = results.Count(ping => ping.IsAnswered);
        Write($"All hosts pinged each other: {answered} of {results.Count} answered");
        Expect(answered == 240);
    }

    private void Ping() =>
        _network.Host(From).Ping(_network.Host(To).Address, Patience).Subscribe(ping => _lost += ping.IsAnswered ? 0 : 1);

    // How many pings are lost in some seconds from an action on.
    private int CountLost(double seconds, Action action)
    {
        var before = _lost;
        action();
        Advance(seconds);
        return _lost - before;
    }

    private bool IsAnswered()
    {
        var isAnswered = false;
        using var pinging = _network.Host(From).Ping(_network.Host(To).Address, Patience).Subscribe(ping => isAnswered = ping.IsAnswered);
        Advance(Patience.TotalSeconds);
        return isAnswered;
    }

    private void Expect(bool isAsExpected) => _isGood &= isAsExpected;

    private void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));

    private void Write(string line) => _output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{(_scheduler.Now - DateTimeOffset.UnixEpoch).TotalSeconds,7:0.000} s  {line}"));
}
