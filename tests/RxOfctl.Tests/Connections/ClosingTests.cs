using System.Net.Sockets;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl.Tests.Connections;

public sealed class ClosingTests : ConnectionTest
{
    [Fact]
    public async Task The_reason_of_a_refusal_reaches_a_peer_that_goes_on_sending()
    {
        await using var controller = OpenFlowController.Listen(Options);
        for (var time = 0; time < 50; time++)
        {
            using var peer = await ConnectAsync(controller);

            // A message that is no HELLO, and behind it more than the controller reads as messages.
            await peer.SendAsync([.. OpenFlowCodec.Encode(new EchoRequest(), OpenFlowVersion.OpenFlow10, 1), .. new byte[200_000]], Limit);

            var error = Assert.IsType<ErrorMessage>((await peer.ReceiveAllAsync(Limit))[^1]);
            Assert.Equal("OFPHFC_INCOMPATIBLE", error.Error.Name);
        }
    }

    [Fact]
    public async Task What_was_sent_before_the_end_of_the_controller_arrives()
    {
        const int count = 10_000;
        var controller = OpenFlowController.Listen(Options);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        // More than the peer's side takes before the peer reads, so that some waits in the controller's.
        for (var number = 0; number < count; number++)
            datapath.Send(new FlowMod { Cookie = (ulong)number, Actions = [new OutputAction(1)] });
        // What the peer goes on sending must not make the controller's end a reset.
        using var enough = new CancellationTokenSource();
        var flooding = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await peer.SendAsync(new EchoReply { Data = new byte[50_000] }, 0, Limit);
        });

        var ending = controller.DisposeAsync();
        await Until(() => !datapath.IsConnected);
        var received = await peer.ReceiveAllAsync(Limit);
        await enough.CancelAsync();
        await flooding;
        peer.Socket.Shutdown(SocketShutdown.Both);
        await ending;

        Assert.Equal(Enumerable.Range(0, count), received.OfType<FlowMod>().Select(flow => (int)flow.Cookie));
    }

    [Fact]
    public async Task A_peer_that_ends_its_side_still_gets_what_was_for_it()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var peer = await ConnectAsync(controller);
        await peer.SendAsync(new Hello(), 1, Limit);
        await peer.SendAsync(new EchoRequest { Data = new byte[] { 1, 2, 3 } }, 2, Limit);
        peer.Socket.Shutdown(SocketShutdown.Send);

        var all = await peer.ReceiveAllAsync(Limit);

        Assert.Equal([typeof(Hello), typeof(FeaturesRequest), typeof(EchoReply)], all.Select(message => message.GetType()));
    }

    [Fact]
    public async Task A_peer_that_never_reads_makes_those_wait_who_send_and_they_go_on_when_it_reads()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var big = new EchoRequest { Data = new byte[60_000] };
        var sent = 0;
        var waiting = ValueTask.FromResult(0u);
        while (waiting.IsCompleted)
        {
            waiting = datapath.SendAsync(big, Limit);
            sent++;
        }

        Assert.True(sent < 1000, $"{sent} messages of 60 kB wait for a peer that does not read.");
        for (var number = 0; number < sent; number++)
            Assert.IsType<EchoRequest>((await peer.ReceiveAsync(Limit))!.Value.Message);
        await waiting;
    }

    [Fact]
    public async Task Those_who_wait_for_room_are_let_go_when_the_connection_ends()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var big = new EchoRequest { Data = new byte[60_000] };
        var waiting = ValueTask.FromResult(0u);
        while (waiting.IsCompleted)
            waiting = datapath.SendAsync(big, Limit);

        peer.Dispose();

        await waiting;
        await Until(() => !datapath.IsConnected);
        Assert.Throws<InvalidDatapathException>(() => datapath.Send(big));
        await Until(() => controller.ConnectionCount == 0);
    }

    [Fact]
    public async Task A_peer_that_asks_and_does_not_read_the_answers_is_read_no_more_until_it_does()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var echo = OpenFlowCodec.Encode(new EchoRequest { Data = new byte[60_000] }, OpenFlowVersion.OpenFlow10, 7);
        var asked = 0;
        peer.Socket.Blocking = false;
        var offset = 0;

        // Until nothing moves: the peer cannot send more for as long as the controller can be seen to do nothing.
        for (var idle = 0; idle < 2000; idle++)
        {
            try
            {
                offset += peer.Socket.Send(echo.AsSpan(offset), SocketFlags.None);
                idle = 0;
                if (offset < echo.Length)
                    continue;
                offset = 0;
                asked++;
                Assert.True(asked < 2000, "The controller reads on and on.");
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.WouldBlock)
            {
                await Task.Yield();
            }
        }

        peer.Socket.Blocking = true;
        var rest = offset > 0 ? peer.SendAsync(echo[offset..], Limit) : ValueTask.CompletedTask;
        for (var answered = 0; answered < asked; answered++)
            Assert.IsType<EchoReply>((await peer.ReceiveAsync(Limit))!.Value.Message);
        await rest;
    }

    [Fact]
    public async Task A_peer_that_asks_and_never_reads_is_given_up_and_few_answers_wait_for_it()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var count = new MessageCount(controller);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var echo = OpenFlowCodec.Encode(new EchoRequest { Data = new byte[60_000] }, OpenFlowVersion.OpenFlow10, 7);
        var asked = 0L;
        var sending = Task.Run(async () =>
        {
            while (true)
            {
                await peer.SendAsync(echo, Limit);
                Interlocked.Increment(ref asked);
            }
        });
        // Until nothing moves, for as long as the controller can be seen to do nothing. What it reads until then is a sign of life.
        var before = (0L, 0L);
        for (var idle = 0; idle < 2000; idle++)
        {
            var now = (Interlocked.Read(ref asked), count.Sent<EchoReply>());
            idle = now == before && now.Item2 > 0 ? idle : 0;
            before = now;
            await Task.Yield();
        }

        while (datapath.IsConnected)
        {
            Limit.ThrowIfCancellationRequested();
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        // The operating system holds up to ten megabytes of it, and the controller one.
        Assert.InRange(count.Sent<EchoReply>() * echo.Length, 1, 16 << 20);
        await Logs.WhenLogged(Limit, "it gave no sign of life");
        peer.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await Until(() => controller.ConnectionCount == 0);
    }

    [Fact]
    public async Task The_end_of_the_controller_takes_no_time_where_peers_close_their_side_too()
    {
        var authority = new TestAuthority("all");
        var tls = new TlsOptions { Certificate = authority.Issue("controller", "127.0.0.1"), TrustedCertificates = [authority.Certificate] };
        var controller = OpenFlowController.Listen(Options with { EndPoint = null, EndPoints = [Loopback, new TlsEndPoint(Loopback, tls)] });
        using var present = await ConnectAsync(controller);
        await present.ShakeHandsAsync(0xa1, Limit);
        using var silent = await ConnectAsync(controller);
        using var secured = await Peer.ConnectTlsAsync(controller.LocalEndPoints[1], authority.Certificate, authority.Issue("switch"), Limit);
        await secured.ShakeHandsAsync(0xa2, Limit);
        await PresenceOf(controller, 0xa2);
        var ends = new[] { present, silent, secured }.Select(async peer =>
        {
            await peer.ReceiveAllAsync(Limit);
            peer.Dispose();
        }).ToArray();

        // No time passes, so that nobody's time to linger ends.
        await controller.DisposeAsync().AsTask().WaitAsync(Limit);

        await Task.WhenAll(ends);
        Assert.Equal(0, controller.ConnectionCount);
        await Time.WhenTimers(timers => timers.Count == 0, Limit);
    }

    [Fact]
    public async Task What_waits_for_a_peer_is_no_reason_not_to_read_what_it_sends()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var seen = new TaskCompletionSource();
        var left = 300;
        using var subscription = datapath.Messages.Subscribe(envelope =>
        {
            if (Interlocked.Decrement(ref left) == 0)
                seen.TrySetResult();
        });
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var filling = Task.Run(async () =>
        {
            while (true)
            {
                var waiting = datapath.SendAsync(new EchoRequest { Data = new byte[60_000] }, Limit);
                if (!waiting.IsCompleted)
                    full.TrySetResult();
                await waiting;
            }
        });
        await full.Task.WaitAsync(Limit);

        // A switch whose answers are not read may read no more questions: one of the two has to read.
        for (var number = 0; number < 300; number++)
            await peer.SendAsync(new PacketIn { Match = [Oxm.InPort.Is(1)], Data = new byte[60_000] }, 0, Limit);

        await seen.Task.WaitAsync(Limit);
        peer.Dispose();
        await Assert.ThrowsAsync<InvalidDatapathException>(() => filling);
    }

    [Fact]
    public async Task Whoever_waited_for_room_may_ask_and_block()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var big = new EchoRequest { Data = new byte[60_000] };
        async Task<bool> FillAndAskAsync()
        {
            ValueTask<uint> waiting;
            do
            {
                waiting = datapath.SendAsync(big, Limit);
                if (waiting.IsCompleted)
                    await waiting;
            }
            while (waiting.IsCompleted);
            await waiting;
            return datapath.SendMsgAndWait(new BarrierRequest(), Limit) is not null;
        }

        var asking = Task.Run(FillAndAskAsync);
        while (await peer.ReceiveAsync(Limit) is { } received)
        {
            if (received.Message is not BarrierRequest)
                continue;
            await peer.SendAsync(new BarrierReply(), received.Xid, Limit);
            break;
        }

        Assert.True(await asking);
    }

    [Fact]
    public async Task A_peer_that_resets_the_connection_is_gone_and_so_are_its_requests()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var asking = datapath.SendMsgAsync(new BarrierRequest(), Limit);

        peer.Socket.LingerState = new(true, 0);
        peer.Dispose();

        await Assert.ThrowsAsync<InvalidDatapathException>(() => asking);
        await Until(() => controller.ConnectionCount == 0 && controller.GetDatapaths().Count == 0);
    }

    [Fact]
    public async Task The_controller_may_end_while_datapaths_come_and_go()
    {
        for (var time = 0; time < 20; time++)
        {
            var controller = OpenFlowController.Listen(Options);
            using var coming = new CancellationTokenSource();
            var storm = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
            {
                while (!coming.IsCancellationRequested)
                {
                    try
                    {
                        using var peer = await ConnectAsync(controller);
                        await peer.SendAsync(new Hello(), 1, Limit);
                        await peer.ReceiveAsync(Limit);
                    }
                    catch (Exception error) when (error is SocketException or IOException)
                    {
                        // The controller has ended.
                    }
                }
            })).ToArray();
            await Until(() => Logs.Lines.Count(line => line.Contains("connected.", StringComparison.Ordinal)) > 20 * time);

            await DisposeInTimeAsync(controller);
            Assert.Equal(0, controller.ConnectionCount);
            await coming.CancelAsync();
            await Task.WhenAll(storm);
        }

        Assert.DoesNotContain(Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private Task<Peer> ConnectAsync(OpenFlowController controller) => Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
}
