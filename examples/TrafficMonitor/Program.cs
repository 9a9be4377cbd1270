using System.Collections.Concurrent;
using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl.Examples;
using Spectre.Console;

namespace TrafficMonitor;

public static class Program
{
    public static ExampleProgram Example { get; } = new()
    {
        Description = "Shows the traffic of all ports and flows.",
        Demonstrate = (_, output) => DemonstrateAsync(output),
        Start = (_, controller, output) => Show(new(controller), output, DefaultScheduler.Instance),
    };

    public static Task<int> Main(string[] args) => Example.RunAsync(args);

    // Two hosts at a switch that floods: h1 sends 10 datagrams of 1,000 bytes a second for 5 seconds of simulated time.
    private static async Task<bool> DemonstrateAsync(TextWriter output)
    {
        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        await using var ending = controller.ConfigureAwait(false);
        var network = new SimulatedNetwork(scheduler);
        var s1 = network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
        network.Connect(s1, 1, network.AddHost("h1", new(1), new(10, 0, 0, 1)));
        network.Connect(s1, 2, network.AddHost("h2", new(2), new(10, 0, 0, 2)));
        using var flooding = controller.Datapaths.Connect()
            .OnItemAdded(datapath => datapath.TrySend(new FlowMod { Actions = [new OutputAction(PortNumber.Flood)] }))
            .Subscribe();

        var app = new TrafficMonitorApp(controller);
        var (busiest, flows) = (new List<PortTraffic>(), 0);
        using var watching = app.Ports.Where(traffic => traffic.Sent > 5_000).Subscribe(busiest.Add);
        using var counting = app.Flows.Where(traffic => traffic.Bytes > 5_000).Subscribe(_ => flows++);
        using var showing = Show(app, output, scheduler);
        using var connections = network.ConnectTo(controller);
        using var sending = Observable.Interval(TimeSpan.FromMilliseconds(100), scheduler).Take(50)
            .Subscribe(_ => network.Hosts[0].SendUdp(network.Hosts[1].Address, 9, new byte[1000]));
        scheduler.AdvanceBy(TimeSpan.FromSeconds(8));

        output.WriteLine($"Busy ports seen   {string.Join(", ", busiest.Select(traffic => traffic.Port).Distinct())} of {s1.Ports.Count}");
        output.WriteLine($"Busy flow seen    {flows} times");
        return busiest.Count > 0 && flows > 0 && busiest.All(traffic => traffic.Port == 2);
    }

    private static CompositeDisposable Show(TrafficMonitorApp app, TextWriter output, IScheduler scheduler)
    {
        var ports = new ConcurrentDictionary<(DatapathId, PortNumber), PortTraffic>();
        var flows = new ConcurrentDictionary<(DatapathId, Match), FlowTraffic>();
        return new(
            app.Ports.Subscribe(traffic => ports[(traffic.Datapath.Id, traffic.Port)] = traffic),
            app.Flows.Subscribe(traffic => flows[(traffic.Datapath.Id, traffic.Flow.Match)] = traffic),
            LiveView.Show(output, scheduler, () => View(ports.Values, flows.Values), () => Summary(ports.Values)));
    }

    private static string Summary(IEnumerable<PortTraffic> ports) => string.Join("  ", ports.Where(traffic => traffic.Datapath.IsConnected)
        .OrderBy(traffic => (traffic.Datapath.Id, traffic.Port.Value))
        .Select(traffic => string.Create(
            CultureInfo.InvariantCulture, $"{traffic.Datapath.Id}:{traffic.Port} in {traffic.Received:n0} out {traffic.Sent:n0} B/s")));

    /// <summary>All ports in a table and the flows with the most traffic in a chart, which a console cannot draw without one.</summary>
    public static Rows View(IEnumerable<PortTraffic> ports, IEnumerable<FlowTraffic> flows)
    {
        var table = new Table().AddColumns("Port", "Received B/s", "Sent B/s");
        var connected = ports.Where(traffic => traffic.Datapath.IsConnected);
        foreach (var traffic in connected.OrderBy(traffic => (traffic.Datapath.Id, traffic.Port.Value)))
            table.AddRow($"{traffic.Datapath.Id}:{traffic.Port}", $"{traffic.Received:n0}", $"{traffic.Sent:n0}");

        var busiest = flows.Where(traffic => traffic.Datapath.IsConnected && traffic.Bytes >= 1)
            .OrderByDescending(traffic => traffic.Bytes).Take(10).ToList();
        if (busiest.Count == 0)
            return new Rows(table, new Text("No flow carries packets."));
        var chart = new BarChart().Label("Busiest flows, B/s").Width(80);
        foreach (var traffic in busiest)
            chart.AddItem($"{traffic.Datapath.Id} {traffic.Flow.Match}".EscapeMarkup(), Math.Round(traffic.Bytes));
        return new Rows(table, chart);
    }
}
