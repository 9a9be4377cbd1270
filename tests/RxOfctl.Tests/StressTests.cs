using System.Collections.Concurrent;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.Extensions.Logging;
using RxOfctl.Caching;
using RxOfctl.Datapaths;
using RxOfctl.Operators;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;
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
    public async Task Requests_end_and_get_their_own_replies_however_switches_come_and_go()
    {
        var log = new LogRecorder();
        await using var controller = new OpenFlowController(new() { LoggerFactory = log });
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
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Messages_of_many_switches_are_all_delivered_once_in_the_order_of_each_one_at_a_time()
    {
        const int Each = 5_000;
        var log = new LogRecorder();
        await using var controller = new OpenFlowController(new() { LoggerFactory = log, QueueCapacity = 32 });
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
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning);
        foreach (var peer in peers)
            peer.Dispose();
    }

    private static async Task<IReadOnlyList<Experimenter>> AskAsync(Datapath datapath, Experimenter request, CancellationTokenSource cancel, Random random)
    {
        var asked = datapath.SendMsgAsync<Experimenter>(request, replyMulti: true, cancel.Token);
        if (random.Next(4) == 0)
            await cancel.CancelAsync();
        return await asked;
    }

    private static async Task<ScriptedSwitch> ConnectAsync(OpenFlowController controller, ConcurrentDictionary<ulong, ScriptedSwitch> peers, ulong id)
    {
        var peer = ScriptedSwitch.Connect(controller, id);
        peer.Always<Experimenter>().Reply(request => request);
        peers[id] = peer;
        await controller.Datapaths.Watch(id).Where(change => change.Reason != ChangeReason.Remove && change.Current.IsConnected).Take(1).ToTask().WaitAsync(Patience);
        return peer;
    }
}
