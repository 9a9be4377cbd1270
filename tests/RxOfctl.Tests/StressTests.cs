using System.Collections.Concurrent;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests;

/// <summary>Many threads, random cancellations and disconnects, on the real task pool, for a bounded number of requests.</summary>
public class StressTests
{
    private const int Switches = 6;
    private const int Askers = 8;
    private const int AsksEach = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Requests_end_and_get_their_own_replies_while_switches_connect_and_disconnect()
    {
        var log = new LogRecorder();
        await using var controller = new OpenFlowController(new() { ReplaceInterval = TimeSpan.Zero, LoggerFactory = log });
        using var presence = controller.Datapaths.AsAggregator();
        var peers = new ConcurrentDictionary<ulong, ScriptedSwitch>();
        var all = new ConcurrentBag<ScriptedSwitch>();
        for (var id = 1ul; id <= Switches; id++)
            all.Add(await ConnectAsync(controller, peers, id));
        var outcomes = new ConcurrentDictionary<string, int>();
        var known = new ConcurrentBag<Datapath>();

        var asking = Enumerable.Range(0, Askers).Select(asker => Task.Run(async () =>
        {
            var random = new Random(asker);
            for (var count = 0; count < AsksEach; count++)
            {
                var id = (ulong)random.Next(1, Switches + 1);
                if (controller.GetDatapath(id) is not { } datapath)
                    continue;
                known.Add(datapath);
                var tag = (uint)(asker << 16 | count);
                var request = new Experimenter { ExperimenterId = 1, ExpType = tag };
                using var cancel = new CancellationTokenSource();
                try
                {
                    var replies = random.Next(3) switch
                    {
                        0 => datapath.SendMsgAndWait<Experimenter>(request, replyMulti: false, cancel.Token),
                        1 => await AskAsync(datapath, request, cancel, random),
                        _ => [await datapath.SendMsg<Experimenter>(request, replyMulti: true).SingleAsync().ToTask(cancel.Token)],
                    };
                    Assert.Equal(tag, Assert.Single(replies).ExpType);
                    outcomes.AddOrUpdate("answered", 1, (_, sum) => sum + 1);
                }
                catch (Exception error) when (error is OperationCanceledException or InvalidDatapathException)
                {
                    outcomes.AddOrUpdate(error.GetType().Name, 1, (_, sum) => sum + 1);
                }

                if (random.Next(40) == 0)
                {
                    peers[id].Disconnect();
                    all.Add(await ConnectAsync(controller, peers, id));
                }
            }
        })).ToArray();
        await Task.WhenAll(asking).WaitAsync(Patience);

        Assert.True(outcomes["answered"] > Askers * AsksEach / 2, string.Join(", ", outcomes));
        Assert.All(known, datapath => Assert.Equal(0, datapath.PendingRequests));
        foreach (var peer in all)
            peer.Disconnect();
        await Task.WhenAll(all.Select(peer => peer.Completion)).WaitAsync(Patience);
        await controller.Datapaths.CountChanged.Where(count => count == 0).Take(1).ToTask().WaitAsync(Patience);
        Assert.True(SpinWait.SpinUntil(() => presence.Data.Count == 0, Patience));
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning && !entry.Text.Contains("is replaced by", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_of_many_switches_are_delivered_once_serially_in_the_order_of_each()
    {
        const int Each = 5_000;
        var log = new LogRecorder();
        await using var controller = new OpenFlowController(new() { ReplaceInterval = TimeSpan.Zero, LoggerFactory = log, QueueCapacity = 32 });
        var next = new ulong[Switches + 1];
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var total = 0;
        using var subscription = controller.Messages.OfMessage<PacketIn>().VerifyGrammar().Subscribe(each =>
        {
            var id = each.Datapath.Id.Value;
            if (each.Message.Cookie != next[id]++)
                done.TrySetException(new InvalidOperationException($"{each.Message.Cookie} of datapath {id} came out of turn."));
            if (++total == Switches * Each)
                done.TrySetResult();
        });
        var peers = Enumerable.Range(1, Switches).Select(id => ScriptedSwitch.Connect(controller, (ulong)id)).ToArray();
        await controller.Datapaths.CountChanged.Where(count => count == Switches).Take(1).ToTask().WaitAsync(Patience);
        await Task.WhenAll(peers.Select(peer => Task.Run(async () =>
        {
            for (var cookie = 0ul; cookie < Each; cookie++)
            {
                peer.Send(new PacketIn { Cookie = cookie });
                await peer.WaitForRoomAsync();
            }
        }))).WaitAsync(Patience);

        await done.Task.WaitAsync(Patience);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning && !entry.Text.Contains("is replaced by", StringComparison.Ordinal));
        foreach (var peer in peers)
            peer.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nothing_is_lost_doubled_or_left_pending_however_switches_end_or_are_replaced(int seed)
    {
        const int Lives = 12;
        const int Each = 150;
        var log = new LogRecorder();
        var controller = new OpenFlowController(new() { ReplaceInterval = TimeSpan.Zero, LoggerFactory = log, QueueCapacity = 16 });
        using var presence = controller.Datapaths.AsAggregator();
        var byDatapath = new ConcurrentDictionary<Datapath, Seen>();
        using var joining = controller.Datapaths.Connect().Subscribe(changes =>
        {
            foreach (var change in changes.Where(change => change.Reason is ChangeReason.Add or ChangeReason.Update))
            {
                var seen = byDatapath.GetOrAdd(change.Current, _ => new());
                change.Current.Messages.OfMessage<FlowRemoved>().VerifyGrammar().Subscribe(each => seen.Own.Add(each.Message.Cookie), () => seen.IsEnded.TrySetResult());
            }
        });
        using var all = controller.Messages.OfMessage<FlowRemoved>().VerifyGrammar().Subscribe(
            each => byDatapath[each.Datapath].All.Add(each.Message.Cookie));
        var ended = new ConcurrentDictionary<Datapath, bool>();
        var lives = Enumerable.Range(1, Switches).Select(id => Task.Run(async () =>
        {
            var random = new Random(seed * 1000 + id);
            ScriptedSwitch? replaced = null;
            for (var life = 0; life < Lives; life++)
            {
                var peer = ConnectAs(controller, (ulong)id, life);
                var datapath = await PresentAsync(controller, (ulong)id, life);
                for (var count = 0ul; count < Each; count++)
                {
                    peer.Send(new FlowRemoved { Cookie = count });
                    if (random.Next(3) == 0)
                        peer.Send(new PacketIn());
                    await peer.WaitForRoomAsync();
                }

                if (replaced is not null)
                    await replaced.Completion;
                ended[datapath] = random.Next(2) == 0;
                replaced = peer;
                if (!ended[datapath])
                    continue;
                // An orderly end: what was sent is read before it.
                peer.Disconnect();
                await peer.Completion;
                replaced = null;
            }

            replaced?.Disconnect();
        })).ToArray();
        var living = Task.WhenAll(lives);
        var asking = Enumerable.Range(0, Askers).Select(asker => Task.Run(async () =>
        {
            var random = new Random(seed * 1000 + 100 + asker);
            for (var count = 0; count < AsksEach || !living.IsCompleted; count++)
                await AskAnythingAsync(controller, (ulong)random.Next(1, Switches + 1), random);
        })).ToArray();
        await living.WaitAsync(Patience);
        await Task.WhenAll(asking).WaitAsync(Patience);
        await Task.WhenAll(byDatapath.Values.Select(seen => seen.IsEnded.Task)).WaitAsync(Patience);
        Assert.True(
            SpinWait.SpinUntil(() => byDatapath.Values.All(seen => seen.All.Count == seen.Own.Count) && presence.Data.Count == 0, Patience),
            string.Join("; ", byDatapath.Where(each => each.Value.All.Count != each.Value.Own.Count)
                .Select(each => $"{each.Key}: {each.Value.Own.Count} of its own, {each.Value.All.Count} among all")));

        Assert.Equal(Switches * Lives, byDatapath.Count);
        foreach (var (datapath, seen) in byDatapath)
        {
            Assert.Equal(Enumerable.Range(0, seen.Own.Count).Select(count => (ulong)count), seen.Own);
            Assert.Equal(seen.Own, seen.All);
            if (ended[datapath])
                Assert.Equal(Each, seen.Own.Count);
            Assert.Equal(0, datapath.PendingRequests);
        }

        await controller.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning && !entry.Text.Contains("is replaced by", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thousands_in_flight_from_many_threads_each_get_their_own_replies_in_whatever_order()
    {
        const int Each = 250;
        await using var controller = new OpenFlowController();
        var held = new ConcurrentQueue<(ScriptedSwitch Peer, ReceivedMessage Request, uint Barrier)>();
        var datapaths = new List<Datapath>();
        for (var id = 1; id <= Switches; id++)
        {
            var peer = ConnectAs(controller, (ulong)id, 0);
            ReceivedMessage? request = null;
            peer.Always<Experimenter>().Do(received => request = received);
            peer.Always<BarrierRequest>().Do(received => held.Enqueue((peer, request!, received.Xid)));
            datapaths.Add(await PresentAsync(controller, (ulong)id, 0));
        }

        var asking = Enumerable.Range(0, Askers).Select(asker => Task.Run(() => Enumerable.Range(0, Each * Switches).Select(async count =>
        {
            var message = new Experimenter { ExperimenterId = (uint)asker, ExpType = (uint)count };
            Assert.Equal(message, Assert.Single(await datapaths[count % Switches].SendMsgAsync<Experimenter>(message, replyMulti: false)));
        }).ToArray())).ToArray();
        var asked = (await Task.WhenAll(asking)).SelectMany(each => each).ToArray();
        Assert.True(SpinWait.SpinUntil(() => held.Count == Askers * Each * Switches, Patience));
        Assert.Equal(Askers * Each * Switches, datapaths.Sum(datapath => datapath.PendingRequests));

        var all = held.ToArray();
        new Random(1).Shuffle(all);
        foreach (var (peer, request, barrier) in all)
        {
            peer.Send(request.Message, request.Xid);
            peer.Send(new BarrierReply(), barrier);
        }

        await Task.WhenAll(asked).WaitAsync(Patience);
        Assert.All(datapaths, datapath => Assert.Equal(0, datapath.PendingRequests));
    }

    private static async Task AskAnythingAsync(OpenFlowController controller, DatapathId id, Random random)
    {
        using var cancel = new CancellationTokenSource();
        var timeout = random.Next(10) == 0 ? TimeSpan.FromTicks(1) : Patience;
        var request = new Experimenter { ExperimenterId = 1, ExpType = (uint)random.Next() };
        try
        {
            var asked = random.Next(4) switch
            {
                0 => CheckAsync(controller.SendMsgAsync<Experimenter>(id, request, replyMulti: false, cancel.Token, timeout)),
                1 => CheckAsync(Task.Run(() => controller.SendMsgAndWait<Experimenter>(id, request, replyMulti: true, cancel.Token, timeout))),
                2 => CheckAsync(controller.SendMsg<Experimenter>(id, request, replyMulti: true, timeout).ToList().Select(IReadOnlyList<Experimenter> (list) => [.. list]).ToTask(cancel.Token)),
                _ => controller.GetDatapath(id) is { } datapath ? datapath.SendMsgsAsync([new FlowMod(), new FlowMod()], cancel.Token, timeout) : Task.CompletedTask,
            };
            if (random.Next(5) == 0)
                await cancel.CancelAsync();
            await asked;
        }
        catch (Exception error) when (error is OperationCanceledException or InvalidDatapathException || error is RequestTimeoutException && timeout != Patience)
        {
            // A request may end in this way here.
        }

        async Task CheckAsync(Task<IReadOnlyList<Experimenter>> replies) => Assert.Equal(request, Assert.Single(await replies));
    }

    // The number of buffers distinguishes the connections of one id.
    private static ScriptedSwitch ConnectAs(OpenFlowController controller, DatapathId id, int life)
    {
        var peer = ScriptedSwitch.ConnectBare(controller);
        peer.Always<FeaturesRequest>().Reply(new FeaturesReply { DatapathId = id, BufferCount = (uint)life });
        peer.Always<PortDescRequest>().Reply(new PortDescReply());
        peer.Always<BarrierRequest>().Reply(new BarrierReply());
        peer.Always<Experimenter>().Reply(request => request);
        peer.Send(Hello.Of([OpenFlowVersion.OpenFlow13]));
        return peer;
    }

    private static async Task<Datapath> PresentAsync(OpenFlowController controller, DatapathId id, int life) =>
        await controller.Datapaths.Watch(id)
            .Where(change => change.Reason != ChangeReason.Remove && change.Current.Features.BufferCount == life)
            .Select(change => change.Current).FirstAsync().ToTask().WaitAsync(Patience);

    private static async Task<IReadOnlyList<Experimenter>> AskAsync(Datapath datapath, Experimenter request, CancellationTokenSource cancel, Random random)
    {
        var asked = datapath.SendMsgAsync<Experimenter>(request, replyMulti: true, cancel.Token);
        if (random.Next(4) == 0)
            await cancel.CancelAsync();
        return await asked;
    }

    private static async Task<ScriptedSwitch> ConnectAsync(OpenFlowController controller, ConcurrentDictionary<ulong, ScriptedSwitch> peers, ulong id)
    {
        // Its answers are scripted before it is present: then requests are sent to it.
        var peer = ConnectAs(controller, id, life: 0);
        peers[id] = peer;
        await controller.Datapaths.Watch(id).Where(change => change.Reason != ChangeReason.Remove && change.Current.IsConnected).Take(1).ToTask().WaitAsync(Patience);
        return peer;
    }

    private sealed class Seen
    {
        public List<ulong> Own { get; } = [];

        public List<ulong> All { get; } = [];

        public TaskCompletionSource IsEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
