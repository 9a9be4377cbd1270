using RxOfctl.Topology;

namespace RxOfctl.Web.Api;

/// <summary>The last alerts of the topology.</summary>
internal sealed class AlertLog : IDisposable
{
    private const int Capacity = 100;

    private readonly Lock _gate = new();
    private readonly Queue<TopologyAlert> _alerts = new();
    private readonly IDisposable _subscription;

    public AlertLog(DiscoveredTopology topology) => _subscription = topology.Alerts.Subscribe(alert =>
    {
        lock (_gate)
        {
            if (_alerts.Count == Capacity)
                _alerts.Dequeue();
            _alerts.Enqueue(alert);
        }
    });

    /// <summary>The alerts, the oldest first.</summary>
    public IReadOnlyList<TopologyAlert> Alerts
    {
        get
        {
            lock (_gate)
                return [.. _alerts];
        }
    }

    public void Dispose() => _subscription.Dispose();
}
