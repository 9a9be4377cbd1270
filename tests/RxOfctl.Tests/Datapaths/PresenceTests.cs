using System.Reactive.Linq;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RxOfctl.Caching;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Datapaths;

public class PresenceTests
{
    [Fact]
    public void A_datapath_connects_as_an_add_and_disconnects_as_a_remove()
    {
        var lab = new Lab();
        var presence = lab.Controller.Datapaths.AsAggregator();
        var (peer, datapath) = lab.Present();
        peer.Disconnect();
        lab.Settle();

        Assert.Equal(
            [(ChangeReason.Add, datapath), (ChangeReason.Remove, datapath)],
            presence.Messages.Select(changes => Assert.Single(changes)).Select(change => (change.Reason, change.Current)));
        Assert.Null(lab.Controller.GetDatapath(1));
        Assert.Empty(lab.Controller.GetDatapaths());
        Assert.False(datapath.IsConnected);
        Assert.False(presence.IsCompleted);
    }

    [Fact]
    public void A_second_connection_of_the_same_id_replaces_the_first()
    {
        var lab = new Lab();
        var presence = lab.Controller.Datapaths.AsAggregator();
        var (first, old) = lab.Present();
        var oldMessages = lab.Record(old.Messages);
        var (second, current) = lab.Present();
        lab.Settle();

        Assert.NotSame(old, current);
        var update = Assert.Single(presence.Messages[^1]);
        Assert.Equal((ChangeReason.Update, current, old), (update.Reason, update.Current, update.Previous));
        Assert.Equal(2, presence.Messages.Count);
        Assert.False(first.IsConnected);
        Assert.False(old.IsConnected);
        Assert.True(oldMessages.IsCompleted);
        Assert.True(second.IsConnected);
        Assert.True(current.IsConnected);
        Assert.Same(current, Assert.Single(lab.Controller.GetDatapaths()));
    }

    [Fact]
    public void A_second_connection_without_a_complete_handshake_replaces_none()
    {
        var lab = new Lab();
        var (first, datapath) = lab.Present();
        var second = ScriptedSwitch.Connect(lab.Controller, 1);
        second.Expect<PortDescRequest>();
        lab.PassSeconds(11);

        Assert.False(second.IsConnected);
        Assert.True(first.IsConnected);
        Assert.Same(datapath, lab.Controller.GetDatapath(1));
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void Takeovers_of_an_id_are_damped_and_logged_as_warnings()
    {
        var lab = new Lab();
        var (first, _) = lab.Present();
        var presence = lab.Controller.Datapaths.AsAggregator();
        var newcomers = new List<ScriptedSwitch>();
        for (var count = 0; count < 300; count++)
        {
            newcomers.Add(ScriptedSwitch.Connect(lab.Controller, 1));
            lab.PassSeconds(4.0 / 300);
        }

        Assert.False(first.IsConnected);
        Assert.Single(newcomers, newcomer => newcomer.IsConnected);
        Assert.Single(presence.Messages.SelectMany(changes => changes), change => change.Reason == ChangeReason.Update);
        var warnings = lab.Log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Text).ToArray();
        Assert.Equal(2, warnings.Length);
        Assert.Contains("0000000000000001, connected from scripted switch 0000000000000001, is replaced by a connection from scripted switch", warnings[0], StringComparison.Ordinal);
        Assert.Contains("which is too recently", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_connections_that_replace_each_other_do_so_at_growing_intervals()
    {
        var lab = new Lab();
        var presence = lab.Controller.Datapaths.AsAggregator();
        var peers = new[] { ScriptedSwitch.Connect(lab.Controller, 1), ScriptedSwitch.Connect(lab.Controller, 1) };
        for (var second = 0; second < 600; second++)
        {
            for (var index = 0; index < peers.Length; index++)
            {
                if (!peers[index].IsConnected)
                    peers[index] = ScriptedSwitch.Connect(lab.Controller, 1);
            }

            lab.PassSeconds(1);
        }

        // After 5, 10, 20 and 40 s, and then each minute.
        Assert.InRange(presence.Messages.SelectMany(changes => changes).Count(change => change.Reason == ChangeReason.Update), 10, 15);
    }

    [Fact]
    public void A_reconnection_after_the_end_of_a_connection_is_never_delayed()
    {
        var lab = new Lab();
        for (var count = 0; count < 20; count++)
        {
            var (peer, datapath) = lab.Present();
            Assert.True(datapath.IsConnected);
            peer.Disconnect();
            lab.Settle();
        }

        Assert.DoesNotContain(lab.Log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public void After_a_newcomer_fails_the_earlier_connection_keeps_the_id()
    {
        var lab = new Lab(new() { ReplaceInterval = TimeSpan.Zero });
        var (first, datapath) = lab.Present();
        var second = ScriptedSwitch.Connect(lab.Controller, 1);
        second.Expect<PortDescRequest>();
        lab.Settle();
        second.Disconnect();
        lab.Settle();
        var (_, third) = lab.Present();

        Assert.False(first.IsConnected);
        Assert.NotSame(datapath, third);
        Assert.Equal(2, lab.Log.Entries.Count(entry => entry.Text.Contains("is replaced by", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_policy_refuses_a_second_connection_while_the_first_is_open()
    {
        var lab = new Lab(new() { DuplicateDatapath = DuplicateDatapathPolicy.Refuse });
        var presence = lab.Controller.Datapaths.AsAggregator();
        var (first, datapath) = lab.Present();
        var second = ScriptedSwitch.Connect(lab.Controller, 1);
        lab.Settle();

        Assert.False(second.IsConnected);
        Assert.True(first.IsConnected);
        Assert.Same(datapath, presence.Data[1]);
        Assert.True(lab.Log.Has(LogLevel.Information, "is connected already, from scripted switch 0000000000000001"));

        first.Disconnect();
        lab.Settle();
        var (_, next) = lab.Present();
        Assert.NotSame(datapath, next);
        Assert.Equal(["Add", "Remove", "Add"], presence.Messages.SelectMany(changes => changes).Select(change => change.Reason.ToString()));
    }

    [Fact]
    public void A_datapath_is_present_before_its_first_message()
    {
        var lab = new Lab();
        var order = new List<string>();
        using var presence = lab.Controller.Datapaths.Connect().Subscribe(changes => order.AddRange(changes.Select(change => change.Reason.ToString())));
        using var messages = lab.Controller.Messages.Subscribe(each => order.Add(each.Message.GetType().Name));
        var peer = ScriptedSwitch.Connect(lab.Controller, 1);
        peer.Expect<SetConfig>().Send(new PacketIn());
        peer.Expect<PortDescRequest>().Send(new PacketIn()).Reply(new PortDescReply());
        lab.Settle();

        Assert.Equal(["Add", "PacketIn", "PacketIn"], order);
    }

    [Fact]
    public void A_subscriber_of_presence_that_subscribes_to_messages_misses_none()
    {
        var lab = new Lab();
        var seen = lab.Record(lab.Controller.Datapaths.Connect().SelectMany(changes => changes.SelectMany(change => change.Reason == ChangeReason.Add ? [change.Current] : Array.Empty<Datapath>())).SelectMany(datapath => datapath.Messages));
        var peer = ScriptedSwitch.Connect(lab.Controller, 1);
        peer.Expect<PortDescRequest>().Send(new PacketIn { Cookie = 5 }).Reply(new PortDescReply());
        lab.Settle();

        Assert.Equal(5ul, ((PacketIn)Assert.Single(seen.Values).Message).Cookie);
    }

    [Fact]
    public void Disposing_the_controller_completes_presence_and_messages_without_removes()
    {
        var lab = new Lab();
        var presence = lab.Controller.Datapaths.AsAggregator();
        var messages = lab.Record(lab.Controller.Messages);
        var (peer, datapath) = lab.Present();
        var own = lab.Record(datapath.Messages);
        peer.Expect<BarrierRequest>();
        var request = lab.Record(datapath.SendMsg(new FlowMod()));
        lab.Settle();
        var disposed = lab.Controller.DisposeAsync().AsTask();
        lab.Settle();

        Assert.True(disposed.IsCompletedSuccessfully);
        Assert.Single(presence.Messages);
        Assert.True(presence.IsCompleted);
        Assert.True(messages.IsCompleted);
        Assert.True(own.IsCompleted);
        Assert.IsType<InvalidDatapathException>(request.Error);
        Assert.False(peer.IsConnected);
        Assert.False(datapath.IsConnected);
        Assert.True(lab.Controller.DisposeAsync().AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public void A_connection_to_a_disposed_controller_is_closed()
    {
        var lab = new Lab();
        Assert.True(lab.Controller.DisposeAsync().AsTask().IsCompletedSuccessfully);
        var peer = ScriptedSwitch.Connect(lab.Controller, 1);
        lab.Settle();

        Assert.False(peer.IsConnected);
        Assert.True(lab.Record(lab.Controller.Messages).IsCompleted);
        lab.AssertNoErrors();
    }

    [Fact]
    public void The_failure_of_one_datapath_does_not_affect_others()
    {
        var lab = new Lab();
        var messages = lab.Record(lab.Controller.Messages);
        var (bad, _) = lab.Present(1);
        var (good, datapath) = lab.Present(2);
        bad.SendHex("04 00 0003 00000000");
        good.Send(new PacketIn { Cookie = 3 });
        lab.Settle();

        Assert.False(bad.IsConnected);
        Assert.True(datapath.IsConnected);
        Assert.Equal(datapath, Assert.Single(messages.Values).Datapath);
        Assert.False(messages.IsCompleted);
    }

    [Fact]
    public void A_connection_can_be_ended_by_its_cancellation_token()
    {
        var lab = new Lab();
        using var cancel = new CancellationTokenSource();
        var (own, its) = MemoryPipe.CreatePair(lab.Scheduler);
        var serving = lab.Controller.ServeAsync(its, "mine", cancel.Token);
        lab.Settle();
        Assert.False(serving.IsCompleted);
        cancel.Cancel();
        lab.Settle();

        Assert.True(serving.IsCompletedSuccessfully);
        Assert.True(lab.Log.Has(LogLevel.Information, "mine is closed: it is not wanted any more"));
        own.Output.Complete();
    }

    [Fact]
    public void A_disconnected_datapath_is_not_kept_in_memory()
    {
        var lab = new Lab();
        var datapaths = Enumerable.Range(1, 20).Select(id => ComeAndGo(lab, (ulong)id)).ToArray();
        // Scheduled actions may reference it until they are due.
        lab.Pass(TimeSpan.FromHours(1));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.DoesNotContain(datapaths, datapath => datapath.IsAlive);
        GC.KeepAlive(lab);
    }

    [Fact]
    public void At_least_one_version_must_be_offered()
    {
        Assert.Throws<ArgumentException>(() => new OpenFlowController(new() { Versions = [] }));
        Assert.Throws<ArgumentException>(() => OpenFlowController.Listen(new()));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ComeAndGo(Lab lab, DatapathId id)
    {
        var (peer, datapath) = lab.Present(id.Value);
        peer.Disconnect();
        lab.Settle();
        Assert.Null(lab.Controller.GetDatapath(id));
        return new(datapath);
    }

    [Fact]
    public void A_datapath_is_not_found_when_a_request_fails_because_it_disconnected()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        peer.Expect<DescRequest>().Disconnect();
        var found = new List<object?>();
        datapath.SendMsg(new DescRequest()).Subscribe(_ => { }, error =>
        {
            found.Add(error);
            var datapaths = lab.Controller.Datapaths;
            found.AddRange([lab.Controller.GetDatapath(1), datapaths.Lookup(new DatapathId(1)), lab.Controller.GetDatapaths().Count, datapaths.Count]);
            found.AddRange([datapaths.Items.Count, datapaths.Keys.Count, datapaths.KeyValues.Count]);
        });
        lab.Settle();

        Assert.IsType<InvalidDatapathException>(found[0]);
        Assert.Equal([null, null, 0, 0, 0, 0, 0], found[1..]);
    }
}
