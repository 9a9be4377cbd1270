using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl.Examples;
using Spectre.Console;

namespace LearningSwitch;

/// <summary>Shows what the app does: once a second in a table or a line, or a line for each event.</summary>
public sealed class Reporter(TextWriter output, OpenFlowController controller)
{
    private readonly DateTimeOffset _start = controller.Scheduler.Now;
    private Dictionary<Datapath, long> _shown = [];

    /// <summary>Runs the app, and shows what it does.</summary>
    public IDisposable Run(bool isVerbose, bool hasLoops)
    {
        var topology = hasLoops ? controller.DiscoverTopology() : null;
        var app = new LearningSwitchApp(controller) { Topology = topology };
        var showing = isVerbose ? Follow(app) : new CompositeDisposable(
            LiveView.IsTerminal(output) ? Disposable.Empty : FollowPresence(),
            LiveView.Show(output, DefaultScheduler.Instance, () => Table(app), () => Summary(app)));
        return new CompositeDisposable(showing, app.Start(), topology ?? Disposable.Empty);
    }

    public void Write(string line) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(controller.Scheduler.Now - _start).TotalSeconds,9:0.000} s  {line}"));

    /// <summary>Writes a line for each event.</summary>
    public IDisposable Follow(LearningSwitchApp app) => new CompositeDisposable(
        FollowPresence(),
        app.Learned.Subscribe(seen => Write(seen.Before is { } before
            ? $"{seen.Datapath.Id} learned that {seen.Address} moved from port {before} to port {seen.Port}"
            : $"{seen.Datapath.Id} learned that {seen.Address} is at port {seen.Port}")),
        app.Installed.Subscribe(flow => Write($"{flow.Datapath.Id} got the flow {flow.Match} -> output:{flow.Port}")));

    private IDisposable FollowPresence() => controller.Datapaths.Connect()
        .OnItemAdded(datapath => Write($"{datapath} joined with {datapath.Ports.Count} ports"))
        .OnItemRemoved(datapath => Write($"{datapath} left"))
        .Subscribe();

    private static string Summary(LearningSwitchApp app)
    {
        var tables = app.Tables.ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Switches {tables.Count}, addresses {tables.Sum(table => table.Addresses)}, "
            + $"flows installed {tables.Sum(table => table.Flows)}, packet-ins {tables.Sum(table => table.PacketIns)}");
    }

    private Table Table(LearningSwitchApp app)
    {
        var view = new Table().AddColumns("Switch", "Addresses", "Flows installed", "Packet-ins", "Packet-ins/s");
        var shown = new Dictionary<Datapath, long>();
        foreach (var table in app.Tables.OrderBy(table => table.Datapath.Id))
        {
            var packetIns = shown[table.Datapath] = table.PacketIns;
            var rate = packetIns - _shown.GetValueOrDefault(table.Datapath, packetIns);
            view.AddRow(
                $"{table.Datapath}".EscapeMarkup(), $"{table.Addresses:n0}", $"{table.Flows:n0}", $"{packetIns:n0}", $"{rate:n0}");
        }

        _shown = shown;
        return view;
    }
}
