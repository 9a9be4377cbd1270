using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Hosting;
using RxOfctl.Protocol;
using RxOfctl.Topology;

namespace RxOfctl.Web.Dashboard.Live;

/// <summary>
/// What happened since the host started, for pages that are opened later: the last alerts, and the last changes of connections.
/// </summary>
/// <param name="topology">The topology.</param>
/// <param name="controller">The controller of this process, if the fleet has one: it knows of connections.</param>
internal sealed class NetworkLog(DiscoveredTopology topology, OpenFlowController? controller) : IOpenFlowApp, IDisposable
{
    private const int Capacity = 1000;

    private readonly BoundedLog<TopologyAlert> _alerts = new(Capacity);
    private readonly BoundedLog<ConnectionChange> _connections = new(Capacity);

    /// <summary>The last alerts of the topology.</summary>
    public BoundedLog<TopologyAlert> Alerts => _alerts;

    /// <summary>The last changes of connections.</summary>
    public BoundedLog<ConnectionChange> Connections => _connections;

    /// <summary>The changes of a datapath's connections, the newest first.</summary>
    public IReadOnlyList<ConnectionChange> ConnectionsOf(DatapathId id) =>
        [.. _connections.Newest.Where(change => change.DatapathId == id)];

    /// <summary>A datapath that is connected to this process.</summary>
    public Datapath? Local(DatapathId id) => controller?.GetDatapath(id);

    /// <summary>The address of a datapath; null where it is not connected to this process.</summary>
    public string? AddressOf(DatapathId id) => Local(id)?.RemoteEndPoint;

    /// <inheritdoc/>
    public IDisposable Start() => new CompositeDisposable(
        topology.Alerts.Subscribe(_alerts.Add),
        controller?.Connections.Subscribe(_connections.Add) ?? Disposable.Empty);

    /// <inheritdoc/>
    public void Dispose()
    {
        _alerts.Dispose();
        _connections.Dispose();
    }
}

/// <summary>The last of many events.</summary>
internal sealed class BoundedLog<T>(int capacity) : IDisposable
{
    private readonly SourceCache<(long Number, T Event), long> _events = new(entry => entry.Number);
    private long _last;

    /// <summary>The number of the last event, which is how many there have been.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>The events, the newest first.</summary>
    public IReadOnlyList<T> Newest => [.. _events.Items.OrderByDescending(entry => entry.Number).Select(entry => entry.Event)];

    /// <summary>Emits when there is another event, and at once if there are any.</summary>
    public IObservable<Unit> Changed => _events.Connect().AsSignal();

    /// <summary>Adds an event; the oldest goes when there are more than the capacity.</summary>
    public void Add(T happened)
    {
        var number = Interlocked.Increment(ref _last);
        _events.Edit(events =>
        {
            events.AddOrUpdate((number, happened));
            events.Remove(number - capacity);
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _events.Dispose();
}
