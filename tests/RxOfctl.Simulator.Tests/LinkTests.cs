using Microsoft.Reactive.Testing;

namespace RxOfctl.Simulator.Tests;

/// <summary>Delay, jitter, loss, capacity and queues of links.</summary>
public class LinkTests
{
    private readonly TestScheduler _scheduler = new();

    [Fact]
    public void Capacity_spaces_frames_and_a_full_queue_drops_what_comes()
    {
        // 1,000 bytes take 8 ms.
        var (host, link) = Make(new() { BitsPerSecond = 1_000_000, QueueLength = 3 });
        var (arrived, lost) = Watch(link);

        for (var i = 0; i < 6; i++)
            host.Send(Frame(1000));
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1).Ticks);

        // One is being sent, three wait, two are dropped. To each comes the latency of 1 ms.
        Assert.Equal([9, 17, 25, 33], arrived.Select(frame => (int)Milliseconds(frame)));
        Assert.Equal(2, lost.Count);

        // The queue is empty again.
        host.Send(Frame(1000));
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1).Ticks);
        Assert.Equal(5, arrived.Count);
    }

    [Fact]
    public void Jitter_keeps_the_order_within_its_bound()
    {
        var (host, link) = Make(new() { Jitter = TimeSpan.FromMilliseconds(10) });
        var (arrived, _) = Watch(link);
        for (var i = 0; i < 100; i++)
            host.Send(Frame(100 + i));
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1).Ticks);

        Assert.Equal(Enumerable.Range(100, 100), arrived.Select(frame => frame.Data.Length));
        Assert.All(arrived, frame => Assert.InRange(Milliseconds(frame), 1, 11));
        Assert.True(arrived.Select(frame => frame.At).Distinct().Count() > 1);
    }

    [Fact]
    public void Loss_is_a_share_by_chance_and_the_same_for_a_seed()
    {
        List<int> Run(int seed)
        {
            var (host, link) = Make(new() { Loss = 0.25 }, seed);
            var (arrived, lost) = Watch(link);
            for (var i = 0; i < 1000; i++)
                host.Send(Frame(100 + i));
            _scheduler.AdvanceBy(TimeSpan.FromSeconds(1).Ticks);
            Assert.Equal(1000, arrived.Count + lost.Count);
            return [.. lost.Select(frame => frame.Data.Length)];
        }

        var lost = Run(seed: 1);
        Assert.InRange(lost.Count, 200, 300);
        Assert.Equal(lost, Run(seed: 1));
        Assert.NotEqual(lost, Run(seed: 2));
    }

    [Fact]
    public void What_is_on_its_way_when_a_link_is_cut_is_lost()
    {
        var (host, link) = Make(new() { Latency = TimeSpan.FromMilliseconds(5) });
        var (arrived, lost) = Watch(link);
        host.Send(Frame(100));
        link.SetUp(false);
        link.SetUp(true);
        host.Send(Frame(101));
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1).Ticks);

        Assert.Equal(101, Assert.Single(arrived).Data.Length);
        Assert.Equal(100, Assert.Single(lost).Data.Length);
    }

    [Fact]
    public void Options_out_of_their_range_are_refused()
    {
        SimulatedLinkOptions[] wrong =
        [
            new() { Latency = TimeSpan.FromTicks(-1) },
            new() { Jitter = TimeSpan.FromTicks(-1) },
            new() { Loss = 1.1 },
            new() { Loss = double.NaN },
            new() { BitsPerSecond = -1 },
            new() { QueueLength = -1 },
        ];
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => Make(options)));
    }

    private static double Milliseconds(LinkFrame frame) => (frame.At - DateTimeOffset.MinValue).TotalMilliseconds;

    private static (List<LinkFrame> Arrived, List<LinkFrame> Lost) Watch(SimulatedLink link)
    {
        var (arrived, lost) = (new List<LinkFrame>(), new List<LinkFrame>());
        link.Arrived.Subscribe(arrived.Add);
        link.Lost.Subscribe(lost.Add);
        return (arrived, lost);
    }

    private static Packets.EthernetFrame Frame(int length) => new()
    {
        Source = new(1),
        Destination = new(2),
        EtherType = (Packets.EtherType)0x88b5,
        Payload = new byte[length - 14],
    };

    private (SimulatedHost Host, SimulatedLink Link) Make(SimulatedLinkOptions options, int seed = 0)
    {
        var network = new SimulatedNetwork(_scheduler, seed);
        var host = network.AddHost("h1", new(1), new(10, 0, 0, 1));
        return (host, network.Connect(network.AddSwitch(1), 1, host, options));
    }
}
