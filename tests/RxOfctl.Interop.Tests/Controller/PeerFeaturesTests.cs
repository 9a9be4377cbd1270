using System.Reactive.Linq;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

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
}
