using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>Requests to a datapath that does not read: they wait for room, with a time limit, and the bytes that wait are
/// bounded.</summary>
public sealed class RoomTests : IDisposable
{
    private const int Many = 1000;
    private const int Size = 60_000;

    // The messages that fit before senders wait: a mebibyte, and the message that exceeds it; and those that the peer read at first.
    private const int MostSent = (1 << 20) / Size + 5;

    private static readonly ByteString Data = new byte[Size];

    private readonly Lab _lab = new(new() { EchoInterval = TimeSpan.Zero });
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;
    private readonly MessageCount _count;

    public RoomTests()
    {
        _count = new(_lab.Controller);
        (_peer, _datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow14);
        _peer.Always<Experimenter>().Reply(request => request with { Data = default });
        _peer.Always<BundleControl>().Reply(request => request with { Type = request.Type + 1 });
        _peer.StopReading();
    }

    public void Dispose() => _count.Dispose();

    [Fact]
    public void Requests_wait_without_blocking_and_are_sent_in_order_when_there_is_room()
    {
        var asked = Enumerable.Range(0, Many).Select(number => _lab.Record(_datapath.SendMsg<Experimenter>(Big(number), replyMulti: false))).ToArray();
        _lab.PassSeconds(20);
        Assert.InRange(_count.Sent<Experimenter>(), 1, MostSent);
        Assert.Equal(Many, _datapath.PendingRequests);
        Assert.All(asked, each => Assert.Empty(each.Notifications));

        _peer.ReadAgain();
        _lab.PassSeconds(1);

        Assert.Equal(Enumerable.Range(0, Many), asked.Select(each => (int)Assert.Single(each.Values).ExpType));
        Assert.All(asked, each => Assert.True(each.IsCompleted));
        Assert.Equal(Enumerable.Range(0, Many), _peer.ReceivedOf<Experimenter>().Select(each => (int)each.ExpType));
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Fact]
    public void Several_messages_and_bundles_wait_too()
    {
        Fill();
        var before = _count.Sent<PacketOut>() + _count.Sent<BundleAddMessage>();
        var big = new PacketOut { Data = new byte[Size / 2] };
        var several = Enumerable.Range(0, Many).Select(_ => _lab.Record(_datapath.SendMsgs([big, big]))).ToArray();
        var bundle = _lab.Record(_datapath.SendBundle([big]));
        _lab.PassSeconds(20);
        Assert.Equal(before, _count.Sent<PacketOut>() + _count.Sent<BundleAddMessage>());

        _peer.ReadAgain();
        _lab.PassSeconds(1);

        Assert.All(several, each => Assert.True(each.IsCompleted));
        Assert.True(bundle.IsCompleted);
        Assert.Equal(2 * Many, _peer.ReceivedOf<PacketOut>().Count);
    }

    [Fact]
    public void The_bytes_that_wait_are_those_of_the_options_for_one_datapath_and_for_all()
    {
        const int Datapaths = 10;
        var lab = new Lab(new() { EchoInterval = TimeSpan.Zero, SendByteLimit = 300_000, TotalSendByteLimit = 1_000_000 });
        var message = new PacketOut { Data = new byte[Size] };
        var sent = Enumerable.Range(1, Datapaths).Select(id =>
        {
            var (peer, datapath) = lab.Present((ulong)id);
            peer.StopReading();
            var count = 0;
            while (datapath.TrySend(message))
                count++;
            return count;
        }).ToArray();

        // The pipe in memory takes one message more, and part of another.
        Assert.InRange(sent[0], 300_000 / Size, 300_000 / Size + 3);
        // Buffers have up to twice the bytes, so two or three datapaths reach the limit of all.
        Assert.All(sent[4..], count => Assert.InRange(count, 1, 4));
    }

    [Theory]
    [InlineData(Form.Observable)]
    [InlineData(Form.Async)]
    [InlineData(Form.Blocking)]
    public void The_time_limit_includes_the_wait(Form form)
    {
        Fill();
        var asked = Ask.All["single"].Start(_lab, _datapath, form, TimeSpan.FromSeconds(5));
        _lab.PassSeconds(4.9);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.2);

        var error = asked.AssertError<RequestTimeoutException>();
        Assert.False(error.IsSent);
        Assert.Contains("was not sent within 00:00:05", error.Message, StringComparison.Ordinal);
        AssertNothingWaits();
    }

    [Theory]
    [InlineData(Form.Observable)]
    [InlineData(Form.Async)]
    [InlineData(Form.Blocking)]
    public void A_request_that_is_canceled_while_it_waits_is_never_sent(Form form)
    {
        Fill();
        var asked = Ask.All["single"].Start(_lab, _datapath, form);
        _lab.PassSeconds(1);
        asked.Cancel();
        Assert.Equal(form != Form.Observable, asked.IsEnded);

        AssertNothingWaits();
    }

    [Theory]
    [InlineData(Form.Observable)]
    [InlineData(Form.Async)]
    [InlineData(Form.Blocking)]
    public void A_disconnection_fails_waiting_requests_at_once(Form form)
    {
        Fill();
        var asked = Ask.All["single"].Start(_lab, _datapath, form);
        _lab.PassSeconds(1);
        _peer.Disconnect();
        _lab.Settle();

        asked.AssertError<InvalidDatapathException>();
        Assert.Equal(0, _datapath.PendingRequests);
        _lab.AssertNoErrors();
    }

    [Theory]
    [InlineData(Form.Observable)]
    [InlineData(Form.Async)]
    [InlineData(Form.Blocking)]
    public void A_message_that_cannot_be_encoded_fails_in_its_turn_and_the_next_are_sent(Form form)
    {
        Fill();
        var bad = Ask.Command(new PacketOut { Data = new byte[70_000] }).Start(_lab, _datapath, form);
        var worse = _lab.Record(_datapath.SendMsg(new FlowMod { Match = null! }));
        var good = _lab.Record(_datapath.SendMsg(new FlowMod()));
        _lab.Settle();
        _peer.ReadAgain();
        _lab.Settle();

        bad.AssertError<InvalidMessageException>();
        Assert.NotNull(worse.Error);
        Assert.True(good.IsCompleted);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Fact]
    public void A_datapath_that_reads_intermittently_gets_everything()
    {
        var asked = Enumerable.Range(0, 200).Select(number => _lab.Record(_datapath.SendMsg<Experimenter>(Big(number), replyMulti: false))).ToArray();
        for (var time = 0; time < 100; time++)
        {
            _peer.ReadAgain();
            _lab.Pass(TimeSpan.FromTicks(10));
            _peer.StopReading();
            _lab.Pass(TimeSpan.FromTicks(10));
            Assert.InRange(_count.Sent<Experimenter>() - _peer.ReceivedOf<Experimenter>().Count, 0, MostSent);
        }

        _peer.ReadAgain();
        _lab.Settle();
        Assert.All(asked, each => Assert.True(each.IsCompleted));
    }

    [Fact]
    public async Task Send_blocks_up_to_its_time_limit_and_then_fails_at_once_until_the_datapath_reads()
    {
        Fill();
        var sending = Task.Factory.StartNew(() => Record.Exception(() => _datapath.Send(new PacketOut())), TaskCreationOptions.LongRunning);
        while (!sending.IsCompleted)
        {
            _lab.PassSeconds(0.1);
            await Task.Yield();
        }

        Assert.Equal(_datapath.Id, Assert.IsType<SendTimeoutException>(await sending).DatapathId);
        Assert.Throws<SendTimeoutException>(() => _datapath.Send(new PacketOut()));
        Assert.False(_datapath.TrySend(new PacketOut()));

        _peer.ReadAgain();
        _lab.Settle();
        _datapath.Send(new PacketOut());
        _lab.Settle();
        Assert.Single(_peer.ReceivedOf<PacketOut>());
    }

    [Fact]
    public void A_handler_that_would_block_to_send_on_the_thread_of_virtual_time_gets_an_exception()
    {
        Fill();
        Exception? thrown = null;
        using var handler = _datapath.Messages.OfMessage<PacketIn>().Subscribe(_ => thrown = Record.Exception(() => _datapath.Send(new PacketOut())));
        _peer.Send(new PacketIn());
        _lab.Settle();

        Assert.Contains("virtual-time scheduler", Assert.IsType<InvalidOperationException>(thrown).Message, StringComparison.Ordinal);
        _peer.ReadAgain();
        _lab.Settle();
        Assert.Empty(_peer.ReceivedOf<PacketOut>());
    }

    private static Experimenter Big(int number) => new() { ExperimenterId = 1, ExpType = (uint)number, Data = Data };

    // Sends until there is no room.
    private void Fill()
    {
        while (_datapath.SendAsync(new EchoReply { Data = Data }).AsTask().IsCompleted)
        {
            // There is room.
        }
    }

    private void AssertNothingWaits()
    {
        Assert.Equal(0, _datapath.PendingRequests);
        _peer.ReadAgain();
        _lab.Settle();
        Assert.Empty(_peer.ReceivedOf<GetConfigRequest>());
        Assert.Empty(_peer.ReceivedOf<BarrierRequest>());
        _lab.AssertNoErrors();
    }
}
