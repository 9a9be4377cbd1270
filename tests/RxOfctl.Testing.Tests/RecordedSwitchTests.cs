using System.Reactive.Concurrency;
using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Recording;
using RxOfctl.Simulator;

namespace RxOfctl.Testing.Tests;

/// <summary>A recording file as the switch of a test.</summary>
public sealed class RecordedSwitchTests : IDisposable
{
    private static readonly byte[] Session = RecordSession();

    private readonly HistoricalScheduler _scheduler = new(DateTimeOffset.UnixEpoch);
    private readonly OpenFlowController _controller;

    public RecordedSwitchTests() => _controller = new(new() { Scheduler = _scheduler });

    public void Dispose() => _controller.Dispose();

    [Fact]
    public void It_has_the_ports_and_sends_the_messages_of_the_recording_at_the_same_times()
    {
        var messages = _controller.Messages.Record(_scheduler);
        using var peer = ScriptedSwitch.Connect(_controller, Open(), 1);
        Pass(10);

        Assert.Equal([1u], _controller.GetDatapath(1)!.Ports.Keys.Where(port => !port.IsReserved).Select(port => port.Value));
        var only = Assert.Single(messages.Values);
        Assert.IsType<PacketIn>(only.Message);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(5), only.ReceivedAt, TimeSpan.FromMilliseconds(10));
        peer.Verify();
    }

    [Fact]
    public void It_answers_as_recorded_one_reply_after_the_other_and_then_the_last_again()
    {
        using var peer = ScriptedSwitch.Connect(_controller, Open(), 1);
        Pass(1);
        var replies = Enumerable.Range(0, 3).Select(_ =>
        {
            var reply = _controller.GetDatapath(1)!.SendMsg(new FlowStatsRequest()).Record(_scheduler);
            Pass(1);
            return reply;
        }).ToList();

        Assert.All(replies, reply => Assert.Null(reply.Error));
        Assert.Equal([0, 1, 1], replies.Select(reply => reply.Values.Count));
        Assert.Equal(3, peer.ReceivedOf<FlowStatsRequest>().Count);
    }

    [Fact]
    public void What_the_test_defines_comes_first_and_what_was_not_recorded_is_not_answered()
    {
        using var peer = ScriptedSwitch.Connect(_controller, Open(), 1);
        peer.Expect<FlowStatsRequest>().Error(OpenFlowError.BadRequestEperm);
        Pass(1);
        var refused = _controller.GetDatapath(1)!.SendMsg(new FlowStatsRequest()).Record(_scheduler);
        var unknown = _controller.GetDatapath(1)!.SendMsg(new DescRequest()).Record(_scheduler);
        Pass(1);

        Assert.IsType<OpenFlowErrorException>(refused.Error);
        Assert.IsType<ReplyMissingException>(unknown.Error);
    }

    [Fact]
    public void One_of_several_datapaths_is_named_and_is_in_the_recording()
    {
        var recording = Open();

        Assert.Throws<ArgumentException>(() => ScriptedSwitch.Connect(_controller, recording));
        Assert.Throws<ArgumentException>(() => ScriptedSwitch.Connect(_controller, recording, 3));
        using var peer = ScriptedSwitch.Connect(_controller, recording.Shrink(each => each.Connections.Any(connection => connection.DatapathId == 2)));
        Pass(1);
        Assert.NotNull(_controller.GetDatapath(2));
    }

    private void Pass(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));

    private static RxOfctl.Recording.Recording Open() => RxOfctl.Recording.Recording.Read(new MemoryStream(Session));

    // Two switches; the first is asked twice for its flows, and has a packet-in after five seconds.
    private static byte[] RecordSession()
    {
        var scheduler = new HistoricalScheduler(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var output = new MemoryStream();
        using var recorder = controller.Record(output);
        var network = new SimulatedNetwork(scheduler);
        foreach (var id in new ulong[] { 1, 2 })
        {
            var each = network.AddSwitch(id, OpenFlowVersion.OpenFlow13);
            network.Connect(each, 1, network.AddHost($"h{id}", new(id), new(10, 0, 0, (byte)id)));
        }

        network.ConnectTo(controller);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        var s1 = controller.GetDatapath(1)!;
        s1.SendMsg(new FlowStatsRequest()).Subscribe();
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        s1.SendMsg(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] }).Subscribe();
        s1.SendMsg(new FlowStatsRequest()).Subscribe();
        scheduler.AdvanceBy(TimeSpan.FromSeconds(3));
        network.Hosts[0].Announce();
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        recorder.Dispose();
        return output.ToArray();
    }
}
