using System.Reactive.Linq;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Controller;

public sealed class PeerFeaturesTests : ControllerWithOvs
{
    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow11)]
    [InlineData(OpenFlowVersion.OpenFlow12)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task What_an_Open_vSwitch_understands_is_known(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");

        var features = await datapath.PeerFeatures;

        Assert.Equal(
            new PeerFeatures { Nicira = true, Bundles = version >= OpenFlowVersion.OpenFlow13, FlowModTableId = true, FlowMonitor = true },
            features);
        Assert.True(datapath.IsConnected);
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task Deleting_an_unknown_flow_monitor_does_not_end_the_connection(OpenFlowVersion version)
    {
        var datapath = await ConnectBridgeAsync(0xa1, version);
        var delete = new FlowMonitorRequest { Body = [new() { MonitorId = 7, Command = FlowMonitorCommand.Delete }] };

        // From OpenFlow 1.4 on, Open vSwitch 3.1 answers with an error of OpenFlow 1.0 that has the transaction id of no request.
        var deleting = datapath.SendMsgAsync<FlowMonitorReply>(delete, replyMulti: true, Limit);
        if (version == OpenFlowVersion.OpenFlow13)
            await Assert.ThrowsAsync<OpenFlowErrorException>(() => deleting);
        else
            Assert.Empty(await deleting);

        Assert.Equal("Open vSwitch", (await datapath.SendMsgAsync(new DescRequest(), Limit)).HwDesc);
        Assert.True(datapath.IsConnected);
    }
}
