using System.Collections.Concurrent;
using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Topology;

namespace RxOfctl.Web.Dashboard.Live;

/// <summary>
/// The rates of all ports and datapaths over the last two minutes. Ports are polled while a page is open, once for all pages, and for
/// a minute after the last was closed, so that a page that is loaded anew has its history.
/// </summary>
internal sealed class TrafficHistory
{
    /// <summary>The time between two samples.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Lingering = TimeSpan.FromMinutes(1);

    private readonly IFleet _fleet;
    private readonly ConcurrentDictionary<SwitchPort, PortTraffic> _ports = [];
    private readonly ConcurrentDictionary<DatapathId, Traffic> _datapaths = [];

    public TrafficHistory(IFleet fleet)
    {
        _fleet = fleet;
        Sampled = Observable.Create<Unit>(Sample).Publish().RefCount(Lingering, fleet.Scheduler);
    }

    /// <summary>Emits after each sample. Ports are polled while this is subscribed to.</summary>
    public IObservable<Unit> Sampled { get; }

    /// <summary>The traffic of a port; null before its counters were read twice.</summary>
    public PortTraffic? Of(SwitchPort port) => _ports.GetValueOrDefault(port);

    /// <summary>The traffic of all ports of a datapath together; null before their counters were read twice.</summary>
    public Traffic? Of(DatapathId datapath) => _datapaths.GetValueOrDefault(datapath);

    private IDisposable Sample(IObserver<Unit> observer)
    {
        var rates = _fleet.ObservePorts(Period).AsObservableCache();
        var sampling = Observable.Interval(Period, _fleet.Scheduler).Select(_ =>
        {
            Add(rates.KeyValues);
            return Unit.Default;
        }).Subscribe(observer);
        return new CompositeDisposable(sampling, rates, Disposable.Create(() =>
        {
            _ports.Clear();
            _datapaths.Clear();
        }));
    }

    private void Add(IReadOnlyDictionary<FleetKey<PortNumber>, PortRate> rates)
    {
        var sums = new Dictionary<DatapathId, (double Received, double Sent)>();
        foreach (var (key, rate) in rates)
        {
            if (rate is not { RxBytes: { } received, TxBytes: { } sent })
                continue;
            var traffic = _ports.GetOrAdd(new(key.DatapathId, key.Key), _ => new());
            traffic.Rate = rate;
            traffic.Add(received * 8, sent * 8);
            // What goes through LOCAL is not the network's.
            if (key.Key == PortNumber.Local)
                continue;
            var sum = sums.GetValueOrDefault(key.DatapathId);
            sums[key.DatapathId] = (sum.Received + received * 8, sum.Sent + sent * 8);
        }

        foreach (var (id, (received, sent)) in sums)
            _datapaths.GetOrAdd(id, _ => new()).Add(received, sent);
        foreach (var gone in _ports.Keys.Where(port => !rates.ContainsKey(new(port.DatapathId, port.Port))))
            _ports.TryRemove(gone, out _);
        foreach (var gone in _datapaths.Keys.Where(id => !sums.ContainsKey(id)))
            _datapaths.TryRemove(gone, out _);
    }
}

/// <summary>Traffic in both directions, in bits per second.</summary>
internal class Traffic
{
    /// <summary>What comes in.</summary>
    public Samples Received { get; } = new();

    /// <summary>What goes out.</summary>
    public Samples Sent { get; } = new();

    public void Add(double received, double sent)
    {
        Received.Add(received);
        Sent.Add(sent);
    }
}

/// <summary>The traffic of a port.</summary>
internal sealed class PortTraffic : Traffic
{
    /// <summary>The counters, and all their rates, as they were read last.</summary>
    public PortRate? Rate { get; set; }
}
