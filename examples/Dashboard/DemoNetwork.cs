using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl.Simulator.Topologies;

namespace Dashboard;

/// <summary>A simulated fat tree of 20 switches and 16 hosts, with traffic, in which something breaks now and then.</summary>
public sealed class DemoNetwork
{
    private const int Streams = 8;
    private const int DatagramLength = 1400;
    private const ushort Discard = 9;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(2);
    private static readonly ByteString Datagram = new byte[DatagramLength];

    private readonly SimulatedNetwork _network;
    private readonly IScheduler _scheduler;
    private readonly Random _random;

    public DemoNetwork(IScheduler scheduler, int seed)
    {
        (_scheduler, _random) = (scheduler, new(seed));
        _network = new(scheduler, seed);
        _network.Add(NetworkTopology.FatTree(4));
    }

    /// <summary>How many links there are between switches.</summary>
    public static int LinkCount => NetworkTopology.FatTree(4).Links.Count(link => link.From[0] == 's' && link.To[0] == 's');

    /// <summary>Connects the switches to a controller, and begins to send when all links are known: before that, the frames of hosts may be
    /// seen at ports that are not known to be those of links.</summary>
    /// <param name="controller">The controller.</param>
    /// <param name="topology">The topology that it discovers.</param>
    /// <param name="withFaults">Whether something breaks now and then.</param>
    public IDisposable Start(OpenFlowController controller, DiscoveredTopology topology, bool withFaults)
    {
        var faults = new SerialDisposable();
        var ready = topology.LinkPairs.CountChanged.FirstAsync(count => count == LinkCount);
        return new CompositeDisposable(
            faults,
            ready.SelectMany(_ => Traffic()).Subscribe(),
            ready.Where(_ => withFaults).Subscribe(_ => faults.Disposable = Break()),
            _network.ConnectTo(controller));
    }

    // Hosts ping their neighbors, and some send to others at rates that change.
    private IObservable<System.Reactive.Unit> Traffic() => Observable.Merge(
    [
        Observable.Interval(BetweenPings, _scheduler).StartWith(0)
            .SelectMany(_ => _network.Hosts)
            .SelectMany(host => host.Ping(Other(host).Address))
            .Select(_ => System.Reactive.Unit.Default),
        .. Enumerable.Range(0, Streams).Select(_ => Stream(Any())),
    ]);

    private IObservable<System.Reactive.Unit> Stream(SimulatedHost from)
    {
        var (to, datagrams) = (Other(from), _random.Next(1, 8));
        var phase = _random.NextDouble() * Math.Tau;
        return Observable.Interval(Tick, _scheduler).Do(tick =>
        {
            var count = datagrams * (1 + Math.Sin(phase + tick / 250.0)) / 2;
            for (var sent = 0; sent < count; sent++)
                from.SendUdp(to.Address, Discard, Datagram);
        }).Select(_ => System.Reactive.Unit.Default);
    }

    private IDisposable Break() => _network.Faults.Run(new RandomFaults
    {
        Duration = TimeSpan.FromDays(365),
        MeanInterval = TimeSpan.FromSeconds(20),
        MeanLength = TimeSpan.FromSeconds(8),
        Kinds = [RandomFaultKind.Link, RandomFaultKind.Disconnect],
    });

    private SimulatedHost Any() => _network.Hosts[_random.Next(_network.Hosts.Count)];

    private SimulatedHost Other(SimulatedHost host)
    {
        var other = Any();
        return other == host ? Other(host) : other;
    }
}
