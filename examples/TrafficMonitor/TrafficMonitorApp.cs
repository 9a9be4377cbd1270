namespace TrafficMonitor;

/// <summary>What passes a port, in bytes per second.</summary>
public sealed record PortTraffic(Datapath Datapath, PortNumber Port, double Received, double Sent);

/// <summary>What a flow carries, in bytes per second.</summary>
public sealed record FlowTraffic(Datapath Datapath, FlowStats Flow, double Bytes);

/// <summary>Asks all switches for their counters, and makes rates of them.</summary>
public sealed class TrafficMonitorApp(OpenFlowController controller)
{
    /// <summary>How often to ask.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Each port's rates, once a period. Reserved ports such as LOCAL are left out.</summary>
    public IObservable<PortTraffic> Ports => controller.Datapaths.Connect().MergeMany(datapath =>
        from port in Poll(() => datapath.SendMsg(new PortStatsRequest()))
            .Where(stats => !stats.PortNo.IsReserved).GroupBy(stats => stats.PortNo)
        from rates in Rates(port, stats => [stats.RxBytes, stats.TxBytes])
        select new PortTraffic(datapath, port.Key, rates.PerSecond[0], rates.PerSecond[1]));

    /// <summary>Each flow's rate, once a period.</summary>
    public IObservable<FlowTraffic> Flows => controller.Datapaths.Connect().MergeMany(datapath =>
        from flow in Poll(() => datapath.SendMsg(new FlowStatsRequest())).GroupBy(stats => (stats.TableId, stats.Priority, stats.Match))
        from rates in Rates(flow, stats => [stats.ByteCount])
        select new FlowTraffic(datapath, rates.Item, rates.PerSecond[0]));

    // A switch that does not answer in time, or refuses, is asked again a period later, until it disconnects.
    private IObservable<T> Poll<T>(Func<IObservable<T>> ask) => Observable.Defer(ask)
        .Catch((RequestException _) => Observable.Empty<T>())
        .Concat(Observable.Timer(Period, controller.Scheduler).SelectMany(_ => Observable.Empty<T>()))
        .Repeat();

    // A counter that went down was reset with its switch: its rate is unknown, and the next one is measured from there.
    private IObservable<(T Item, double[] PerSecond)> Rates<T>(IObservable<T> samples, Func<T, ulong[]> counters) =>
        from pair in samples.Timestamp(controller.Scheduler).Buffer(2, 1)
        where pair.Count == 2
        let elapsed = (pair[1].Timestamp - pair[0].Timestamp).TotalSeconds
        let change = counters(pair[1].Value).Zip(counters(pair[0].Value)).ToArray()
        where elapsed > 0 && change.All(counter => counter.First >= counter.Second)
        select (pair[1].Value, change.Select(counter => (counter.First - counter.Second) / elapsed).ToArray());
}
