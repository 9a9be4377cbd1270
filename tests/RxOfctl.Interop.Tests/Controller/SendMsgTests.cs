using System.Reactive.Linq;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Controller;

public sealed class SendMsgTests : ControllerWithOvs
{
    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_flow_mod_has_no_reply_and_is_done_when_it_completes(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");

        await datapath.SendMsgAsync(FlowTo(2, priority: 7), Limit);

        Assert.Contains("priority=7,in_port=1 actions=output:2", Simplified(Assert.Single(await Ovs.DumpFlowsAsync("bra1", version))), StringComparison.Ordinal);
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_request_has_one_reply_in_each_form(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version);

        var awaited = await datapath.SendMsgAsync(new DescRequest(), Limit);
        var observed = await datapath.SendMsg(new DescRequest()).ToList();
        var waited = datapath.SendMsgAndWait(new DescRequest(), Limit);

        Assert.Equal("Open vSwitch", awaited!.HwDesc);
        Assert.Equal([awaited], observed);
        Assert.Equal(awaited, waited);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_dump_of_flows_has_many_replies_in_parts(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        for (var number = 0; number < 1000; number++)
            datapath.Send(FlowTo(2, (ushort)(1000 + number)));
        await datapath.SendMsgAsync(new BarrierRequest(), Limit);

        var flows = await datapath.SendMsgAsync(new FlowStatsRequest(), Limit);
        var parts = await datapath.SendMsgAsync<FlowStatsReply>(new FlowStatsRequest(), replyMulti: true, Limit);

        Assert.Equal(Enumerable.Range(1000, 1000), flows.Select(flow => (int)flow.Priority).Order());
        Assert.All(flows, flow => Assert.Equal([new OutputAction(2)], flow.Actions.Select(Without0MaxLen)));
        Assert.True(parts.Count > 1, "A thousand flows do not fit into one message.");
        Assert.Equal(1000, parts.Sum(part => part.Body.Count));
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task An_error_of_the_switch_is_thrown(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1");
        await datapath.SendMsgAsync(FlowTo(2, priority: 7), Limit);

        var overlapping = FlowTo(3, priority: 7) with { Match = Match.Any, Flags = FlowModFlags.CheckOverlap };
        var thrown = await Assert.ThrowsAsync<OpenFlowErrorException>(() => datapath.SendMsgAsync(overlapping, Limit));

        var error = Assert.Single(thrown.Errors);
        Assert.Equal(OpenFlowError.FlowModFailedOverlap, error.Error);
        Assert.Equal(overlapping, OpenFlowCodec.Decode(error.Data.Span, out _));
        Assert.Equal(0, datapath.PendingRequests);
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task Every_kind_of_statistics_can_be_asked_for(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        await datapath.SendMsgAsync(FlowTo(2, priority: 7), Limit);

        var sum = await datapath.SendMsgAsync(new AggregateStatsRequest(), Limit);
        var tables = await datapath.SendMsgAsync(new TableStatsRequest(), Limit);
        var ports = await datapath.SendMsgAsync(new PortStatsRequest(), Limit);
        var config = await datapath.SendMsgAsync(new GetConfigRequest(), Limit);
        var echo = await datapath.SendMsgAsync(new EchoRequest { Data = new byte[] { 1, 2, 3 } }, Limit);
        var features = await datapath.SendMsgAsync(new FeaturesRequest(), Limit);
        var barrier = await datapath.SendMsgAsync(new BarrierRequest(), Limit);

        Assert.Equal(1u, sum!.FlowCount);
        Assert.Equal(1u, tables.Single(table => table.TableId == default).ActiveCount);
        Assert.Equal([1u, 2u], ports.Where(port => !port.PortNo.IsReserved).Select(port => port.PortNo.Value).Order());
        Assert.Equal(60_000, config!.MissSendLen);
        Assert.Equal("010203", echo!.Data.ToString());
        Assert.Equal(datapath.Id, features!.DatapathId);
        Assert.NotNull(barrier);
    }

    [OvsFact]
    public async Task A_role_is_taken_in_1_0_too()
    {
        var datapath = await ConnectBridgeAsync(0xa1, OpenFlowVersion.OpenFlow10);

        Assert.Equal(ControllerRole.Master, (await datapath.SetRoleAsync(ControllerRole.Master, cancellationToken: Limit))!.Role);
        Assert.Equal(ControllerRole.Slave, (await datapath.SetRoleAsync(ControllerRole.Slave, cancellationToken: Limit))!.Role);
    }

    [OvsFact]
    public async Task A_role_is_taken_and_an_old_generation_is_refused()
    {
        var datapath = await ConnectBridgeAsync(0xa1, OpenFlowVersion.OpenFlow13);

        var reply = await datapath.SetRoleAsync(ControllerRole.Master, 8, Limit);
        var thrown = await Assert.ThrowsAsync<StaleGenerationException>(() => datapath.SetRoleAsync(ControllerRole.Master, 7, Limit));

        Assert.Equal(ControllerRole.Master, reply!.Role);
        Assert.Equal(OpenFlowError.RoleRequestFailedStale, Assert.Single(thrown.Errors).Error);
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_handler_of_packet_ins_may_ask_the_switch_and_wait(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        await datapath.SendMsgAsync(
            new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] }, Limit);
        var answers = new TaskCompletionSource<DescReply?>();
        using var handling = Controller.Messages.OfMessage<PacketIn>().Subscribe(
            packet => answers.TrySetResult(packet.Datapath.SendMsgAndWait(new DescRequest(), Limit)));

        using var p1 = await Ovs.ConnectPortAsync("p1", Limit);
        await p1.SendAsync(new byte[64], Limit);

        Assert.NotNull(await answers.Task.WaitAsync(Limit));
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_flow_that_expires_is_told(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        var removed = new TaskCompletionSource<Envelope<FlowRemoved>>();
        using var handling = datapath.Messages.OfMessage<FlowRemoved>().Subscribe(envelope => removed.TrySetResult(envelope));
        await Ovs.AppctlAsync("time/stop");
        await datapath.SendMsgAsync(FlowTo(2, priority: 7) with { HardTimeout = 60, Cookie = 42, Flags = FlowModFlags.SendFlowRem }, Limit);

        await Ovs.AppctlAsync("time/warp", "61000");

        var flow = await removed.Task.WaitAsync(Limit);
        Assert.Same(datapath, flow.Datapath);
        Assert.Equal((42ul, FlowRemovedReason.HardTimeout, (PortNumber?)1u), (flow.Message.Cookie, flow.Message.Reason, flow.Message.Match.Get(Oxm.InPort)));
    }

    private static FlowMod FlowTo(PortNumber port, ushort priority) =>
        new() { Match = [Oxm.InPort.Is(1)], Priority = priority, Actions = [new OutputAction(port)] };

    // A port other than the controller's has no use for a length, and Open vSwitch says 0.
    private static OpenFlowAction Without0MaxLen(OpenFlowAction action) =>
        action is OutputAction { MaxLen: 0 } output ? output with { MaxLen = ushort.MaxValue } : action;

    private static string Simplified(string flow) => flow.Replace("\"p1\"", "1", StringComparison.Ordinal).Replace("\"p2\"", "2", StringComparison.Ordinal);
}
