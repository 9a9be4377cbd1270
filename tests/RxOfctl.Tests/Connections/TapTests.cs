using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Serving;

namespace RxOfctl.Tests.Connections;

/// <summary>The tap of a controller sees the bytes of messages in both directions, and cannot affect a connection.</summary>
public sealed class TapTests
{
    private readonly Lab _lab = new();
    private readonly Recorder _tap = new();

    [Fact]
    public void Messages_of_both_directions_are_seen_as_bytes_with_the_time_of_the_scheduler()
    {
        _lab.PassSeconds(3);
        using var tapping = _lab.Controller.Tap(_tap);
        var (peer, datapath) = _lab.Present(0xa1);
        var start = _lab.Scheduler.Clock;
        _tap.Seen.Clear();
        _lab.PassSeconds(2);
        var received = new PacketIn { Data = new byte[] { 1, 2, 3 } };
        peer.Send(received, 7);
        _lab.Settle();
        _lab.PassSeconds(1);
        var xid = datapath.Send(new PacketOut { InPort = 5 });
        _lab.Settle();

        Assert.Equal([(datapath.RemoteEndPoint, false), (datapath.RemoteEndPoint, true)], _tap.Seen.Select(each => (each.Peer, each.IsSent)));
        Assert.Equal(OpenFlowCodec.Encode(received, OpenFlowVersion.OpenFlow13, 7), _tap.Seen[0].Frame);
        Assert.Equal(OpenFlowCodec.Encode(new PacketOut { InPort = 5 }, OpenFlowVersion.OpenFlow13, xid), _tap.Seen[1].Frame);
        var times = _tap.Seen.ConvertAll(each => TimeSpan.FromTicks(each.Time.UtcTicks - start));
        Assert.InRange(times[0], TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.01));
        Assert.InRange(times[1], TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.01));
    }

    [Fact]
    public void The_handshake_is_seen_from_its_first_message_on()
    {
        using var tapping = _lab.Controller.Tap(_tap);
        _lab.Present(0xa1);

        Assert.Equal(
            [typeof(Hello), typeof(FeaturesRequest), typeof(PortDescRequest), typeof(SetConfig)],
            _tap.Seen.Where(each => each.IsSent).Select(each => OpenFlowCodec.Decode(each.Frame, out _).GetType()));
        Assert.Equal(
            [typeof(Hello), typeof(FeaturesReply), typeof(PortDescReply)],
            _tap.Seen.Where(each => !each.IsSent).Select(each => OpenFlowCodec.Decode(each.Frame, out _).GetType()));
    }

    [Fact]
    public void A_connection_that_began_before_the_tap_is_seen_from_then_on()
    {
        var (before, datapath) = _lab.Present(0xa1);
        using var tapping = _lab.Controller.Tap(_tap);
        Assert.Equal(("opened", datapath), (_tap.Changes.Single().What, _tap.Changes.Single().Connection.Datapath));

        before.Send(new PacketIn());
        datapath.Send(new PacketOut());
        _lab.Settle();

        Assert.Equal([true, false], _tap.Seen.Select(each => each.IsSent));
    }

    [Fact]
    public void The_beginning_and_the_end_of_a_connection_are_seen_and_which_side_ended_it()
    {
        using var tapping = _lab.Controller.Tap(_tap);
        var (first, _) = _lab.Present(0xa1);
        _lab.Present(0xa2);
        first.Disconnect();
        _lab.Settle();
        _lab.Present(0xa2); // Replaces the other.
        _lab.Settle();

        Assert.Equal(
            ["1 opened", "2 opened", "1 closed by the peer", "3 opened", "2 closed"],
            _tap.Changes.Select(change => $"{change.Connection.Id} {change.What}"));
    }

    [Fact]
    public void Messages_that_are_written_together_are_seen_one_by_one()
    {
        using var tapping = _lab.Controller.Tap(_tap);
        var (_, datapath) = _lab.Present(0xa1);
        _tap.Seen.Clear();
        datapath.SendMsgs([new FlowMod { Priority = 1 }, new FlowMod { Priority = 2 }]).Subscribe();
        _lab.Settle();

        Assert.Equal(
            [typeof(FlowMod), typeof(FlowMod), typeof(BarrierRequest)],
            _tap.Seen.Where(each => each.IsSent).Select(each => OpenFlowCodec.Decode(each.Frame, out _).GetType()));
    }

    [Fact]
    public void Nothing_is_seen_after_the_tap_is_removed()
    {
        var tapping = _lab.Controller.Tap(_tap);
        var (during, _) = _lab.Present(0xa2);
        Assert.NotEmpty(_tap.Seen);
        tapping.Dispose();
        _tap.Seen.Clear();
        _tap.Changes.Clear();
        during.Send(new PacketIn());
        _lab.Present(0xa3);
        using var second = _lab.Controller.Tap(new Recorder());
        during.Send(new PacketIn());
        during.Disconnect();
        _lab.Settle();

        Assert.Empty(_tap.Seen);
        Assert.Empty(_tap.Changes);
    }

    [Fact]
    public void There_is_one_tap_at_a_time()
    {
        using (_lab.Controller.Tap(_tap))
            Assert.Throws<InvalidOperationException>(() => _lab.Controller.Tap(new Recorder()));
        using var next = _lab.Controller.Tap(new Recorder());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_tap_that_throws_is_removed_and_reported_and_the_connection_continues(bool throwsOnSent)
    {
        using var tapping = _lab.Controller.Tap(_tap);
        var (peer, datapath) = _lab.Present(0xa1);
        var messages = _lab.Record(datapath.Messages);
        _tap.Seen.Clear();
        _tap.ThrowsOn = throwsOnSent;
        for (var count = 0; count < 2; count++)
        {
            peer.Send(new PacketIn());
            datapath.Send(new PacketOut());
            _lab.Settle();
        }

        Assert.Equal(2, messages.Values.Count);
        Assert.Equal(2, peer.ReceivedOf<PacketOut>().Count);
        Assert.Single(_tap.Seen, each => each.IsSent == throwsOnSent);
        Assert.Single(_lab.Log.Entries, entry => entry.Error is NotSupportedException && entry.Text.Contains("Tap", StringComparison.Ordinal));
        using var next = _lab.Controller.Tap(new Recorder());
    }

    private sealed class Recorder : IFrameTap
    {
        public List<(string Peer, bool IsSent, DateTimeOffset Time, byte[] Frame)> Seen { get; } = [];

        public List<(TappedConnection Connection, string What)> Changes { get; } = [];

        public bool? ThrowsOn { get; set; }

        public void OnOpened(TappedConnection connection, DateTimeOffset time) => Changes.Add((connection, "opened"));

        public void OnClosed(TappedConnection connection, bool isClosedByPeer, DateTimeOffset time) =>
            Changes.Add((connection, isClosedByPeer ? "closed by the peer" : "closed"));

        public void OnFrame(TappedConnection connection, bool isSent, DateTimeOffset time, ReadOnlySpan<byte> frame)
        {
            Seen.Add((connection.Peer, isSent, time, frame.ToArray()));
            if (isSent == ThrowsOn)
                throw new NotSupportedException("The tap is broken.");
        }
    }
}
