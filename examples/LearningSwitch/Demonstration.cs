using System.Globalization;
using System.Reactive.Concurrency;
using RxOfctl.Simulator.Hosts;

namespace LearningSwitch;

/// <summary>
/// Three switches in a line, of which the middle one speaks OpenFlow 1.0 and the others 1.3, with four hosts that ping each other twice.
/// Network and time are simulated, so that it takes a moment and each run is the same.
/// </summary>
public sealed class Demonstration
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly HistoricalScheduler _scheduler = new(DateTimeOffset.UnixEpoch);
    private readonly SimulatedNetwork _network;
    private readonly SimulatedLink _lastLink;

    private readonly bool _isRing;

    /// <param name="isRing">Whether the switches form a ring, in which packets are flooded along a spanning tree, or a line.</param>
    public Demonstration(bool isRing)
    {
        _isRing = isRing;
        _network = new(_scheduler);
        var s1 = _network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
        var s2 = _network.AddSwitch(2, OpenFlowVersion.OpenFlow10);
        var s3 = _network.AddSwitch(3, OpenFlowVersion.OpenFlow13);
        foreach (var (number, attached, port) in new[] { (1u, s1, 1u), (2u, s1, 2u), (3u, s2, 1u), (4u, s3, 1u) })
            _network.Connect(attached, port, _network.AddHost($"h{number}", new(number), new(10, 0, 0, (byte)number)));
        _network.Connect(s1, 10, s2, 10);
        _lastLink = _network.Connect(s2, 11, s3, 11);
        if (isRing)
            _network.Connect(s3, 12, s1, 12);
    }

    /// <summary>Runs the demonstration.</summary>
    /// <param name="output">The output of events.</param>
    /// <param name="cut">Whether to cut the link between the last two switches, so that pings across it are lost.</param>
    /// <returns>Whether all pings were answered.</returns>
    public async Task<bool> RunAsync(TextWriter output, bool cut)
    {
        var controller = new OpenFlowController(new() { Scheduler = _scheduler });
        await using var ending = controller.ConfigureAwait(false);
        using var topology = _isRing ? controller.DiscoverTopology() : null;
        var app = new LearningSwitchApp(controller) { Topology = topology };
        var reporter = new Reporter(output, controller);
        using var following = reporter.Follow(app);
        using var running = app.Start();

        reporter.Write(
            $"Three simulated switches in a {(_isRing ? "ring" : "line")}: h1, h2 - s1 - s2 (h3) - s3 - h4. Time is simulated too.");
        _lastLink.SetUp(!cut);
        using var connections = _network.ConnectTo(controller);
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1));

        var first = PingAll(reporter, "First round: the switches know nothing.");
        var learning = app.Tables.Sum(table => table.PacketIns);
        var second = PingAll(reporter, "Second round: the switches forward by themselves.");

        var answered = first.Concat(second).Count(ping => ping.IsAnswered);
        var sent = first.Count + second.Count;
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Pings answered    {answered} of {sent}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Flows installed   {app.Tables.Sum(table => table.Flows)}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Packet-ins        {learning} in the first round, {app.Tables.Sum(table => table.PacketIns) - learning} in the second"));
        return answered == sent;
    }

    private List<PingResult> PingAll(Reporter reporter, string title)
    {
        reporter.Write(title);
        var pings =
            from asker in _network.Hosts
            from asked in _network.Hosts
            where asker != asked
            select asker.Ping(asked.Address).Do(ping => reporter.Write(
                ping.RoundTripTime is { } time
                    ? string.Create(
                        CultureInfo.InvariantCulture, $"{asker.Name} pinged {asked.Name}: answered in {time.TotalMilliseconds} ms")
                    : $"{asker.Name} pinged {asked.Name}: no answer"));
        var results = new List<PingResult>();
        var isDone = false;
        using var pinging = pings.Concat().Subscribe(results.Add, () => isDone = true);
        while (!isDone)
            _scheduler.AdvanceBy(Step);
        return results;
    }
}
