using System.CommandLine;
using System.Globalization;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Caching;
using RxOfctl.Cli.Texts;
using RxOfctl.Protocol;
using RxOfctl.Topology;

namespace RxOfctl.Cli.Controllers;

/// <summary><c>rxofctl topology</c>: the links and hosts of the switches that connect.</summary>
internal static class TopologyCommand
{
    private const int DefaultWait = 10;

    public static Command Create(CommandContext context)
    {
        var addresses = ListeningController.Addresses();
        var wait = new Option<double>("--wait")
        {
            Description = "Seconds to wait for switches to connect, links to be found and hosts to be seen. Not given, and with " +
                "switches that are dialed: until all ports are known.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultWait,
        };
        var isLive = new Option<bool>("--live") { Description = "Prints changes as they come, until Ctrl-C." };
        return context.Plain(
            "topology",
            "Is the controller of switches that connect, and prints their links and hosts. Adds a flow for its probes while it runs.",
            (settings, parsed, cancellation) => RunAsync(
                context.Console,
                settings,
                parsed.GetValue(addresses) ?? [],
                parsed.GetValue(isLive) ? null : TimeSpan.FromSeconds(parsed.GetValue(wait)),
                parsed.GetResult(wait) is { Implicit: false },
                cancellation),
            addresses,
            wait,
            isLive);
    }

    private static async Task<int> RunAsync(
        ToolConsole console,
        Settings settings,
        string[] addresses,
        TimeSpan? wait,
        bool isWaitGiven,
        CancellationToken cancellation)
    {
        var output = new Output(console, settings);
        var (controller, targets) = ListeningController.Create(console, settings, addresses);
        await using var ending = controller;
        using var topology = controller.DiscoverTopology();
        var changes = TopologyChanges.Of(controller, topology).ForEachAsync(
            change => Write(output, console.Scheduler.Now, change, isLive: wait is null), cancellation);
        using var dialing = ListeningController.Start(console, controller, targets);
        if (wait is not { } limit)
        {
            await changes;
            return 0;
        }

        var known = isWaitGiven || targets.Any(target => target.IsPassive) ? Observable.Never<long>() : AllKnown(topology, targets.Count);
        await Observable.Timer(limit, console.Scheduler).Amb(known).FirstAsync().ToTask(cancellation);
        var picture = TopologyPicture.Of(controller, topology);
        if (settings.Json)
            output.WriteObject(picture.WriteJson);
        else
            output.Writer.Write(settings.IsDot ? picture.ToDot() : picture.ToTree());
        if (picture.Switches.Count == 0)
            throw new ToolException(
                string.Create(CultureInfo.InvariantCulture, $"No switch connected within {limit.TotalSeconds:0.#} s. Wait longer " +
                    $"with --wait, or check where the switches connect to."));
        return 0;
    }

    // All switches have ports, each port is known, and those of links have their links.
    private static IObservable<long> AllKnown(DiscoveredTopology topology, int switches) =>
        topology.Ports.Connect().QueryWhenChanged(ports => ports.Values.ToList())
        .CombineLatest(topology.LinkPairs.Connect().QueryWhenChanged(links => links.Count).StartWith(0), (ports, links) =>
            ports.DistinctBy(port => port.Id.DatapathId).Count() >= switches
            && ports.TrueForAll(port => port.Role != PortRole.Unknown)
            && ports.Count(port => port.Role == PortRole.Link) <= 2 * links)
        .Where(isKnown => isKnown)
        .Select(_ => 0L);

    private static void Write(Output output, DateTimeOffset time, TopologyChange change, bool isLive)
    {
        if (!isLive)
            return;
        output.Write($"{MessageStream.Time(time)} {(change.IsGone ? "-" : "+")} {change.Kind} {change.Text}", writer =>
        {
            writer.WriteString("time", time.ToUniversalTime());
            writer.WriteString("event", change.IsGone ? "gone" : "found");
            writer.WriteString("kind", change.Kind);
            writer.WriteString("what", change.Text);
        });
        output.Flush();
    }
}

/// <summary>A switch, a link or a host came or went.</summary>
internal sealed record TopologyChange(string Kind, string Text, bool IsGone);

/// <summary>The changes of a topology as one stream.</summary>
internal static class TopologyChanges
{
    public static IObservable<TopologyChange> Of(OpenFlowController controller, DiscoveredTopology topology) => Observable.Merge(
        Changes("switch", controller.Datapaths.Connect(), datapath => $"{datapath.Id} {datapath.Version.ToText()}"),
        Changes("link", topology.LinkPairs.Connect(), link => $"{link.Lower} - {link.Higher}"),
        Changes("host", topology.Hosts.Connect(), host => $"{host}"));

    // What changes without moving, such as the time at which a host was last seen, is no event.
    private static IObservable<TopologyChange> Changes<TObject, TKey>(
        string kind, IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, string> describe)
        where TObject : notnull
        where TKey : notnull => source.SelectMany(changes => changes)
            .Where(change => change.Reason is ChangeReason.Add or ChangeReason.Remove
                || (change.Reason == ChangeReason.Update && change.Previous is { } previous && describe(change.Current) != describe(previous)))
            .Select(change => new TopologyChange(kind, describe(change.Current), change.Reason == ChangeReason.Remove));
}
