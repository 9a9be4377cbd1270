using System.Collections.Concurrent;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Datapaths;

/// <summary>
/// Handlers that block, on the real task pool, during a flood of packet-ins. Everything is awaited by a signal; the time limits serve only
/// to end a failure.
/// </summary>
public sealed class BlockingHandlerTests : IAsyncDisposable
{
    private const int Flood = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LogRecorder _log = new();
    private readonly OpenFlowController _controller;

    public BlockingHandlerTests() => _controller = new(new() { LoggerFactory = _log, QueueCapacity = 64, RequestTimeout = TimeSpan.FromSeconds(20) });

    public async ValueTask DisposeAsync()
    {
        await _controller.DisposeAsync();
        Assert.DoesNotContain(_log.Entries, entry => entry.Level >= LogLevel.Error);
    }

    [Fact]
    public Task A_handler_of_all_messages_may_block_under_a_flood() =>
        AskInside((datapath, ask) => _controller.Messages.OfMessage<PacketIn>().Take(1).Subscribe(_ => ask()));

    [Fact]
    public Task A_handler_of_a_datapath_s_messages_may_block_under_a_flood() =>
        AskInside((datapath, ask) => datapath.Messages.OfMessage<PacketIn>().Take(1).Subscribe(_ => ask()));

    [Fact]
    public Task A_handler_of_a_reply_may_block_under_a_flood() =>
        AskInside((datapath, ask) => datapath.SendMsg(new GetConfigRequest()).Subscribe(_ => ask()));

    [Fact]
    public async Task A_handler_of_presence_may_block_under_a_flood()
    {
        var answered = new TaskCompletionSource<GetConfigReply?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _controller.Datapaths.Connect().Subscribe(changes =>
        {
            foreach (var change in changes)
                answered.TrySetResult(change.Current.SendMsgAndWait(new GetConfigRequest()));
        });
        using var peer = Connect(1);
        var flood = FloodAsync(peer);

        Assert.Equal(42, (await answered.Task.WaitAsync(Patience))!.MissSendLen);
        await flood.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_handler_may_send_requests_while_the_queue_is_full()
    {
        using var peer = Connect(1);
        var datapath = await PresentAsync(1);
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var handled = 0;
        using var subscription = datapath.Messages.OfMessage<PacketIn>().Subscribe(_ =>
        {
            for (var count = 0; count < 5; count++)
                Assert.Equal(42, datapath.SendMsgAndWait(new GetConfigRequest())!.MissSendLen);
            if (++handled == 20)
                done.TrySetResult(handled);
        });
        var flood = FloodAsync(peer);

        Assert.Equal(20, await done.Task.WaitAsync(Patience));
        subscription.Dispose();
        await flood.WaitAsync(Patience);
    }

    [Fact]
    public async Task Many_datapaths_that_wait_for_one_handler_do_not_delay_its_answer()
    {
        // More than the threads of the pool: if each of them blocked a thread, none would be left to read the answer.
        const int Count = 100;
        var peers = Enumerable.Range(1, Count).Select(id => Connect((ulong)id)).ToArray();
        var datapaths = await Task.WhenAll(Enumerable.Range(1, Count).Select(id => PresentAsync((ulong)id)));
        var answered = new TaskCompletionSource<GetConfigReply?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (came, seen) = (0, 0);
        using var own = new CompositeDisposable(datapaths.Select(datapath => datapath.Messages.Subscribe(_ =>
        {
            if (Interlocked.Increment(ref came) == Count)
                waiting.TrySetResult();
        })));
        using var subscription = _controller.Messages.OfMessage<PacketIn>().Subscribe(each =>
        {
            if (seen++ == 0)
                answered.TrySetResult(each.Datapath.SendMsgAndWait(new GetConfigRequest()));
            if (seen == Count)
                all.TrySetResult();
        });
        // The datapath that gets the request answers when all others wait.
        foreach (var peer in peers)
        {
            peer.Expect<GetConfigRequest>().Do(request => waiting.Task.Wait(Patience)).Reply(new GetConfigReply { MissSendLen = 42 });
            peer.Send(new PacketIn());
        }

        await waiting.Task.WaitAsync(Patience);
        Assert.Equal(42, (await answered.Task.WaitAsync(Patience))!.MissSendLen);
        await all.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task While_a_handler_of_all_messages_blocks_others_connect_answer_and_disconnect()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        var seen = 0;
        using var subscription = _controller.Messages.OfMessage<PacketIn>().Subscribe(_ =>
        {
            entered.TrySetResult();
            release.Wait(Patience);
            if (++seen == 2)
                all.TrySetResult();
        });
        using var first = Connect(1);
        using var second = Connect(2);
        await PresentAsync(1);
        var neighbor = await PresentAsync(2);
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watching = neighbor.Messages.Subscribe(_ => own.TrySetResult());
        first.Send(new PacketIn());
        await entered.Task.WaitAsync(Patience);

        // Observers of the datapath get messages at once, and those for the handler are queued.
        second.Send(new PacketIn());
        await own.Task.WaitAsync(Patience);
        Assert.Equal(42, (await neighbor.SendMsgAsync(new GetConfigRequest()).WaitAsync(Patience))!.MissSendLen);
        var gone = _controller.Datapaths.Watch(3).Where(change => change.Reason == ChangeReason.Remove).Take(1).ToTask();
        using (var third = Connect(3))
        {
            var newcomer = await PresentAsync(3);
            Assert.Equal(42, (await newcomer.SendMsgAsync(new GetConfigRequest()).WaitAsync(Patience))!.MissSendLen);
        }

        await gone.WaitAsync(Patience);
        release.Set();
        await all.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task No_message_of_a_datapath_is_delivered_before_its_presence_is_to_all()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var observed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        var order = new ConcurrentQueue<string>();
        using var presence = _controller.Datapaths.Connect().Subscribe(changes =>
        {
            foreach (var change in changes.Where(change => change.Reason == ChangeReason.Add))
            {
                order.Enqueue($"{change.Key} is there");
                if (change.Key == 1)
                {
                    entered.TrySetResult();
                    release.Wait(Patience);
                }
            }
        });
        using var messages = _controller.Messages.Subscribe(each =>
        {
            order.Enqueue($"{each.Datapath.Id} speaks");
            if (each.Datapath.Id == 2)
                observed.TrySetResult();
        });
        using var first = Connect(1);
        await entered.Task.WaitAsync(Patience);

        // The second connects while the observer handles the first. It is present, and answers requests, which takes messages both ways.
        using var second = Connect(2);
        var newcomer = await PresentAsync(2);
        second.Send(new PacketIn());
        Assert.Equal(42, (await newcomer.SendMsgAsync(new GetConfigRequest()).WaitAsync(Patience))!.MissSendLen);
        release.Set();

        await observed.Task.WaitAsync(Patience);
        Assert.Equal([$"{new DatapathId(1)} is there", $"{new DatapathId(2)} is there", $"{new DatapathId(2)} speaks"], order);
    }

    [Fact]
    public async Task Reading_pauses_while_a_handler_blocks_and_nothing_is_lost()
    {
        using var peer = Connect(1);
        var datapath = await PresentAsync(1);
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = 0ul;
        var inOrder = true;
        using var subscription = datapath.Messages.OfMessage<PacketIn>().Subscribe(each =>
        {
            entered.TrySetResult();
            release.Wait(Patience);
            inOrder &= each.Message.Cookie == next;
            if (++next == Flood)
                done.TrySetResult();
        });
        var flood = FloodAsync(peer);
        await entered.Task.WaitAsync(Patience);
        release.Set();
        await done.Task.WaitAsync(Patience);
        await flood;

        Assert.True(inOrder);
        Assert.Equal(0, datapath.DroppedPacketIns);
    }

    [Fact]
    public async Task Reading_pauses_while_the_queue_is_full_and_no_request_is_in_flight()
    {
        using var peer = Connect(1);
        var datapath = await PresentAsync(1);
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = datapath.Messages.OfMessage<PacketIn>().Take(1).Subscribe(_ =>
        {
            entered.TrySetResult();
            release.Wait(Patience);
        });
        var large = new PacketIn { Data = new byte[60_000] };
        peer.Send(large);
        await entered.Task.WaitAsync(Patience);
        // Somewhat more than a hundred wait in the queue and in the batch that is delivered, 17 in the pipe; the rest must wait at the
        // peer.
        var sending = Task.Run(async () =>
        {
            for (var count = 0; count < 400; count++)
            {
                peer.Send(large);
                await peer.WaitForRoomAsync();
            }
        });
        Assert.False(sending.IsCompleted);
        var rest = datapath.SendMsgAsync(new GetConfigRequest());
        // With a request in flight reading continues, and so does the peer.
        Assert.Equal(42, (await rest.WaitAsync(Patience))!.MissSendLen);
        release.Set();
        await sending.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_handler_that_blocks_gets_later_messages_although_those_that_waited_were_dropped()
    {
        await using var controller = new OpenFlowController(new() { QueueCapacity = 1 });
        using var peer = ScriptedSwitch.Connect(controller, 1);
        peer.Always<GetConfigRequest>().Reply(new GetConfigReply());
        var datapath = await controller.WaitForDatapathAsync(1, Patience);
        using var release = new ManualResetEventSlim();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var seen = Channel.CreateUnbounded<OpenFlowMessage>();
        using var blocked = datapath.Messages.Subscribe(each =>
        {
            release.Wait(Patience);
            if (each.Message is FlowRemoved removed)
                (removed.Cookie == 1 ? first : second).SetResult();
        });
        using var other = datapath.Messages.Subscribe(each => seen.Writer.TryWrite(each.Message));
        // When the other observer has it, the message waits for the one that blocks.
        await SendAsync(new PacketIn());
        // With a request in flight the connection is read, and packet-ins that wait are dropped.
        peer.Expect<BarrierRequest>();
        using var request = datapath.SendMsg(new FlowMod()).Subscribe(_ => { }, _ => { });
        for (var count = 0; count < 3; count++)
            await SendAsync(new PacketIn());
        await SendAsync(new FlowRemoved { Cookie = 1 });
        release.Set();
        await first.Task.WaitAsync(Patience);
        await SendAsync(new FlowRemoved { Cookie = 2 });
        await second.Task.WaitAsync(Patience);
        Assert.InRange(datapath.DroppedPacketIns, 1, 3);

        async Task SendAsync(OpenFlowMessage message)
        {
            peer.Send(message);
            await seen.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task A_handler_may_dispose_the_controller()
    {
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _controller.Messages.Subscribe(
            _ =>
            {
                _controller.DisposeAsync().AsTask().GetAwaiter().GetResult();
                disposed.TrySetResult();
            },
            () => completed.TrySetResult());
        using var peer = Connect(1);
        await PresentAsync(1);
        peer.Send(new PacketIn());

        await disposed.Task.WaitAsync(Patience);
        await completed.Task.WaitAsync(Patience);
        await peer.Completion.WaitAsync(Patience);
    }

    private async Task AskInside(Func<Datapath, Action, IDisposable> subscribe)
    {
        using var peer = Connect(1);
        var datapath = await PresentAsync(1);
        var answered = new TaskCompletionSource<IReadOnlyList<object?>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = subscribe(datapath, () =>
        {
            try
            {
                datapath.SendMsgAndWait(new FlowMod());
                answered.TrySetResult([datapath.SendMsgAndWait(new GetConfigRequest()), datapath.SendMsgAndWait(new FlowStatsRequest()).Count]);
            }
            catch (Exception error)
            {
                answered.TrySetException(error);
            }
        });
        var flood = FloodAsync(peer);
        var answers = await answered.Task.WaitAsync(Patience);

        Assert.Equal([new GetConfigReply { MissSendLen = 42 }, 1], answers);
        await flood.WaitAsync(Patience);
        Assert.Equal(0, datapath.PendingRequests);
    }

    private ScriptedSwitch Connect(DatapathId id)
    {
        var peer = ScriptedSwitch.Connect(_controller, id);
        peer.Always<GetConfigRequest>().Reply(new GetConfigReply { MissSendLen = 42 });
        peer.Always<FlowStatsRequest>().Reply(new FlowStatsReply { Body = [new()] });
        return peer;
    }

    private Task<Datapath> PresentAsync(DatapathId id) =>
        _controller.Datapaths.Watch(id).Take(1).Select(change => change.Current).ToTask().WaitAsync(Patience);

    private static async Task FloodAsync(ScriptedSwitch peer)
    {
        await Task.Yield();
        for (var cookie = 0ul; cookie < Flood; cookie++)
        {
            peer.Send(new PacketIn { Cookie = cookie });
            await peer.WaitForRoomAsync().ConfigureAwait(false);
        }
    }
}
