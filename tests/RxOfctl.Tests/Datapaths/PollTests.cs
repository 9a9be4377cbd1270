using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Tests.Datapaths;

/// <summary>Polling, and rates of polled counters.</summary>
public class PollTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lab _lab = new();

    private static PortStats Port(uint number, ulong rxBytes, uint age = 10) => new() { PortNo = number, RxBytes = rxBytes, DurationSec = age };

    [Fact]
    public void A_poll_sends_at_once_and_each_period_until_the_datapath_disconnects()
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<PortStatsRequest>().Reply(new PortStatsReply { Body = [Port(1, 0), Port(2, 0)] });
        var begin = _lab.Scheduler.Now;
        var polled = _lab.Record(datapath.Poll(new PortStatsRequest(), Second));
        _lab.PassSeconds(2.5);
        Assert.Equal([0, 1, 2], polled.Values.Select(poll => Math.Round((poll.At - begin).TotalSeconds, 3)));
        Assert.All(polled.Values, poll => Assert.Equal(2, poll.Entries.Count));
        peer.Disconnect();
        _lab.PassSeconds(1);
        Assert.True(polled.IsCompleted);
        Assert.Equal(3, peer.ReceivedOf<PortStatsRequest>().Count);
    }

    [Fact]
    public void A_slow_answer_skips_polls_and_unsubscribing_ends_them()
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<PortStatsRequest>().After(Second * 2.5).Reply(new PortStatsReply());
        var polled = _lab.Record(datapath.Poll(new PortStatsRequest(), Second));
        _lab.PassSeconds(5.8);
        // Sent at 0 and, because the answer arrived at 2.5, at 3.
        Assert.Equal(2, peer.ReceivedOf<PortStatsRequest>().Count);
        Assert.Equal(2, polled.Values.Count);
        polled.Dispose();
        _lab.PassSeconds(10);
        Assert.Equal(2, peer.ReceivedOf<PortStatsRequest>().Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => { datapath.Poll(new PortStatsRequest(), TimeSpan.Zero); });
    }

    [Fact]
    public void Rates_are_per_second_and_survive_wraps_and_resets()
    {
        const ulong Uncounted = ulong.MaxValue;
        (ulong Bytes, uint Age, double? Expected)[] polls =
        [
            (1000, 10, null),
            (3000, 12, 1000),
            (uint.MaxValue - 999, 14, (uint.MaxValue - 999 - 3000) / 2.0),
            (1000, 16, 1000), // A counter of 32 bits has wrapped.
            (500, 18, 250), // It was reset.
            (5000, 1, 2500), // The entry is another one, with a higher count than the one before.
            (Uncounted, 3, null),
            (100, 5, null),
            (ulong.MaxValue - 99, 7, (ulong.MaxValue - 199) / 2.0),
            (100, 9, 100), // A counter of 64 bits has wrapped.
        ];
        var (peer, datapath) = _lab.Present();
        var next = 0;
        peer.Always<PortStatsRequest>().Reply(_ => new PortStatsReply
        {
            Body = [Port(7, polls[next].Bytes, polls[next++].Age) with { TxPackets = Uncounted }],
        });
        var rates = _lab.Record(datapath.Poll(new PortStatsRequest(), Second * 2).PortRates());
        _lab.PassSeconds((2 * polls.Length) - 1);

        var ports = rates.Values.Select(each => Assert.Single(each)).ToList();
        Assert.Equal(polls.Select(poll => poll.Expected), ports.Select(port => port.RxBytes));
        Assert.All(ports, port => Assert.Null(port.TxPackets));
        Assert.All(ports.Skip(1), port => Assert.Equal(0, port.TxBytes));
    }

    [Fact]
    public void Flows_and_queues_have_rates_by_their_identity()
    {
        var (peer, datapath) = _lab.Present();
        ulong count = 0;
        peer.Always<FlowStatsRequest>().Reply(_ => new FlowStatsReply
        {
            Body =
            [
                new() { Priority = 1, PacketCount = count += 10, ByteCount = count * 100 },
                new() { Priority = 2, PacketCount = 5, ByteCount = 500 },
            ],
        });
        peer.Always<QueueStatsRequest>().Reply(_ => new QueueStatsReply { Body = [new() { PortNo = 1, QueueId = 2, TxPackets = count, TxBytes = count }] });
        var flows = _lab.Record(datapath.Poll(new FlowStatsRequest(), Second).FlowRates());
        var queues = _lab.Record(datapath.Poll(new QueueStatsRequest(), Second).QueueRates());
        _lab.PassSeconds(1.5);

        Assert.Equal([null, null], flows.Values[0].Select(flow => flow.Packets));
        Assert.Equal([(10, 1000), (0, 0)], flows.Values[1].Select(flow => ((double)flow.Packets!, (double)flow.Bytes!)));
        Assert.Equal(10, Assert.Single(queues.Values[1]).TxBytes);
    }

    [Fact]
    public void Ports_have_IsUp_and_IsLocal()
    {
        Assert.True(Lab.PortOf(1).IsUp);
        Assert.False((Lab.PortOf(1) with { State = PortState.LinkDown }).IsUp);
        Assert.False((Lab.PortOf(1) with { Config = PortConfig.PortDown }).IsUp);
        Assert.False(Lab.PortOf(1).IsLocal);
        Assert.True(new Port { PortNo = PortNumber.Local }.IsLocal);
    }
}
