namespace TrafficMonitor;

/// <summary>The traffic of a port, in bytes per second.</summary>
public sealed record PortTraffic(Datapath Datapath, PortNumber Port, double Received, double Sent);

/// <summary>The traffic of a flow, in bytes per second.</summary>
public sealed record FlowTraffic(Datapath Datapath, FlowStats Flow, double Bytes);

/// <summary>
/// Polls the counters of all switches and turns them into rates. A switch that does not answer is asked again, later each time.
/// </summary>
public sealed class TrafficMonitorApp(OpenFlowController controller)
{
    /// <summary>The time between two polls.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Each port's traffic, once a period, without reserved ports such as LOCAL.</summary>
    public IObservable<PortTraffic> Ports => controller.Datapaths.Connect().MergeMany(datapath =>
        from rates in datapath.Poll(new PortStatsRequest(), Period).PortRates().RetryWithBackoff(int.MaxValue, controller.Scheduler)
        from rate in rates
        where !rate.Stats.PortNo.IsReserved && rate is { RxBytes: not null, TxBytes: not null }
        select new PortTraffic(datapath, rate.Stats.PortNo, rate.RxBytes!.Value, rate.TxBytes!.Value));

    /// <summary>Each flow's traffic, once a period.</summary>
    public IObservable<FlowTraffic> Flows => controller.Datapaths.Connect().MergeMany(datapath =>
        from rates in datapath.Poll(new FlowStatsRequest(), Period).FlowRates().RetryWithBackoff(int.MaxValue, controller.Scheduler)
        from rate in rates
        where rate.Bytes is not null
        select new FlowTraffic(datapath, rate.Stats, rate.Bytes!.Value));
}
