using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Controller;

/// <summary>What a version lacks and Open vSwitch has by an extension works by the names of the specification, and looks the same to an app.</summary>
public sealed class ExtensionTests : ControllerWithOvs
{
    [OvsTheory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow11)]
    [InlineData(OpenFlow13)]
    public async Task A_role_request_has_its_reply(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version);

        foreach (var role in new[] { ControllerRole.Master, ControllerRole.Slave, ControllerRole.Equal })
            Assert.Equal(role, (await datapath.SendMsgAsync(new RoleRequest { Role = role }, Limit))!.Role);
    }

    [OvsTheory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow11)]
    [InlineData(OpenFlow12)]
    [InlineData(OpenFlow13)]
    [InlineData(OpenFlow14)]
    [InlineData(OpenFlow15)]
    public async Task A_flow_monitor_reports_what_was_there_and_what_changes_until_it_is_deleted(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        await datapath.SendMsgAsync(FlowTo(2, priority: 7), Limit);
        var updates = datapath.Messages.OfMessage<FlowMonitorReply>().SelectMany(reply => reply.Message.Body).Replay();
        using var connection = updates.Connect();
        Task<FullFlowUpdate> Next(ushort priority, FlowUpdateEvent what) => updates.OfType<FullFlowUpdate>()
            .FirstAsync(update => update.Priority == priority && update.Event == what).ToTask(Limit);

        var all = FlowMonitorFlags.Initial | FlowMonitorFlags.Add | FlowMonitorFlags.Removed | FlowMonitorFlags.Modify | FlowMonitorFlags.Instructions;
        var first = await datapath.SendMsgAsync(new FlowMonitorRequest { Body = [new() { MonitorId = 5, Flags = all }] }, Limit);
        var initial = Assert.IsType<FullFlowUpdate>(Assert.Single(first));
        Assert.Equal(7, initial.Priority);
        Assert.Equal(version >= OpenFlow14 ? FlowUpdateEvent.Initial : FlowUpdateEvent.Added, initial.Event);
        var output = Assert.IsType<OutputAction>(Assert.Single(Assert.IsType<ApplyActions>(Assert.Single(initial.Instructions)).Actions));
        Assert.Equal(2u, output.Port.Value);

        await Ovs.OfctlAsync("add-flow", "bra1", "priority=8,in_port=1,actions=2", "-O", Name(version));
        await Next(8, FlowUpdateEvent.Added);
        await Ovs.OfctlAsync("--strict", "del-flows", "bra1", "priority=8,in_port=1", "-O", Name(version));
        await Next(8, FlowUpdateEvent.Removed);

        datapath.Send(new FlowMonitorRequest { Body = [new() { MonitorId = 5, Command = FlowMonitorCommand.Delete }] });
        await datapath.SendMsgAsync(new BarrierRequest(), Limit);
        var later = Next(9, FlowUpdateEvent.Added);
        await Ovs.OfctlAsync("add-flow", "bra1", "priority=9,in_port=1,actions=2", "-O", Name(version));
        await datapath.SendMsgAsync(new BarrierRequest(), Limit);
        Assert.False(later.IsCompleted);
    }

    [OvsTheory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow11)]
    [InlineData(OpenFlow13)]
    public async Task Groups_are_made_described_and_counted(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        await datapath.SendMsgAsync(new GroupMod { Type = GroupType.All, GroupId = 5, Buckets = [new() { Actions = [new OutputAction(2)] }] }, Limit);
        await datapath.SendMsgAsync(FlowTo(2, priority: 7) with { Actions = [new GroupAction(5)] }, Limit);

        var described = Assert.Single(await datapath.SendMsgAsync(new GroupDescRequest(), Limit));
        Assert.Equal((GroupType.All, new GroupId(5)), (described.Type, described.GroupId));
        Assert.Equal(new GroupId(5), Assert.Single(await datapath.SendMsgAsync(new GroupStatsRequest { GroupId = 5 }, Limit)).GroupId);
        Assert.NotEqual(0u, (await datapath.SendMsgAsync(new GroupFeaturesRequest(), Limit))!.Types);
        Assert.Contains("group:5", Assert.Single(await Ovs.DumpFlowsAsync("bra1", version)), StringComparison.Ordinal);
    }

    [OvsTheory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow11)]
    public async Task Mpls_and_queues_are_set_by_the_actions_of_the_specification(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        OpenFlowAction[] actions =
        [
            new DecNwTtlAction(), new PushMplsAction(0x8847), new SetFieldAction(Oxm.MplsLabel.Is(9)), new SetMplsTtlAction(5), new SetQueueAction(3), new OutputAction(2),
        ];

        await datapath.SendMsgAsync(new FlowMod { Match = [Oxm.EthType.Is(0x0800)], Actions = [.. actions] }, Limit);

        var flow = Assert.Single(await Ovs.DumpFlowsAsync("bra1", version));
        Assert.Contains("dec_ttl,push_mpls:0x8847,", flow, StringComparison.Ordinal);
        Assert.Contains("set_mpls_ttl(5),set_queue:3,output", flow, StringComparison.Ordinal);
        Assert.Equal(actions, Assert.Single(await datapath.SendMsgAsync(new FlowStatsRequest(), Limit)).Actions.Select(action => action is OutputAction output ? new OutputAction(output.Port) : action));
    }

    private static FlowMod FlowTo(uint port, ushort priority) => new() { Match = Match.OfInPort(1), Priority = priority, Actions = [new OutputAction(port)] };

    private static string Name(OpenFlowVersion version) => $"OpenFlow1{(byte)version - 1}";
}
