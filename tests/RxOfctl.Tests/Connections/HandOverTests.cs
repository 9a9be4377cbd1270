using System.Diagnostics;
using System.Net.Sockets;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Tests.Connections;

/// <summary>
/// Real sockets and the real task pool, where the thread that reads a connection also runs the handlers of its messages: whatever handlers
/// do, connections are read, nothing is lost, and no thread waits forever. Everything is awaited by a signal.
/// </summary>
public sealed class HandOverTests : ConnectionTest
{
    // The observers of several datapaths.
    private readonly CompositeDisposable _observers = [];
    private readonly List<AnsweringPeer> _peers = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_may_send_a_request_to_its_own_datapath_for_each_message(bool observesAll)
    {
        const int Count = 300;
        await using var controller = OpenFlowController.Listen(RealTime);
        var (peer, datapath) = await ConnectAsync(controller, 1);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var order = new List<uint>();
        using var observer = (observesAll ? controller.Messages : datapath.Messages).OfMessage<PacketIn>().Subscribe(each =>
        {
            Assert.Equal(42, datapath.SendMsgAndWait(new GetConfigRequest())!.MissSendLen);
            order.Add(each.Xid);
            if (order.Count == Count)
                done.TrySetResult();
        });
        await SendPacketInsAsync(peer, Count);

        await done.Task.WaitAsync(Limit);
        Assert.Equal(Enumerable.Range(0, Count).Select(xid => (uint)xid), order);
        Assert.Equal(0, datapath.DroppedPacketIns);
        End();
    }

    [Fact]
    public async Task A_handler_that_blocks_just_when_the_watchdog_takes_over_gets_one_message_at_a_time()
    {
        const int Count = 100;
        await using var controller = OpenFlowController.Listen(RealTime);
        var (peer, datapath) = await ConnectAsync(controller, 1);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var random = new Random(1);
        var order = new List<uint>();
        var (entered, overlaps) = (0, 0);
        Observe(datapath, each =>
        {
            overlaps += Interlocked.Increment(ref entered) == 1 ? 0 : 1;
            // The watchdog takes over from a thread that computes for 5 to 10 ms.
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMilliseconds(5 + (5 * random.NextDouble()));)
                Thread.SpinWait(20);
            Assert.NotNull(datapath.SendMsgAndWait(new GetConfigRequest()));
            order.Add(each.Xid);
            Interlocked.Decrement(ref entered);
            if (order.Count == Count)
                done.TrySetResult();
        });
        await SendPacketInsAsync(peer, Count);

        await done.Task.WaitAsync(Limit);
        Assert.Equal(0, overlaps);
        Assert.Equal(Enumerable.Range(0, Count).Select(xid => (uint)xid), order);
        End();
    }

    [Fact]
    public async Task Handlers_may_send_requests_to_each_other_s_datapaths()
    {
        await using var controller = OpenFlowController.Listen(RealTime);
        var (first, firstDatapath) = await ConnectAsync(controller, 1);
        var (second, secondDatapath) = await ConnectAsync(controller, 2);
        var both = new CountdownEvent(200);
        Observe(firstDatapath, _ =>
        {
            Assert.NotNull(secondDatapath.SendMsgAndWait(new GetConfigRequest()));
            both.Signal();
        });
        Observe(secondDatapath, _ =>
        {
            Assert.NotNull(firstDatapath.SendMsgAndWait(new GetConfigRequest()));
            both.Signal();
        });
        await Task.WhenAll(SendPacketInsAsync(first, 100), SendPacketInsAsync(second, 100));

        await WaitAsync(both.WaitHandle);
        End();
    }

    [Fact]
    public async Task A_handler_may_block_by_other_means_for_a_reply_on_its_own_connection()
    {
        await using var controller = OpenFlowController.Listen(RealTime);
        var (peer, datapath) = await ConnectAsync(controller, 1);
        using var done = new CountdownEvent(5);
        Observe(datapath, _ =>
        {
            using var answered = new ManualResetEventSlim();
            using var asking = datapath.SendMsg(new GetConfigRequest()).Subscribe(_ => answered.Set());
            answered.Wait(Limit);
            done.Signal();
        });
        await SendPacketInsAsync(peer, 5);

        await WaitAsync(done.WaitHandle);
        End();
    }

    [Fact]
    public async Task A_handler_may_block_on_the_task_of_a_reply()
    {
        await using var controller = OpenFlowController.Listen(RealTime);
        var (peer, datapath) = await ConnectAsync(controller, 1);
        using var done = new CountdownEvent(5);
        Observe(datapath, _ =>
        {
            Assert.Equal(42, datapath.SendMsgAsync(new GetConfigRequest()).GetAwaiter().GetResult()!.MissSendLen);
            done.Signal();
        });
        await SendPacketInsAsync(peer, 5);

        await WaitAsync(done.WaitHandle);
        End();
    }

    [Fact]
    public async Task The_continuation_of_a_reply_may_block_and_delays_no_other_reply()
    {
        await using var controller = OpenFlowController.Listen(RealTime);
        var (_, datapath) = await ConnectAsync(controller, 1);
        using var other = new ManualResetEventSlim();
        // On another thread: if the reply has arrived already, the continuation runs on the calling thread, and blocks it.
        var blocking = Task.Run(BlockAsync, Limit);
        var asking = Enumerable.Range(0, 20).Select(async _ => (await datapath.SendMsgAsync(new GetConfigRequest()))!.MissSendLen).ToArray();

        Assert.All(await Task.WhenAll(asking).WaitAsync(Limit), length => Assert.Equal(42, length));
        other.Set();
        await blocking.WaitAsync(Limit);
        End();

        async Task BlockAsync()
        {
            await datapath.SendMsgAsync(new GetConfigRequest()).ConfigureAwait(false);
            other.Wait(Limit);
        }
    }

    [Fact]
    public async Task All_handlers_of_many_datapaths_may_block_at_once_and_then_send_requests()
    {
        const int Count = 40;
        await using var controller = OpenFlowController.Listen(RealTime);
        using var entered = new CountdownEvent(Count);
        using var answered = new CountdownEvent(Count);
        for (var id = 1ul; id <= Count; id++)
        {
            var (peer, datapath) = await ConnectAsync(controller, id);
            Observe(datapath, _ =>
            {
                entered.Signal();
                entered.Wait(Limit);
                Assert.NotNull(datapath.SendMsgAndWait(new GetConfigRequest()));
                answered.Signal();
            });
            await SendPacketInsAsync(peer, 1);
        }

        await WaitAsync(answered.WaitHandle);
        End();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_that_a_handler_sent_are_transmitted_before_it_blocks(bool isSeen)
    {
        await using var controller = OpenFlowController.Listen(RealTime);
        var (peer, datapath) = await ConnectAsync(controller, 1);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Observe(datapath, _ =>
        {
            datapath.Send(new PacketOut());
            if (isSeen)
                datapath.SendMsgAndWait(new GetConfigRequest());
            else
                peer.PacketOutCame.Wait(Limit);
            done.TrySetResult();
        });
        await SendPacketInsAsync(peer, 1);

        await done.Task.WaitAsync(Limit);
        peer.PacketOutCame.Wait(Limit);
        End();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_of_other_handlers_are_transmitted_while_one_blocks(bool isSeen)
    {
        const int Count = 8;
        await using var controller = OpenFlowController.Listen(RealTime);
        var peers = new List<AnsweringPeer>();
        var blocking = 0;
        using var done = new SemaphoreSlim(0);
        for (var index = 0; index < Count; index++)
        {
            var (peer, datapath) = await ConnectAsync(controller, (ulong)index + 1);
            peers.Add(peer);
            var its = index;
            Observe(datapath, _ =>
            {
                datapath.Send(new PacketOut());
                if (its != Volatile.Read(ref blocking))
                    return;
                if (isSeen)
                    datapath.SendMsgAndWait(new GetConfigRequest());
                // The messages that the other handlers sent, some of them earlier on this thread.
                peers.ForEach(each => each.PacketOutCame.Wait(Limit));
                done.Release();
            });
        }

        for (var turn = 0; turn < 10 * Count; turn++)
        {
            Volatile.Write(ref blocking, turn % Count);
            await Task.WhenAll(peers.Select(peer => SendPacketInsAsync(peer, 1)));
            await done.WaitAsync(Limit);
            peers.ForEach(peer => peer.PacketOutCame.Reset());
        }

        End();
    }

    [Fact]
    public async Task Messages_that_wait_for_a_blocked_handler_are_bounded_and_only_packet_ins_are_dropped()
    {
        const int Count = 1000;
        await using var controller = OpenFlowController.Listen(RealTime with { QueueCapacity = 100 });
        var (peer, datapath) = await ConnectAsync(controller, 1);
        using var release = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var seen = new List<uint>();
        var errors = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var observer = datapath.Messages.Subscribe(each =>
        {
            entered.Set();
            release.Wait(Limit);
            if (each.Message is PacketIn)
                seen.Add(each.Xid);
            else if (each.Message is FlowRemoved)
                errors++;
            else
                done.TrySetResult();
        });
        await SendPacketInsAsync(peer, 1);
        await WaitAsync(entered.WaitHandle);
        // It is not answered, so reading does not pause.
        using var asking = datapath.SendMsg(new DescRequest()).Subscribe();
        for (var xid = 1u; xid < Count; xid++)
        {
            await peer.SendAsync(new PacketIn { InPort = 1 }, xid, Limit);
            if (xid % 100 == 0)
                await peer.SendAsync(new FlowRemoved(), xid, Limit);
        }

        // A reply to a later request shows that all messages before it were read.
        Assert.Equal(42, (await datapath.SendMsgAsync(new GetConfigRequest()).WaitAsync(Limit))!.MissSendLen);
        await peer.SendAsync(new ErrorMessage(), 0x7fff_0000, Limit);
        release.Set();
        await done.Task.WaitAsync(Limit);

        Assert.Equal(9, errors);
        Assert.Equal(Count, seen.Count + datapath.DroppedPacketIns);
        Assert.True(datapath.DroppedPacketIns > Count / 2);
        Assert.Equal(seen.Order(), seen);
        Assert.Equal((uint)Count - 1, seen[^1]);
        End();
    }

    [Fact]
    public async Task An_observer_of_all_messages_gets_them_serially_and_in_the_order_of_each_datapath()
    {
        const int Switches = 8;
        const int Each = 2000;
        await using var controller = OpenFlowController.Listen(RealTime with { QueueCapacity = 64 });
        var next = new Dictionary<DatapathId, uint>();
        var (inside, seen) = (0, 0);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var observer = controller.Messages.OfMessage<PacketIn>().Subscribe(each =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            Assert.Equal(next.GetValueOrDefault(each.Datapath.Id), each.Xid);
            next[each.Datapath.Id] = each.Xid + 1;
            // Nothing is dropped, since no request is in flight when there is nothing to read.
            each.Datapath.Send(new PacketOut());
            Interlocked.Decrement(ref inside);
            if (++seen == Switches * Each)
                done.TrySetResult();
        });
        var peers = new List<AnsweringPeer>();
        for (var id = 1ul; id <= Switches; id++)
            peers.Add((await ConnectAsync(controller, id)).Peer);
        await Task.WhenAll(peers.Select(peer => SendPacketInsAsync(peer, Each)));

        await done.Task.WaitAsync(Limit);
        Assert.DoesNotContain(Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        End();
    }

    [Fact]
    public async Task Switches_that_send_without_pause_do_not_delay_another()
    {
        const int Each = 200;
        await using var controller = OpenFlowController.Listen(RealTime);
        var served = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counts = new int[65];
        var waiting = 60;
        using var observer = controller.Messages.OfMessage<PacketIn>().Subscribe(each =>
        {
            if (++counts[each.Datapath.Id.Value] == Each && each.Datapath.Id.Value > 4 && --waiting == 0)
                served.TrySetResult();
        });
        var all = new List<AnsweringPeer>();
        for (var id = 1ul; id <= 64; id++)
            all.Add((await ConnectAsync(controller, id)).Peer);
        var flooding = all.Take(4).Select(async peer =>
        {
            while (!served.Task.IsCompleted)
                await SendPacketInsAsync(peer, 1000);
        }).ToArray();
        // The others are served although those never pause.
        await Task.WhenAll(all.Skip(4).Select(peer => SendPacketInsAsync(peer, Each)));

        await served.Task.WaitAsync(Limit);
        await Task.WhenAll(flooding).WaitAsync(Limit);
        End();
    }

    [Fact]
    public async Task The_execution_context_of_a_handler_does_not_flow_to_others()
    {
        await using var controller = OpenFlowController.Listen(RealTime);
        var (peer, datapath) = await ConnectAsync(controller, 1);
        var local = new AsyncLocal<string?>();
        var contexts = new List<string?>();
        using var first = new ManualResetEventSlim();
        using var second = new ManualResetEventSlim();
        Observe(datapath, _ =>
        {
            contexts.Add(local.Value);
            local.Value = "of a handler";
            (contexts.Count == 1 ? first : second).Set();
        });
        await SendPacketInsAsync(peer, 1);
        await WaitAsync(first.WaitHandle);
        // Messages that are read from now on are read after the first, in another turn.
        await datapath.SendMsgAsync(new GetConfigRequest()).WaitAsync(Limit);
        await SendPacketInsAsync(peer, 1);

        await WaitAsync(second.WaitHandle);
        Assert.Equal([null, null], contexts);
        End();
    }

    [Fact]
    public async Task A_reset_and_a_close_both_end_a_connection()
    {
        await using var controller = OpenFlowController.Listen(RealTime);
        var (first, firstDatapath) = await ConnectAsync(controller, 1);
        var (second, secondDatapath) = await ConnectAsync(controller, 2);
        first.Socket.LingerState = new(true, 0);
        first.Dispose();
        await SendPacketInsAsync(second, 3);
        second.Dispose();

        await Until(() => !firstDatapath.IsConnected && !secondDatapath.IsConnected && controller.Datapaths.Count == 0);
    }

    private async Task<(AnsweringPeer Peer, Datapath Datapath)> ConnectAsync(OpenFlowController controller, DatapathId id)
    {
        var peer = new AnsweringPeer(await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit));
        _peers.Add(peer);
        await peer.ShakeHandsAsync(id, Limit);
        return (peer, await PresenceOf(controller, id));
    }

    private void Observe(Datapath datapath, Action<Envelope<PacketIn>> handler) => _observers.Add(datapath.Messages.OfMessage<PacketIn>().Subscribe(handler));

    // Sends packet-ins that are numbered by their transaction ids, many in one write.
    private Task SendPacketInsAsync(AnsweringPeer peer, int count) => Task.Run(
        async () =>
        {
            for (var xid = 0; xid < count; xid += 100)
            {
                byte[] bytes = [.. Enumerable.Range(xid, Math.Min(100, count - xid)).SelectMany(each => OpenFlowCodec.Encode(new PacketIn { InPort = 1 }, OpenFlowVersion.OpenFlow10, (uint)each))];
                await peer.SendAsync(bytes, Limit);
            }
        },
        Limit);

    private async Task WaitAsync(WaitHandle handle)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = ThreadPool.RegisterWaitForSingleObject(handle, (_, _) => set.TrySetResult(), null, Timeout.Infinite, executeOnlyOnce: true);
        await set.Task.WaitAsync(Limit);
        waiting.Unregister(null);
    }

    private void End()
    {
        Assert.DoesNotContain(Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        _observers.Dispose();
        _peers.ForEach(peer => peer.Dispose());
    }

    /// <summary>A switch that answers all requests except DESC, while it sends other messages.</summary>
    private sealed class AnsweringPeer(Peer peer) : IDisposable
    {
        private readonly SemaphoreSlim _sending = new(1);

        public Socket Socket => peer.Socket;

        public ManualResetEventSlim PacketOutCame { get; } = new();

        public async Task ShakeHandsAsync(DatapathId id, CancellationToken limit)
        {
            // It answers a request with two small writes.
            peer.Socket.NoDelay = true;
            await peer.ShakeHandsAsync(id, limit);
            _ = AnswerAsync(limit);
        }

        public Task SendAsync(OpenFlowMessage message, uint xid, CancellationToken limit) =>
            SendAsync(OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow10, xid), limit);

        public async Task SendAsync(byte[] bytes, CancellationToken limit)
        {
            await _sending.WaitAsync(limit);
            try
            {
                await peer.SendAsync(bytes, limit);
            }
            finally
            {
                _sending.Release();
            }
        }

        public void Dispose() => peer.Dispose();

        private async Task AnswerAsync(CancellationToken limit)
        {
            try
            {
                var isSilent = false;
                while (await peer.ReceiveAsync(limit) is var (message, xid))
                {
                    if (message is PacketOut)
                        PacketOutCame.Set();
                    else if (message is GetConfigRequest)
                        await SendAsync(new GetConfigReply { MissSendLen = 42 }, xid, limit);
                    else if (message is BarrierRequest && !isSilent)
                        await SendAsync(new BarrierReply(), xid, limit);
                    isSilent = message is DescRequest;
                }
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // The test is over.
            }
        }
    }
}
