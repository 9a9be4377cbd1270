using System.Net.Sockets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Connections;

/// <summary>The contract of sockets, whichever way they are read and written.</summary>
public abstract class TransportTests : ConnectionTest
{
    /// <summary>Options of a controller that reads and writes its sockets in the way under test.</summary>
    private protected abstract ControllerOptions OptionsOfTransport { get; }

    [Fact]
    public async Task Messages_of_many_senders_to_a_slow_reader_arrive_whole_and_in_the_order_of_each()
    {
        const int senders = 4;
        const int count = 400;
        await using var controller = OpenFlowController.Listen(OptionsOfTransport);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        static byte[] Data(int sender, int number) => [.. Enumerable.Repeat((byte)(sender + number), 1 + (number * 7919 + sender * 104_729) % 60_000)];

        var sending = Enumerable.Range(0, senders).Select(sender => Task.Run(async () =>
        {
            for (var number = 0; number < count; number++)
                await datapath.SendAsync(new PacketOut { InPort = (uint)sender + 1, Data = Data(sender, number) }, Limit);
        })).ToArray();
        var next = new int[senders];
        for (var received = 0; received < senders * count; received++)
        {
            var packetOut = Assert.IsType<PacketOut>((await peer.ReceiveAsync(Limit))!.Value.Message);
            var sender = (int)packetOut.InPort.Value - 1;
            Assert.True(packetOut.Data.Span.SequenceEqual(Data(sender, next[sender]++)));
        }

        await Task.WhenAll(sending);
    }

    [Fact]
    public async Task The_reason_of_a_refusal_reaches_a_peer_that_continues_to_send()
    {
        await using var controller = OpenFlowController.Listen(OptionsOfTransport);
        for (var time = 0; time < 50; time++)
        {
            using var peer = await ConnectAsync(controller);

            // A message other than HELLO, followed by more than the controller reads as messages.
            await peer.SendAsync([.. OpenFlowCodec.Encode(new EchoRequest(), OpenFlowVersion.OpenFlow10, 1), .. new byte[200_000]], Limit);

            var error = Assert.IsType<ErrorMessage>((await peer.ReceiveAllAsync(Limit))[^1]);
            Assert.Equal("OFPHFC_INCOMPATIBLE", error.Error.Name);
        }
    }

    [Fact]
    public async Task Messages_sent_before_the_disposal_of_the_controller_arrive()
    {
        const int count = 10_000;
        var controller = OpenFlowController.Listen(OptionsOfTransport);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        // More than fits into the peer's socket before the peer reads, so that some waits in the controller.
        for (var number = 0; number < count; number++)
            datapath.Send(new FlowMod { Cookie = (ulong)number, Actions = [new OutputAction(1)] });
        // Bytes that the peer sends meanwhile must not turn the end of the connection into a reset.
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
    public async Task A_peer_that_shuts_down_sending_still_receives_what_was_sent_to_it()
    {
        await using var controller = OpenFlowController.Listen(OptionsOfTransport);
        using var peer = await ConnectAsync(controller);
        await peer.SendAsync(new Hello(), 1, Limit);
        await peer.SendAsync(new EchoRequest { Data = new byte[] { 1, 2, 3 } }, 2, Limit);
        peer.Socket.Shutdown(SocketShutdown.Send);

        var all = await peer.ReceiveAllAsync(Limit);

        Assert.Equal([typeof(Hello), typeof(FeaturesRequest), typeof(EchoReply)], all.Select(message => message.GetType()));
    }

    [Fact]
    public async Task Senders_to_a_peer_that_does_not_read_wait_until_it_reads()
    {
        await using var controller = OpenFlowController.Listen(OptionsOfTransport);
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
    public async Task Senders_that_wait_for_room_fail_when_the_connection_ends()
    {
        await using var controller = OpenFlowController.Listen(OptionsOfTransport);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var filled = await FillAsync(datapath);

        peer.Dispose();

        await Assert.ThrowsAsync<InvalidDatapathException>(() => filled.Sending);
        await Until(() => !datapath.IsConnected);
        Assert.Throws<InvalidDatapathException>(() => datapath.Send(new EchoRequest()));
        await Until(() => controller.ConnectionCount == 0);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_answers_is_not_read_until_it_does()
    {
        await using var controller = OpenFlowController.Listen(OptionsOfTransport);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var echo = OpenFlowCodec.Encode(new EchoRequest { Data = new byte[60_000] }, OpenFlowVersion.OpenFlow10, 7);
        var asked = 0;
        peer.Socket.Blocking = false;
        var offset = 0;

        // Until the peer cannot send more for as long as the controller is seen to be idle.
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
    public async Task Bytes_that_wait_for_a_peer_do_not_pause_reading_from_it()
    {
        await using var controller = OpenFlowController.Listen(OptionsOfTransport);
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

        // A switch whose replies are not read may stop reading requests: one of the two has to read.
        for (var number = 0; number < 300; number++)
            await peer.SendAsync(new PacketIn { Match = [Oxm.InPort.Is(1)], Data = new byte[60_000] }, 0, Limit);

        await seen.Task.WaitAsync(Limit);
        peer.Dispose();
        await Assert.ThrowsAsync<InvalidDatapathException>(() => filling);
    }

    [Fact]
    public async Task A_sender_that_waited_for_room_may_send_requests_and_block()
    {
        await using var controller = OpenFlowController.Listen(OptionsOfTransport);
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
    public async Task A_reset_ends_the_connection_and_fails_its_requests()
    {
        await using var controller = OpenFlowController.Listen(OptionsOfTransport);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var asking = datapath.SendMsgAsync(new BarrierRequest(), Limit);

        peer.Socket.LingerState = new(true, 0);
        peer.Dispose();

        await Assert.ThrowsAsync<InvalidDatapathException>(() => asking);
        await Until(() => controller.ConnectionCount == 0 && controller.GetDatapaths().Count == 0);
    }

    /// <summary>Sends to a peer that does not read until there is no room, and then waits for room until the connection ends.</summary>
    private protected async Task<(Task Sending, int Count)> FillAsync(Datapath datapath)
    {
        var count = 0;
        var sending = Task.Run(async () =>
        {
            while (true)
            {
                await datapath.SendAsync(new EchoRequest { Data = new byte[60_000] }, Limit);
                Interlocked.Increment(ref count);
            }
        });
        var (before, since) = (0, Environment.TickCount64);
        while (Environment.TickCount64 < since + 100)
        {
            await Task.Yield();
            var now = Volatile.Read(ref count);
            if (now != before)
                (before, since) = (now, Environment.TickCount64);
        }

        return (sending, before);
    }

    private protected Task<Peer> ConnectAsync(OpenFlowController controller) => Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
}
