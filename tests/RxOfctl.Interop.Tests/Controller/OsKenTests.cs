using System.Globalization;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Controller;

/// <summary>
/// What users of os-ken's ofctl know, by the names they know it by, and what os-ken gets wrong, against a real switch. Reply none, one, many and
/// an error are in <see cref="SendMsgTests"/>. What an Open vSwitch never does, such as to answer a barrier with an error or before the last part of
/// a reply, or to answer a single request twice, is proved with scripted switches only.
/// </summary>
public sealed class OsKenTests : ControllerWithOvs
{
    private const int QueueCapacity = 8;

    public static TheoryData<OpenFlowVersion> Versions =>
        [OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow14, OpenFlowVersion.OpenFlow15];

    protected override ControllerOptions Options => base.Options with { QueueCapacity = QueueCapacity };

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Wrong_class(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version);

        var thrown = await Assert.ThrowsAsync<UnexpectedReplyException>(
            () => datapath.SendMsgAsync<GetConfigReply>(new DescRequest(), replyMulti: false, Limit));

        Assert.IsType<DescReply>(Assert.Single(thrown.Result));
        Assert.Equal(0, datapath.PendingRequests);
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Barrier_as_the_message(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version);

        Assert.Equal(new BarrierReply(), await datapath.SendMsgAsync(new BarrierRequest(), Limit));
        Assert.Equal(new BarrierReply(), datapath.SendMsgAndWait(new BarrierRequest(), Limit));
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Serialize_error(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version);

        var thrown = await Assert.ThrowsAsync<InvalidMessageException>(() => datapath.SendMsgAsync(new PacketOut { Data = new byte[70_000] }, Limit));

        Assert.IsType<PacketOut>(thrown.InvalidMessage);
        Assert.Equal(0, datapath.PendingRequests);
        Assert.NotNull(await datapath.SendMsgAsync(new DescRequest(), Limit));
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Unknown_dpid(OpenFlowVersion version)
    {
        await ConnectBridgeAsync(0xa1, version);

        Assert.Equal("Open vSwitch", (await Controller.SendMsgAsync(0xa1, new DescRequest(), Limit))!.HwDesc);
        var thrown = await Assert.ThrowsAsync<InvalidDatapathException>(() => Controller.SendMsgAsync(0xa2, new DescRequest(), Limit));
        Assert.Equal(new DatapathId(0xa2), thrown.DatapathId);
        Assert.Throws<InvalidDatapathException>(() => Controller.SendMsgAndWait(0xa2, new FlowMod(), Limit));
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Stale_datapath_after_a_reconnect(OpenFlowVersion version)
    {
        var stale = await ConnectBridgeAsync(0xa1, version);
        var gone = NextChange(0xa1, ChangeReason.Remove);
        await Ovs.DeleteControllerAsync("bra1");
        await gone;
        var joining = JoinOf(0xa1);
        await Ovs.SetControllerAsync("bra1", Target);
        var fresh = await joining;

        var thrown = await Assert.ThrowsAsync<InvalidDatapathException>(() => stale.SendMsgAsync(new DescRequest(), Limit));
        Assert.Equal(stale.Id, thrown.DatapathId);
        Assert.NotNull(await fresh.SendMsgAsync(new DescRequest(), Limit));
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Disconnection_with_requests_pending(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version);
        await SignalAsync("STOP");
        var asked = Enumerable.Range(0, 100).Select(_ => datapath.SendMsgAsync(new DescRequest(), Limit)).ToArray();
        Assert.Equal(100, datapath.PendingRequests);

        Ovs.Kill();

        foreach (var each in asked)
            Assert.Equal(datapath.Id, (await Assert.ThrowsAsync<InvalidDatapathException>(() => each)).DatapathId);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task The_same_object_sent_many_times_at_once_and_to_two_datapaths(OpenFlowVersion version)
    {
        var first = await ConnectBridgeAsync(0xa1, version);
        var second = await ConnectBridgeAsync(0xa2, version);
        var message = new FeaturesRequest();

        var replies = await Task.WhenAll(Enumerable.Range(0, 500).Select(count => (count % 2 == 0 ? first : second).SendMsgAsync(message, Limit)));

        Assert.Equal(Enumerable.Range(0, 500).Select(count => count % 2 == 0 ? first.Id : second.Id), replies.Select(reply => reply!.DatapathId));
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Many_requests_from_many_threads_each_get_their_own_reply(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            var echoes = Enumerable.Range(0, 250).Select(count => new EchoRequest { Data = new byte[] { (byte)thread, (byte)count } }).ToArray();
            var replies = await Task.WhenAll(echoes.Select(echo => datapath.SendMsgAsync(echo, Limit)));
            Assert.Equal(echoes.Select(echo => echo.Data), replies.Select(reply => reply!.Data));
        })));

        Assert.Equal(0, datapath.PendingRequests);
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task A_reply_that_comes_after_the_time_limit_is_not_delivered(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version);
        var seen = new List<OpenFlowMessage>();
        using var watching = datapath.Messages.Subscribe(envelope => seen.Add(envelope.Message));
        await SignalAsync("STOP");
        try
        {
            var thrown = await Assert.ThrowsAsync<RequestTimeoutException>(
                () => datapath.SendMsgAsync(new DescRequest(), Limit, TimeSpan.FromMilliseconds(1)));
            Assert.Empty(thrown.Result);
            Assert.Equal(0, datapath.PendingRequests);
        }
        finally
        {
            await SignalAsync("CONT");
        }

        Assert.NotNull(await datapath.SendMsgAsync(new GetConfigRequest(), Limit));
        // An error that belongs to no request is delivered after all earlier messages.
        var delivered = new TaskCompletionSource();
        using var waiting = datapath.Messages.OfMessage<ErrorMessage>().Subscribe(_ => delivered.TrySetResult());
        await datapath.SendMsgAsync(new FlowMod { Match = [Oxm.InPort.Is(1)] }, Limit);
        datapath.Send(new FlowMod { Flags = FlowModFlags.CheckOverlap });
        await delivered.Task.WaitAsync(Limit);
        Assert.Equal(OpenFlowError.FlowModFailedOverlap, Assert.IsType<ErrorMessage>(Assert.Single(seen)).Error);
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task The_queue_is_full_while_a_handler_waits(OpenFlowVersion version)
    {
        const int Asked = 20;
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        await datapath.SendMsgAsync(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] }, Limit);
        var done = new TaskCompletionSource();
        var handled = 0;
        using var handling = Controller.Messages.OfMessage<PacketIn>().Subscribe(packet =>
        {
            for (var count = 0; count < 3; count++)
                Assert.NotNull(packet.Datapath.SendMsgAndWait(new DescRequest(), Limit));
            if (++handled == Asked)
                done.TrySetResult();
        });
        using var p1 = await Ovs.ConnectPortAsync("p1", Limit);
        // Until enough are handled: the more are sent meanwhile, the more are dropped.
        while (!done.Task.IsCompleted)
            await p1.SendAsync(new byte[64], Limit);

        Assert.True(datapath.IsConnected);
        Assert.NotNull(await datapath.SendMsgAsync(new DescRequest(), Limit));
    }

    private async Task SignalAsync(string signal) => (await Command.RunAsync(
        "sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {Ovs.ProcessIds[1]}")], cancellationToken: Limit)).OutputOrThrow();
}
