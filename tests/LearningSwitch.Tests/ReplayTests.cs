using System.Reactive.Concurrency;
using RxOfctl;
using RxOfctl.Caching;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Recording;
using RxOfctl.Simulator;
using RxOfctl.Testing;
using Recording = RxOfctl.Recording.Recording;

namespace LearningSwitch.Tests;

/// <summary>
/// An incident as a test: hosts lost their traffic after one of them had moved, because a version of the app did not delete its flows. The
/// session was recorded, and shrunk to the events for which the two versions act otherwise.
/// </summary>
public class ReplayTests
{
    private const string UpdateVariable = "RXOFCTL_UPDATE_RECORDINGS";

    private static readonly string File = PathOf("host-moves.pcapng");

    [Fact]
    public void The_app_acts_as_recorded()
    {
        using var replay = new Replay(Recording.Open(File));
        using var app = new LearningSwitchApp(replay.Controller).Start();

        replay.AssertSame();
    }

    [Fact]
    public void The_version_with_the_bug_is_caught()
    {
        using var replay = new Replay(Recording.Open(File));
        StartWithBug(replay.Controller);

        var difference = Assert.Single(Assert.Throws<ReplayDifferenceException>(replay.AssertSame).Differences);

        Assert.Equal(ReplayDifferenceKind.Missing, difference.Kind);
        var missing = Assert.IsType<FlowMod>(difference.Message);
        Assert.Equal(FlowModCommand.Delete, missing.Command);
        Assert.Equal(new MacAddress(1), missing.Match.Get(Oxm.EthDst));
    }

    [Theory]
    [InlineData("session.pcap")]
    [InlineData("session-any.pcapng.gz")]
    public void The_app_acts_as_in_a_session_with_Open_vSwitch_of_which_there_is_a_capture_with_retransmissions(string capture)
    {
        using var replay = new Replay(Recording.Open(PathOf(capture)));
        using var app = new LearningSwitchApp(replay.Controller).Start();

        replay.AssertSame();
        Assert.Equal(3, replay.Controller.Datapaths.Count + replay.Recording.Connections.Count(connection => connection.ClosedAt is not null));
    }

    [Fact]
    public void The_recording_is_the_switch_of_a_test()
    {
        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        using var controller = new OpenFlowController(new() { Scheduler = scheduler });
        using var app = new LearningSwitchApp(controller) { IdleTimeout = 5 }.Start();
        using var s1 = ScriptedSwitch.Connect(controller, Recording.Open(File));
        scheduler.AdvanceBy(TimeSpan.FromHours(1));

        Assert.All(s1.ReceivedOf<PacketOut>(), packet => Assert.Equal(new OutputAction(PortNumber.Flood), Assert.Single(packet.Actions)));
        Assert.Contains(s1.ReceivedOf<FlowMod>(), flow => flow.Command == FlowModCommand.Delete && flow.Match.Get(Oxm.EthDst) == new MacAddress(1));
        s1.Verify();
    }

    [Fact]
    public void The_recording_is_what_the_session_shrinks_to()
    {
        var session = RecordSession();
        var small = session.Shrink(controller => new LearningSwitchApp(controller).Start(), StartWithBug);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            small.Save(Path.Combine(SourceDirectory(), "Recordings", "host-moves.pcapng"));

        var output = new MemoryStream();
        small.Save(output);
        Assert.True(session.Frames.Count(frame => frame.Decode() is PacketIn) > 50);
        Assert.Equal(2, small.Frames.Count(frame => frame.Decode() is PacketIn));
        Assert.True(
            System.IO.File.ReadAllBytes(File).AsSpan().SequenceEqual(output.ToArray()),
            $"The session shrinks to another recording. If that is intended, update it: {UpdateVariable}=1 dotnet test tests/LearningSwitch.Tests");
    }

    // Three hosts ping each other for a while; then the first moves to another port.
    private static Recording RecordSession()
    {
        var scheduler = new HistoricalScheduler(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var output = new MemoryStream();
        using (controller.Record(output))
        {
            new LearningSwitchApp(controller) { IdleTimeout = 60 }.Start();
            var network = new SimulatedNetwork(scheduler);
            var s1 = network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
            for (byte number = 1; number <= 3; number++)
                network.Connect(s1, number, network.AddHost($"h{number}", new(number), new(10, 0, 0, number)));
            s1.ConnectTo(controller);
            Pass(1);
            for (var round = 0; round < 30; round++)
                Ping(round % 3, (round + 1 + (round / 3 % 2)) % 3);
            network.Hosts[0].Link!.Unplug();
            network.Connect(s1, 9, network.Hosts[0]);
            network.Hosts[0].Announce();
            Pass(1);
            Ping(1, 0);

            void Ping(int from, int to)
            {
                network.Hosts[from].Ping(network.Hosts[to].Address).Subscribe();
                Pass(61); // Flows expire.
            }

            void Pass(double seconds) => scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));
        }

        return Recording.Read(new MemoryStream(output.ToArray()));
    }

    // As the app, but the flows to a host that has moved stay.
    private static void StartWithBug(OpenFlowController controller) => controller.Datapaths.Connect()
        .SubscribeMany(datapath =>
        {
            var ports = new Dictionary<MacAddress, PortNumber>();
            datapath.SendMsgs([
                new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All },
                new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] },
            ]).Subscribe();
            return datapath.Messages.OfMessage<PacketIn>().SubscribeEach(each => Handle(datapath, ports, each.Message));
        })
        .Subscribe();

    private static void Handle(Datapath datapath, Dictionary<MacAddress, PortNumber> ports, PacketIn packet)
    {
        if (!EthernetHeader.TryRead(packet.Data.Span, out var header))
            return;
        if (!header.Source.IsMulticast)
            ports[header.Source] = packet.InPort;
        ValueList<OpenFlowAction> actions = [new OutputAction(PortNumber.Flood)];
        if (ports.TryGetValue(header.Destination, out var port))
        {
            if (port == packet.InPort)
                return;
            actions = [new OutputAction(port)];
            Match match = [Oxm.InPort.Is(packet.InPort), Oxm.EthSrc.Is(header.Source), Oxm.EthDst.Is(header.Destination)];
            datapath.TrySend(new FlowMod { Priority = 1, IdleTimeout = 60, BufferId = packet.BufferId, Match = match, Actions = actions });
        }

        datapath.TrySend(new PacketOut { BufferId = packet.BufferId, InPort = packet.InPort, Actions = actions, Data = packet.Data });
    }

    private static string PathOf(string recording) => Path.Combine(AppContext.BaseDirectory, "Recordings", recording);

    private static string SourceDirectory([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
