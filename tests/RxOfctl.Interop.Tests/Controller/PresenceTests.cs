using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Controller;

public sealed class PresenceTests : ControllerWithOvs
{
    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_bridge_is_present_after_its_handshake_with_its_ports(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");

        Assert.Equal(version, datapath.Version);
        Assert.Same(datapath, Controller.GetDatapath(0xa1));
        Assert.Equal([datapath], Controller.GetDatapaths());
        Assert.Null(Controller.GetDatapath(0xa2));
        Assert.Equal(["p1", "p2"], datapath.Ports.Items.Where(port => !port.PortNo.IsReserved).Select(port => port.Name).Order());
    }

    [OvsFact]
    public async Task The_highest_version_that_both_speak_is_chosen()
    {
        var present = JoinOf(0xa1);
        await Ovs.AddBridgeAsync(new Bridge("br0", 0xa1)
        {
            Protocols = [OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13],
            Controllers = [Target],
        });

        Assert.Equal(OpenFlowVersion.OpenFlow13, (await present).Version);
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_switch_that_is_killed_is_removed_and_added_again_when_it_is_back(OpenFlowVersion version)
    {
        var first = await ConnectBridgeAsync(0xa1, version, "p1");
        var removed = NextChange(0xa1, ChangeReason.Remove);

        Ovs.Kill();
        Assert.Same(first, await removed);
        Assert.False(first.IsConnected);
        await Assert.ThrowsAsync<InvalidDatapathException>(() => first.SendMsgAsync(new DescRequest(), Limit));

        await Ovs.RestartAsync(Limit);
        var second = await JoinOf(0xa1);
        Assert.NotSame(first, second);
        Assert.NotNull(await second.SendMsgAsync(new DescRequest(), Limit));
        await Assert.ThrowsAsync<InvalidDatapathException>(() => first.SendMsgAsync(new DescRequest(), Limit));
    }

    [OvsFact]
    public async Task A_port_that_goes_down_changes_in_the_cache_of_ports()
    {
        var datapath = await ConnectBridgeAsync(0xa1, OpenFlowVersion.OpenFlow13, "p1");
        var down = new TaskCompletionSource();
        using var watching = datapath.Ports.Watch(1).Subscribe(change =>
        {
            if (change.Current.State.HasFlag(PortState.LinkDown))
                down.TrySetResult();
        });

        await Ovs.SetPortAdminStateAsync("p1", up: false);

        await down.Task.WaitAsync(Limit);
    }

    [OvsFact]
    public async Task A_bridge_that_waits_for_controllers_is_dialed()
    {
        var port = FreePort.Take();
        var present = JoinOf(0xa1);
        await Ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [$"ptcp:{port}:127.0.0.1"] });
        using var dialing = Controller.Connect($"tcp:127.0.0.1:{port}");

        Assert.NotNull(await (await present).SendMsgAsync(new DescRequest(), Limit));
    }
}
