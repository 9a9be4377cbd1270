using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Tests.Sessions;

public class KeepAliveTests
{
    [Fact]
    public void An_echo_request_is_sent_after_each_silence()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        var start = lab.Scheduler.Now;
        lab.PassSeconds(61);

        var asked = peer.Received.Where(each => each.Message is EchoRequest).Select(each => (each.At - start).TotalSeconds).ToArray();
        Assert.Equal(4, asked.Length);
        for (var index = 0; index < 4; index++)
            Assert.Equal(15.0 * (index + 1), asked[index], 0.01);
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void A_day_passes()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        lab.Pass(TimeSpan.FromDays(1));

        Assert.Equal(24 * 60 * 4 - 1, peer.ReceivedOf<EchoRequest>().Count, 1.0);
        Assert.True(datapath.IsConnected);
        Assert.Empty(messages.Notifications);
        Assert.Equal(0, datapath.PendingRequests);
        lab.AssertNoErrors();
    }

    [Fact]
    public void No_echo_request_is_sent_to_a_datapath_that_sends_messages()
    {
        var lab = new Lab();
        var (peer, _) = lab.Present();
        for (var second = 0; second < 100; second += 10)
        {
            peer.Send(new PacketIn());
            lab.PassSeconds(10);
        }

        Assert.Empty(peer.ReceivedOf<EchoRequest>());
    }

    [Fact]
    public void Without_a_limit_a_silent_datapath_gets_further_echo_requests_and_stays()
    {
        var lab = new Lab(new() { EchoTimeout = Timeout.InfiniteTimeSpan });
        var (peer, datapath) = lab.Present();
        peer.FallSilent();
        lab.PassSeconds(61);

        Assert.Equal(4, peer.ReceivedOf<EchoRequest>().Count);
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void An_infinite_interval_sends_no_echo_requests()
    {
        var lab = new Lab(new() { EchoInterval = Timeout.InfiniteTimeSpan });
        var (peer, _) = lab.Present();
        lab.Pass(TimeSpan.FromDays(1));

        Assert.Empty(peer.ReceivedOf<EchoRequest>());
    }

    [Fact]
    public void A_silent_datapath_is_disconnected_at_the_time_limit()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        var presence = lab.Controller.Datapaths.AsAggregator();
        peer.FallSilent();
        lab.PassSeconds(29.9);
        Assert.True(datapath.IsConnected);
        lab.PassSeconds(0.2);

        Assert.False(datapath.IsConnected);
        Assert.False(peer.IsConnected);
        Assert.True(messages.IsCompleted);
        Assert.Empty(presence.Data);
        Assert.True(lab.Log.Has(LogLevel.Information, "it did not answer an echo request within 00:00:15"));
    }

    [Fact]
    public void An_answer_just_before_the_time_limit_is_in_time()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        for (var time = 0; time < 10; time++)
            peer.Expect<EchoRequest>().After(TimeSpan.FromSeconds(14.9)).Reply(new EchoReply());
        lab.PassSeconds(300);

        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void Echo_requests_can_be_turned_off()
    {
        var lab = new Lab(new() { EchoInterval = TimeSpan.Zero });
        var (peer, datapath) = lab.Present();
        lab.Pass(TimeSpan.FromDays(1));

        Assert.Empty(peer.ReceivedOf<EchoRequest>());
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void Intervals_and_limits_are_those_of_the_options()
    {
        var lab = new Lab(new() { EchoInterval = TimeSpan.FromSeconds(3), EchoTimeout = TimeSpan.FromSeconds(2) });
        var (peer, datapath) = lab.Present();
        peer.FallSilent();
        lab.PassSeconds(4.9);
        Assert.True(datapath.IsConnected);
        lab.PassSeconds(0.2);

        Assert.False(datapath.IsConnected);
    }

    [Fact]
    public void Echo_requests_are_answered_with_their_bytes_and_are_not_for_the_app()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        peer.Send(new EchoRequest { Data = new byte[] { 1, 2, 3 } }, xid: 77);
        lab.Settle();

        var reply = peer.Received[^1];
        Assert.Equal(77u, reply.Xid);
        Assert.Equal(new byte[] { 1, 2, 3 }, Assert.IsType<EchoReply>(reply.Message).Data.ToArray());
        Assert.Empty(messages.Values);
    }

    [Fact]
    public async Task A_peer_that_is_not_read_because_the_app_is_slow_stays_connected()
    {
        // The handler blocks a thread of the pool, while virtual time passes only when the test advances it.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var time = new ManualScheduler();
        await using var controller = new OpenFlowController(new() { Scheduler = time, QueueCapacity = 4 });
        var present = controller.Datapaths.Watch(1).FirstAsync().ToTask(limit.Token);
        using var peer = ScriptedSwitch.Connect(controller, 1);
        var datapath = (await present).Current;
        using var release = new ManualResetEventSlim();
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = datapath.Messages.OfMessage<PacketIn>().Subscribe(each =>
        {
            release.Wait(limit.Token);
            if (each.Message.Cookie == 999)
                last.TrySetResult();
        });
        // Another observer receives the second message although the first blocks: from now on messages wait for the first only.
        var second = datapath.Messages.OfMessage<PacketIn>().FirstAsync(each => each.Message.Cookie == 1).ToTask(limit.Token);
        peer.Send(new PacketIn { Cookie = 0 });
        peer.Send(new PacketIn { Cookie = 1 });
        await second;
        for (var cookie = 2ul; cookie < 1000; cookie++)
            peer.Send(new PacketIn { Cookie = cookie });
        await time.WhenIdle(blocked: 1, limit.Token);

        // Reading is paused. The peer receives echo requests meanwhile, so that it does not disconnect either.
        while (peer.ReceivedOf<EchoRequest>().Count < 100)
        {
            limit.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(datapath.IsConnected);
        release.Set();
        await last.Task.WaitAsync(limit.Token);
        Assert.Equal(0, datapath.DroppedPacketIns);

        // Since it is read again, it times out if it is silent.
        peer.FallSilent();
        while (datapath.IsConnected)
        {
            limit.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await peer.Completion.WaitAsync(limit.Token);
        Assert.NotEmpty(peer.ReceivedOf<EchoRequest>());
    }

    [Fact]
    public void A_malformed_error_is_not_answered()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        peer.SendHex("04 01 0008 00000005");
        lab.Settle();
        Assert.True(datapath.IsConnected);
        peer.SendHex("01 01 000c 00000005 00010000");
        lab.Settle();

        Assert.Empty(peer.ReceivedOf<ErrorMessage>());
        Assert.False(datapath.IsConnected);
    }

    [Fact]
    public void A_malformed_message_is_answered_with_an_error_that_quotes_64_bytes_and_the_next_one_is_read()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        // A flow-removed with a hundred bytes of junk.
        peer.SendHex("04 0b 006c 00000005" + new string('f', 200));
        peer.Send(new PacketIn { Cookie = 9 });
        lab.Settle();

        Assert.Equal(64, Assert.Single(peer.ReceivedOf<ErrorMessage>()).Data.Length);
        Assert.Equal(9ul, Assert.IsType<PacketIn>(Assert.Single(messages.Values).Message).Cookie);
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void A_message_of_an_unknown_type_is_delivered()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        peer.SendHex("04 c8 000a 00000005 abcd");
        lab.Settle();

        var message = Assert.IsType<UnknownMessage>(Assert.Single(messages.Values).Message);
        Assert.Equal(200, message.Type);
        Assert.True(peer.IsConnected);
    }
}
