using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using RxOfctl.Caching;
using RxOfctl.Capture;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Simulator.Tests;

/// <summary>Faults, scripted and by chance, and the invariants that find what follows from them.</summary>
public class FaultTests
{
    [Fact]
    public void A_script_happens_in_its_time()
    {
        var lab = new Lab(NetworkTopology.Linear(3));
        var happened = new List<string>();
        lab.Network.Faults.Happened.Subscribe(fault => happened.Add($"{(fault.At - lab.Begin).TotalSeconds} {fault.Text}"));

        lab.Network.Faults.Run("at 10 s cut s1-s2 for 5s; at 12s restart s3\n at 500ms hang s2 for 1 min; at 20 s delay s1 200ms; at 0.1 h heal");
        lab.Advance(600);

        Assert.Equal(
            ["0.5 hang s2", "10 cut s1-s2", "12 restart s3", "15 mend s1-s2", "20 delay s1 200ms", "60.5 resume s2", "360 heal"], happened);
    }

    [Theory]
    [InlineData("in 5 s cut s1-s2", "must begin with 'at TIME'")]
    [InlineData("at 5 s", "ends where a fault is expected")]
    [InlineData("at 5 parsecs cut s1-s2", "'parsecs' is no unit of time")]
    [InlineData("at x s cut s1-s2", "'x' is no")]
    [InlineData("at 5 s explode s1", "no fault 'explode'")]
    [InlineData("at 5 s cut s1", "two names")]
    [InlineData("at 5 s restart s1 for 2 s", "has no end")]
    [InlineData("at 5 s hang s1 now", "'now' after the fault")]
    public void A_script_that_is_wrong_is_refused(string script, string reason) => Assert.Contains(
        reason,
        Assert.Throws<FormatException>(() => new Lab(NetworkTopology.Linear(2)).Network.Faults.Run(script)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("at 5 s crash s9")]
    [InlineData("at 5 s cut s1-s9")]
    public void A_script_that_names_what_is_not_there_is_refused(string script) =>
        Assert.Throws<KeyNotFoundException>(() => new Lab(NetworkTopology.Linear(2)).Network.Faults.Run(script));

    [Fact]
    public void A_switch_that_crashes_loses_its_flows_and_comes_back_empty()
    {
        var lab = new Lab(NetworkTopology.Linear(2));
        var s1 = lab.Network.Switch("s1");
        lab.Send(1, new FlowMod { Priority = 7, Actions = [new OutputAction(1)] });
        lab.Send(1, new GroupMod { GroupId = 5, Type = GroupType.Indirect, Buckets = [new() { Actions = [new OutputAction(1)] }] });
        lab.Send(1, new MeterMod { MeterId = 3, Bands = [new DropMeterBand { Rate = 1 }] });
        Assert.Equal((2, 1, 1), (s1.Flows.Count, s1.Groups.Count, s1.Meters.Count));

        lab.Network.Faults.Crash("s1");
        lab.Advance(1);
        Assert.Null(lab.Controller.GetDatapath(1));
        Assert.Equal(PortState.LinkDown, lab.Controller.GetDatapath(2)!.Ports.Items.Single(port => port.PortNo == 2).State & PortState.LinkDown);
        Assert.False(lab.Ping("h1", "h2"));

        lab.Network.Faults.Restart("s1");
        lab.Advance(1);
        // The app's table-miss flow, nothing else.
        Assert.NotNull(lab.Controller.GetDatapath(1));
        Assert.Equal((1, 0, 0), (s1.Flows.Count, s1.Groups.Count, s1.Meters.Count));
        Assert.True(lab.Ping("h1", "h2"));
    }

    [Fact]
    public void A_switch_that_restarts_at_once_connects_again()
    {
        var lab = new Lab(NetworkTopology.Single(2));
        var changes = new List<ChangeReason>();
        using var watching = lab.Controller.Datapaths.Connect().Skip(1).SelectMany(each => each).Subscribe(change => changes.Add(change.Reason));
        lab.Network.Faults.Restart("s1");
        lab.Advance(1);
        Assert.NotNull(lab.Controller.GetDatapath(1));
        Assert.NotEmpty(changes);
    }

    [Fact]
    public void A_switch_that_hangs_answers_when_it_goes_on()
    {
        var lab = new Lab(NetworkTopology.Single(2));
        var answers = new List<BarrierReply>();
        lab.Network.Faults.Hang("s1");
        using var asking = lab.Controller.GetDatapath(1)!.SendMsg(new BarrierRequest()).Subscribe(answers.Add);
        lab.Advance(5);
        Assert.Empty(answers);
        lab.Network.Faults.Resume("s1");
        lab.Advance(1);
        Assert.Single(answers);
    }

    [Fact]
    public void A_slow_switch_answers_late_and_in_order()
    {
        var lab = new Lab(NetworkTopology.Single(2));
        lab.Network.Faults.Delay("s1", TimeSpan.FromMilliseconds(300));
        var answers = new List<string>();
        var datapath = lab.Controller.GetDatapath(1)!;
        using var first = datapath.SendMsg(new DescRequest()).Subscribe(_ => answers.Add("desc"));
        using var second = datapath.SendMsg(new GetConfigRequest()).Subscribe(_ => answers.Add("config"));
        lab.Advance(0.29);
        Assert.Empty(answers);
        lab.Advance(0.02);
        Assert.Equal(["desc", "config"], answers);
    }

    [Fact]
    public void A_switch_that_ignores_modifications_confirms_them()
    {
        var lab = new Lab(NetworkTopology.Single(2));
        lab.Network.Faults.Ignore("s1");
        lab.Send(1, new FlowMod { Priority = 7 });
        Assert.Single(lab.Network.Switch("s1").Flows);
        lab.Network.Faults.Obey("s1");
        lab.Send(1, new FlowMod { Priority = 7 });
        Assert.Equal(2, lab.Network.Switch("s1").Flows.Count);
    }

    [Fact]
    public void A_switch_that_loses_its_controller_keeps_its_flows_and_dials_again()
    {
        var lab = new Lab(NetworkTopology.Single(2));
        lab.Send(1, new FlowMod { Priority = 7 });
        lab.Network.Faults.Disconnect("s1", TimeSpan.FromSeconds(3));
        lab.Advance(2.9);
        Assert.Null(lab.Controller.GetDatapath(1));
        lab.Advance(0.2);
        Assert.NotNull(lab.Controller.GetDatapath(1));
        Assert.Equal(2, lab.Network.Switch("s1").Flows.Count);
    }

    [Fact]
    public void A_partition_parts_and_joins()
    {
        var lab = new Lab(NetworkTopology.Linear(4));
        lab.Network.Faults.Partition("s1", "s2", "h1", "h2");
        Assert.Equal((true, false, true), (lab.Ping("h1", "h2"), lab.Ping("h2", "h3"), lab.Ping("h3", "h4")));
        lab.Network.Faults.Join("s1", "s2", "h1", "h2");
        Assert.True(lab.Ping("h2", "h3"));
    }

    [Fact]
    public void A_flooded_ring_is_found_to_loop_and_a_line_not()
    {
        List<InvariantViolation> Run(NetworkTopology topology)
        {
            var lab = new Lab(topology, flood: true);
            var violations = new List<InvariantViolation>();
            using var checking = lab.Network.NoLoop().Subscribe(violations.Add);
            using var pinging = lab.Network.Host("h1").Ping(lab.Network.Host("h2").Address).Subscribe();
            lab.Advance(0.2);
            return violations;
        }

        Assert.NotEmpty(Run(NetworkTopology.Ring(3)));
        Assert.Empty(Run(NetworkTopology.Linear(3)));
    }

    [Fact]
    public void A_ping_in_vain_is_a_violation_only_where_a_path_exists_and_the_app_had_its_time()
    {
        var lab = new Lab(NetworkTopology.Linear(3));
        var violations = new List<InvariantViolation>();
        using var checking = lab.Network.NoBlackHole(TimeSpan.FromSeconds(5)).Subscribe(violations.Add);

        // No path.
        lab.Network.Faults.Cut("s1", "s2");
        lab.Advance(10);
        Assert.False(lab.Ping("h1", "h3"));
        Assert.Empty(violations);

        // A path, but the fault was just now.
        lab.Network.Faults.Mend("s1", "s2");
        lab.Network.Faults.Hang("s2");
        lab.Send(2, new FlowMod { Command = FlowModCommand.Delete }, wait: false);
        lab.Network.Faults.Resume("s2");
        Assert.False(lab.Ping("h1", "h3", seconds: 2));
        Assert.Empty(violations);

        // A path, and time enough.
        lab.Advance(10);
        Assert.False(lab.Ping("h1", "h3"));
        Assert.Contains("h1 pinged h3 in vain", Assert.Single(violations).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pings_that_are_late_or_lost_violate_their_bound()
    {
        var lab = new Lab(NetworkTopology.Single(2));
        lab.Ping("h1", "h2");
        var violations = new List<string>();
        using var checking = lab.Network.AllPingsAnsweredWithin(TimeSpan.FromMilliseconds(5)).Subscribe(found => violations.Add(found.Text));
        Assert.True(lab.Ping("h1", "h2"));
        Assert.Empty(violations);
        lab.Network.LinksBetween("s1", "h2")[0].Options = new() { Latency = TimeSpan.FromMilliseconds(50) };
        Assert.True(lab.Ping("h1", "h2"));
        lab.Network.Faults.Cut("s1", "h2");
        Assert.False(lab.Ping("h1", "h2"));
        Assert.Equal(2, violations.Count);
    }

    [Fact]
    public void A_day_of_random_faults_is_the_same_for_a_seed_and_ends_healed()
    {
        List<string> Run(int seed)
        {
            var lab = new Lab(NetworkTopology.Tree(2, 2), seed: seed);
            var trace = new List<string>();
            lab.Network.Faults.Happened.Subscribe(fault => trace.Add($"{fault.At.Ticks} {fault.Text}"));
            foreach (var link in lab.Network.Links)
                link.Frames.Subscribe(frame => trace.Add($"{frame.At.Ticks} {frame.From} {frame.Data}"));
            lab.Network.Faults.Run(new RandomFaults { Duration = TimeSpan.FromDays(1), MeanInterval = TimeSpan.FromMinutes(5), MeanLength = TimeSpan.FromMinutes(1) });
            for (var hour = 0; hour < 24; hour++)
            {
                lab.Advance(3600 - 5);
                lab.Ping("h1", "h4");
            }

            lab.Advance(10);
            Assert.Equal(3, lab.Controller.GetDatapaths().Count);
            Assert.True(lab.Ping("h1", "h4"));
            return trace;
        }

        var first = Run(1);
        Assert.True(first.Count > 200);
        Assert.Equal(first, Run(1));
        Assert.NotEqual(first, Run(2));
    }

    [Fact]
    public void What_passes_is_captured_for_each_port_and_each_switch()
    {
        using var file = new MemoryStream();
        using var writer = new PcapngWriter(file);
        var lab = new Lab(NetworkTopology.Linear(2));
        using (lab.Network.Capture(writer))
            Assert.True(lab.Ping("h1", "h2"));
        Assert.True(lab.Ping("h1", "h2"));

        using var reader = new CaptureReader(new MemoryStream(file.ToArray()));
        var packets = reader.ReadAll().ToList();
        Assert.Equal(
            ["h1", "h2", "s1 OpenFlow", "s1:1", "s1:2", "s2 OpenFlow", "s2:1", "s2:2"], reader.Interfaces.Select(each => each.Name).Order(StringComparer.Ordinal));
        // An ARP request and an echo request, and what answers them, pass every port.
        var byPort = packets.ToLookup(packet => reader.Interfaces[packet.Interface].Name);
        foreach (var port in new[] { "h1", "h2", "s1:1", "s1:2", "s2:1", "s2:2" })
        {
            Assert.Equal(2, byPort[port].Count(packet => packet.Direction == PacketDirection.Inbound));
            Assert.Equal(2, byPort[port].Count(packet => packet.Direction == PacketDirection.Outbound));
        }

        var streams = RxOfctl.Capture.Tcp.TcpReassembler.Read(new CaptureReader(new MemoryStream(file.ToArray())))
            .Where(each => each.Kind == RxOfctl.Capture.Tcp.TcpEventKind.Data).ToList();
        Assert.Equal(2, streams.Select(each => each.Connection).Distinct().Count());
        Assert.Contains(streams, each => OpenFlowCodec.Decode(each.Data.Span, out _) is PacketIn);
        Assert.Contains(streams, each => each.FromClient is false && OpenFlowCodec.Decode(each.Data.Span, out _) is PacketOut);
    }

    /// <summary>A network with a controller that floods, through packet-ins or by flows.</summary>
    private sealed class Lab
    {
        private readonly TestScheduler _scheduler = new();

        public Lab(NetworkTopology topology, bool flood = false, int seed = 0)
        {
            Network = new(_scheduler, seed);
            Network.Add(topology);
            Controller = new(new() { Scheduler = _scheduler, EchoInterval = TimeSpan.Zero });
            var miss = new FlowMod { Priority = 0, Actions = [new OutputAction(flood ? PortNumber.Flood : PortNumber.Controller)] };
            Controller.Datapaths.Connect().OnItemAdded(datapath => datapath.Send(miss)).Subscribe();
            Controller.Messages.OfMessage<PacketIn>().Subscribe(e => e.Datapath.Send(
                new PacketOut { InPort = e.Message.InPort, Data = e.Message.Data, Actions = [new OutputAction(PortNumber.Flood)] }));
            Network.ConnectTo(Controller);
            Advance(1);
            Begin = Network.Now;
        }

        public SimulatedNetwork Network { get; }

        public OpenFlowController Controller { get; }

        public DateTimeOffset Begin { get; }

        public void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds).Ticks);

        public void Send(DatapathId dpid, OpenFlowMessage message, bool wait = true)
        {
            Controller.GetDatapath(dpid)!.Send(message);
            if (wait)
                Advance(0.01);
        }

        public bool Ping(string from, string to, double seconds = 5)
        {
            var answered = false;
            using var pinging = Network.Host(from).Ping(Network.Host(to).Address).Subscribe(ping => answered = ping.IsAnswered);
            Advance(seconds);
            return answered;
        }
    }
}
