using System.Reactive.Disposables;
using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using RxOfctl.Caching;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Hosts;

namespace RxOfctl.Simulator.Tests;

public class NetworkTests
{
    [Fact]
    public void Hosts_ping_across_three_switches_of_two_versions_whose_controller_floods()
    {
        var network = new Line();

        var pings = network.PingAll();

        Assert.Equal(6, pings.Count);
        Assert.All(pings, ping => Assert.True(ping.IsAnswered));
    }

    [Fact]
    public void Two_runs_give_the_same_log()
    {
        static List<string> Run()
        {
            var network = new Line();
            var log = new List<string>();
            foreach (var each in network.Network.Switches)
                each.Messages.Subscribe(message => log.Add($"{network.Scheduler.Clock} {each} {message}"));
            foreach (var link in network.Links)
                link.Frames.Subscribe(frame => log.Add($"{network.Scheduler.Clock} {frame}"));
            network.PingAll();
            network.Links[1].SetUp(false);
            network.PingAll();
            return log;
        }

        var first = Run();

        Assert.True(first.Count > 100);
        Assert.Equal(first, Run());
    }

    [Fact]
    public void A_ping_takes_as_long_as_its_links()
    {
        var network = new Line();
        network.PingAll();

        var ping = network.Ping(0, 2);

        // There and back over two links to hosts of 1 ms and two between switches of 5 ms; a hop of the controller's costs some ticks.
        Assert.Equal(24, Math.Round(ping.RoundTripTime!.Value.TotalMilliseconds, 1));
    }

    [Fact]
    public void A_ping_over_a_link_that_is_down_is_lost_at_its_time_limit_and_comes_through_when_it_is_up_again()
    {
        var network = new Line();
        network.PingAll();
        network.Links[1].SetUp(false);

        var start = network.Scheduler.Now;
        PingResult? lost = null;
        using var pinging = network.Network.Hosts[0].Ping(network.Network.Hosts[2].Address, TimeSpan.FromSeconds(3)).Subscribe(result => lost = result);
        network.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Null(lost);
        network.Advance(TimeSpan.FromSeconds(0.2));
        Assert.False(lost!.IsAnswered);

        network.Links[1].SetUp(true);
        Assert.True(network.Ping(0, 2).IsAnswered);
    }

    [Fact]
    public void What_is_on_its_way_when_a_link_is_cut_is_lost_and_nothing_behind_it_comes_early()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        var far = bench.Network.AddHost("h4", new(4), new(10, 0, 0, 4));
        var link = bench.Network.Connect(bench.S1, 4, far, TimeSpan.FromSeconds(10));
        bench.Tell(Bench.Flow(Match.Any, 2));

        far.Send(Bench.Datagram(4, 2));
        bench.Advance(TimeSpan.FromSeconds(5));
        link.SetUp(false);
        link.SetUp(true);
        far.Send(Bench.Datagram(4, 2));
        bench.Advance(TimeSpan.FromSeconds(9));
        bench.AssertHeard();

        bench.Advance(TimeSpan.FromSeconds(2));
        bench.AssertHeard(2);
        Assert.Equal(1ul, bench.S1.Flows[0].PacketCount);
    }

    [Fact]
    public void A_ping_to_an_absent_host_is_not_answered()
    {
        var network = new Line();
        var requests = 0;
        network.Links[0].Frames.Where(frame => frame.From == "h1" && frame.Data.ParseEthernet().Arp is not null).Subscribe(_ => requests++);
        var result = network.Run(network.Network.Hosts[0].Ping(new Ipv4Address(10, 0, 0, 99), TimeSpan.FromSeconds(20)));

        Assert.False(result.IsAnswered);
        Assert.Equal(3, requests);
    }

    [Fact]
    public void Each_subscription_to_a_ping_sends_one_with_the_next_sequence_number()
    {
        var network = new Line();
        var ping = network.Network.Hosts[0].Ping(network.Network.Hosts[1].Address);
        var told = new List<PingResult>();
        network.Network.Hosts[0].Pings.Subscribe(told.Add);

        var results = new[] { network.Run(ping), network.Run(ping) };

        Assert.Equal([1, 2], results.Select(result => (int)result.SequenceNumber));
        Assert.Equal(results, told);
    }

    [Fact]
    public void Datagrams_reach_the_host_that_they_are_for()
    {
        var network = new Line();
        var received = new List<EthernetFrame>();
        network.Network.Hosts[2].Received.Where(frame => frame.Udp is not null).Subscribe(received.Add);

        network.Network.Hosts[0].SendUdp(network.Network.Hosts[2].Address, 53, new byte[] { 1, 2 });
        network.Advance(TimeSpan.FromSeconds(1));

        var datagram = Assert.Single(received).Udp!;
        Assert.Equal((53, (ByteString)new byte[] { 1, 2 }), ((int)datagram.DestinationPort, datagram.Payload));
    }

    [Fact]
    public void A_host_can_be_plugged_in_elsewhere()
    {
        var network = new Line();
        network.PingAll();
        var moved = network.Network.Hosts[0];

        moved.Link!.Unplug();
        network.Network.Connect(network.Network.Switches[2], 7, moved);

        Assert.True(network.Ping(0, 1).IsAnswered);
        Assert.Throws<InvalidOperationException>(() => network.Network.Connect(network.Network.Switches[0], 8, moved));
    }

    [Fact]
    public void An_observer_may_use_the_network()
    {
        var network = new Line();
        var counts = new List<int>();
        network.Network.Hosts[1].Received.Subscribe(_ =>
        {
            counts.Add(network.Network.Switches[0].Flows.Count);
            network.Network.Hosts[1].Announce();
        });

        Assert.True(network.Ping(0, 1).IsAnswered);
        Assert.NotEmpty(counts);
    }

    [Fact]
    public void What_an_observer_throws_comes_up_where_the_scheduler_runs_and_the_network_goes_on()
    {
        var network = new Line();
        using var throwing = network.Network.Hosts[1].Received.Take(1).Subscribe(_ => throw new InvalidOperationException("expected"));

        var error = Assert.Throws<InvalidOperationException>(() => network.Ping(0, 1));

        Assert.Equal("expected", error.Message);
        // What is thrown out of it leaves this scheduler in the belief that it runs.
        network.Scheduler.Stop();
        Assert.True(network.Ping(0, 1).IsAnswered);
    }

    /// <summary>h1 - s1 (1.3) - s2 (1.0, h2) - s3 (1.3) - h3, with a controller that has every switch flood everything.</summary>
    private sealed class Line
    {
        private readonly CompositeDisposable _lasting = [];

        public Line()
        {
            Network = new(Scheduler);
            var controller = new OpenFlowController(new() { Scheduler = Scheduler });
            SimulatedSwitch[] switches =
            [
                Network.AddSwitch(1, OpenFlowVersion.OpenFlow13),
                Network.AddSwitch(2, OpenFlowVersion.OpenFlow10),
                Network.AddSwitch(3, OpenFlowVersion.OpenFlow13),
            ];
            Links =
            [
                .. switches.Select((each, index) => Network.Connect(
                    each, 1, Network.AddHost($"h{index + 1}", new((ulong)index + 1), new(10, 0, 0, (byte)(index + 1))))),
                Network.Connect(switches[0], 10, switches[1], 10, TimeSpan.FromMilliseconds(5)),
                Network.Connect(switches[1], 11, switches[2], 11, TimeSpan.FromMilliseconds(5)),
            ];
            // Those between the switches are of interest, and the first one to a host.
            Links = [Links[0], Links[3], Links[4]];

            _lasting.Add(controller.Datapaths.Connect().OnItemAdded(datapath => datapath.Send(
                new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] })).Subscribe());
            _lasting.Add(controller.Messages.OfMessage<PacketIn>().Subscribe(e => e.Datapath.Send(new PacketOut
            {
                InPort = e.Message.InPort,
                Data = e.Message.Data,
                Actions = [new OutputAction(PortNumber.Flood)],
            })));
            _lasting.Add(Network.ConnectTo(controller));
            Advance(TimeSpan.FromSeconds(1));
        }

        public TestScheduler Scheduler { get; } = new();

        public SimulatedNetwork Network { get; }

        public IReadOnlyList<SimulatedLink> Links { get; }

        public void Advance(TimeSpan time) => Scheduler.AdvanceBy(time.Ticks);

        public PingResult Run(IObservable<PingResult> ping)
        {
            PingResult? result = null;
            using var pinging = ping.Subscribe(each => result = each);
            Advance(TimeSpan.FromSeconds(30));
            return result!;
        }

        public PingResult Ping(int from, int to) => Run(Network.Hosts[from].Ping(Network.Hosts[to].Address));

        public List<PingResult> PingAll() =>
        [
            .. from asker in Enumerable.Range(0, 3)
               from asked in Enumerable.Range(0, 3)
               where asker != asked
               select Ping(asker, asked),
        ];
    }
}
