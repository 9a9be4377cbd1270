using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Interop.Tests.Controller;

public sealed class BundleTests : ControllerWithOvs
{
    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_bundle_is_done_as_a_whole(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");

        await datapath.SendBundleAsync([FlowTo(2, 7), FlowTo(2, 8), FlowTo(2, 9)], cancellationToken: Limit);

        Assert.Equal(3, (await Ovs.DumpFlowsAsync("bra1", version)).Count);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_message_that_is_not_taken_keeps_the_others_from_being_done(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        var bad = FlowTo(70_000, 8);

        var thrown = await Assert.ThrowsAsync<MessagesFailedException>(
            () => datapath.SendBundleAsync([FlowTo(2, 7), bad, FlowTo(2, 9)], cancellationToken: Limit));

        var failure = Assert.Single(thrown.Failures);
        Assert.Equal((1, OpenFlowError.BadActionBadOutPort), (failure.Index, failure.Error.Error));
        Assert.Same(bad, failure.Message);
        Assert.Empty(await Ovs.DumpFlowsAsync("bra1", version));
        await datapath.SendBundleAsync([FlowTo(2, 7)], cancellationToken: Limit);
        Assert.Single(await Ovs.DumpFlowsAsync("bra1", version));
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_message_that_fails_when_the_bundle_is_committed_undoes_the_others(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        var overlapping = FlowTo(2, 7) with { Match = Match.Any, Flags = FlowModFlags.CheckOverlap };

        var thrown = await Assert.ThrowsAsync<MessagesFailedException>(
            () => datapath.SendBundleAsync([FlowTo(2, 7), overlapping], cancellationToken: Limit));

        Assert.Equal((1, OpenFlowError.FlowModFailedOverlap), (thrown.Failures[0].Index, thrown.Failures[0].Error.Error));
        Assert.Empty(await Ovs.DumpFlowsAsync("bra1", version));
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    public async Task Of_messages_without_a_bundle_those_that_do_not_fail_are_done(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        var overlapping = FlowTo(2, 7) with { Match = Match.Any, Flags = FlowModFlags.CheckOverlap };

        var thrown = await Assert.ThrowsAsync<MessagesFailedException>(
            () => datapath.SendMsgsAsync([FlowTo(2, 7), overlapping, FlowTo(2, 9)], Limit));

        var failure = Assert.Single(thrown.Failures);
        Assert.Equal((1, OpenFlowError.FlowModFailedOverlap), (failure.Index, failure.Error.Error));
        Assert.Equal(2, (await Ovs.DumpFlowsAsync("bra1", version)).Count);
    }

    private static FlowMod FlowTo(PortNumber port, ushort priority) =>
        new() { Match = [Oxm.InPort.Is(1)], Priority = priority, Actions = [new OutputAction(port)] };
}
