using System.Net;
using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Capture;
using RxOfctl.Capture.Tcp;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Recording.Tests;

public sealed class ReplayTests
{
    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public void An_app_that_has_not_changed_sends_the_same_messages(OpenFlowVersion version)
    {
        var recording = Record(Apps.Learn, Ping, version);
        Assert.Contains(recording.Frames, frame => frame.IsSent && frame.Decode() is PacketOut);

        using var replay = new Replay(recording);
        var differences = replay.Differences.Record(replay.Scheduler);
        Apps.Learn(replay.Controller);
        replay.AssertSame();

        Assert.Empty(differences.Values);
        Assert.True(differences.IsCompleted);
        Assert.Empty(replay.Skipped);
        Assert.Equal(recording.End, replay.Scheduler.Now, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void A_recording_in_a_file_is_replayed_a_hundred_times_with_the_same_result()
    {
        var results = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var recording = Record(Apps.Learn, Move);
            using var replay = new Replay(recording);
            Apps.LearnOnce(replay.Controller);
            replay.Run();
            results.Add(string.Join('\n', replay.Found));
        }

        Assert.NotEqual("", Assert.Single(results));
    }

    [Fact]
    public void A_message_that_the_app_does_not_send_any_more_is_missing_and_one_that_it_did_not_send_is_extra()
    {
        using var replay = new Replay(Record(Apps.Learn, Move));
        var differences = replay.Differences.Record(replay.Scheduler);
        Apps.LearnOnce(replay.Controller);

        var thrown = Assert.Throws<ReplayDifferenceException>(replay.AssertSame);

        Assert.Equal(replay.Found, thrown.Differences);
        Assert.Equal(differences.Values, thrown.Differences);
        var extra = thrown.Differences.First(each => each is { Kind: ReplayDifferenceKind.Extra, Message: FlowMod });
        var missing = thrown.Differences.First(each => each is { Kind: ReplayDifferenceKind.Missing, Message: FlowMod });
        Assert.Equal(new OutputAction(1), Assert.Single(((FlowMod)extra.Message).Actions));
        Assert.Equal(new OutputAction(9), Assert.Single(((FlowMod)missing.Message).Actions));
        Assert.IsType<PacketIn>(extra.After!.Decode());
        Assert.Equal((DatapathId)1, extra.Connection.DatapathId);
        Assert.Contains("not recorded", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replies_are_those_of_the_recording_after_the_same_delay_whatever_the_transaction_ids()
    {
        var recording = Record(controller => Apps.Ask(controller), _ => { });
        using var replay = new Replay(recording, new() { Controller = new() { FirstXid = 0x7000_0000 } });
        var replies = new List<DescReply>();
        replay.Controller.Datapaths.Connect()
            .MergeMany(datapath => datapath.SendMsg(new DescRequest()).Do(replies.Add).SelectMany(_ => datapath.SendMsg(new FlowStatsRequest())))
            .Subscribe();
        replay.AssertSame();

        Assert.Equal(recording.Frames.Select(frame => frame.Decode()).OfType<DescReply>(), replies);
    }

    [Fact]
    public void A_request_that_was_not_recorded_is_not_answered_but_its_barrier_is()
    {
        using var replay = new Replay(Record(_ => { }, lab => lab.Pass(5)));
        var asked = replay.Controller.WhenPresent(1).SelectMany(datapath => datapath.SendMsg(new DescRequest())).Record(replay.Scheduler);
        replay.Run();

        Assert.IsType<ReplyMissingException>(asked.Error);
        Assert.Equal([typeof(DescRequest)], replay.Found.Select(each => each.Message.GetType()));
    }

    [Fact]
    public void A_request_that_was_not_recorded_is_answered_by_a_simulated_switch_with_what_the_app_has_sent()
    {
        var recording = Record(Apps.Learn, lab =>
        {
            Ping(lab);
            Ping(lab);
        });
        using var replay = new Replay(recording, new() { UnknownRequests = UnknownRequests.Simulate });
        Apps.Learn(replay.Controller);
        var flows = replay.Controller.WhenPresent(1)
            .SelectMany(datapath => Observable.Timer(TimeSpan.FromSeconds(1.5), replay.Scheduler).SelectMany(_ => datapath.SendMsg(new FlowStatsRequest())))
            .Record(replay.Scheduler);
        replay.Run();

        Assert.Null(flows.Error);
        Assert.Contains(flows.Values, flow => flow.Priority == 1);
        Assert.Equal([typeof(FlowStatsRequest)], replay.Found.Select(each => each.Message.GetType()));
    }

    [Fact]
    public void The_order_of_messages_counts_where_a_barrier_separated_them()
    {
        var (first, second) = (new FlowMod { Priority = 1 }, new FlowMod { Priority = 2 });
        var apart = Record(Send(first, second, withBarriers: true), _ => { });
        var together = Record(Send(first, second, withBarriers: false), _ => { });

        Assert.Equal(
            [ReplayDifferenceKind.Reordered],
            Replayed(apart, Send(second, first, withBarriers: true)).Select(each => each.Kind));
        Assert.Empty(Replayed(together, Send(second, first, withBarriers: false)));
        var missing = Assert.Single(Replayed(apart, Send(first, second, withBarriers: false)));
        Assert.Equal((ReplayDifferenceKind.Missing, typeof(BarrierRequest)), (missing.Kind, missing.Message.GetType()));
        var extra = Assert.Single(Replayed(together, Send(first, second, withBarriers: true)));
        Assert.Equal((ReplayDifferenceKind.Extra, typeof(BarrierRequest)), (extra.Kind, extra.Message.GetType()));

        static Action<OpenFlowController> Send(FlowMod first, FlowMod second, bool withBarriers) => controller => controller.Datapaths.Connect()
            .OnItemAdded(datapath =>
            {
                if (withBarriers)
                {
                    datapath.SendMsg(first).Concat(datapath.SendMsg(second)).Subscribe();
                    return;
                }

                datapath.Send(first);
                datapath.Send(second);
            })
            .Subscribe();
    }

    [Fact]
    public void An_app_whose_work_leaves_the_scheduler_is_reported_as_that_and_not_as_a_difference()
    {
        using var replay = new Replay(Record(Apps.Learn, Ping));
        using var sent = new ManualResetEventSlim();
        replay.Controller.Messages.OfMessage<PacketIn>().Subscribe(each =>
        {
            Task.Run(() =>
            {
                each.Datapath.Send(new PacketOut { Data = each.Message.Data });
                sent.Set();
            });
            Assert.True(sent.Wait(TimeSpan.FromSeconds(60)));
        });

        var thrown = Assert.Throws<ReplayNondeterministicException>(replay.AssertSame);
        Assert.IsType<PacketOut>(thrown.SentMessage);
    }

    [Fact]
    public void Connections_that_end_and_come_back_do_so_in_the_replay()
    {
        var recording = Record(Apps.Learn, lab =>
        {
            Ping(lab);
            lab.Network.Faults.Disconnect("s1", TimeSpan.FromSeconds(3));
            lab.Pass(10);
            Ping(lab);
        });
        Assert.Equal(2, recording.Connections.Count);

        using var replay = new Replay(recording);
        var presence = replay.Controller.Datapaths.Connect().SelectMany(changes => changes).Select(change => change.Reason).Record(replay.Scheduler);
        Apps.Learn(replay.Controller);
        replay.AssertSame();

        Assert.Equal([ChangeReason.Add, ChangeReason.Remove, ChangeReason.Add], presence.Values);
    }

    [Fact]
    public void A_recording_that_began_later_than_a_connection_is_replayed()
    {
        var lab = new RecordedLab(isRecording: false);
        lab.AddSwitchThatAsks(1);
        lab.Record();
        Apps.Learn(lab.Controller);
        lab.Pass(0.1);
        Ping(lab);

        using var replay = new Replay(lab.Read());
        Apps.Learn(replay.Controller);
        replay.AssertSame();
    }

    [Fact]
    public void A_connection_without_its_features_is_skipped()
    {
        var output = new MemoryStream();
        using (var writer = new PcapngWriter(output))
        {
            var connection = new TcpConnectionWriter(
                writer, writer.AddInterface(new()), IPEndPoint.Parse("10.0.0.1:40000"), IPEndPoint.Parse("10.0.0.2:6653"));
            connection.Send(RecordedLab.Start, fromClient: true, OpenFlowCodec.Encode(new PacketIn(), OpenFlowVersion.OpenFlow13, 0));
        }

        using var replay = new Replay(Recording.Read(new MemoryStream(output.ToArray())));
        replay.Run();
        Assert.Single(replay.Skipped);
    }

    [Fact]
    public void Differences_in_the_tail_do_not_count_if_the_options_say_so()
    {
        var recording = Record(_ => { }, lab =>
        {
            lab.Network.Hosts[0].Announce();
            lab.Pass(0.5);
        });
        Assert.Empty(Replayed(recording, controller => controller.Messages.OfMessage<PacketIn>().Subscribe(e => e.Datapath.Send(new PacketOut())), new() { Tail = TimeSpan.FromSeconds(2) }));
    }

    [Fact]
    public void A_reduced_recording_with_a_reference_has_the_few_events_that_matter_and_can_be_saved()
    {
        var recording = Record(Apps.Learn, lab =>
        {
            for (var i = 0; i < 20; i++)
                Ping(lab);
            Move(lab);
        });

        var small = recording.Shrink(Apps.Learn, Apps.LearnOnce);

        Assert.InRange(small.Frames.Count(frame => frame is { IsSent: false } && frame.Decode() is PacketIn), 1, 3);
        var output = new MemoryStream();
        small.Save(output);
        var read = Recording.Read(new MemoryStream(output.ToArray()));
        Assert.Equal(small.Frames.Select(frame => (frame.Timestamp, frame.IsSent, Convert.ToHexString(frame.Data.Span))), read.Frames.Select(frame => (frame.Timestamp, frame.IsSent, Convert.ToHexString(frame.Data.Span))));
        Assert.Empty(Replayed(read, Apps.Learn));
        Assert.NotEmpty(Replayed(read, Apps.LearnOnce));
        Assert.Equal(small.ToString(), recording.Shrink(Apps.Learn, Apps.LearnOnce).ToString());
    }

    [Fact]
    public void Shrinking_what_does_not_fail_is_refused()
    {
        var recording = Record(Apps.Learn, Ping);
        Assert.Throws<ArgumentException>(() => recording.Shrink(Apps.Learn, Apps.Learn));
    }

    private static IReadOnlyList<ReplayDifference> Replayed(Recording recording, Action<OpenFlowController> app, ReplayOptions? options = null)
    {
        using var replay = new Replay(recording, options);
        app(replay.Controller);
        replay.Run();
        return replay.Found;
    }

    private static Recording Record(Action<OpenFlowController> app, Action<RecordedLab> act, OpenFlowVersion version = OpenFlowVersion.OpenFlow13)
    {
        var lab = new RecordedLab();
        app(lab.Controller);
        lab.AddSwitch(1, version);
        lab.Pass(1);
        act(lab);
        return lab.Read();
    }

    private static void Ping(RecordedLab lab)
    {
        lab.Network.Hosts[0].Ping(lab.Network.Hosts[1].Address).Subscribe();
        lab.Pass(3);
    }

    // The first host moves to port 9 before it is pinged again.
    private static void Move(RecordedLab lab)
    {
        Ping(lab);
        var moved = lab.Network.Hosts[0];
        moved.Link!.Unplug();
        lab.Network.Connect(lab.Network.Switches[0], 9, moved);
        moved.Announce();
        lab.Pass(3);
        lab.Network.Hosts[1].Ping(moved.Address).Subscribe();
        lab.Pass(3);
    }
}
