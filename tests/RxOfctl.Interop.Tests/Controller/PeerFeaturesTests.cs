using System.Reactive.Linq;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;

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

    [OvsFact]
    public async Task Flows_of_1_0_have_tables_and_IPv6_where_the_switch_has_Nicira_s_extensions()
    {
        var datapath = await ConnectBridgeAsync(0xa1, OpenFlowVersion.OpenFlow10, "p1", "p2");
        await datapath.PeerFeatures;
        await datapath.SendMsgAsync(new NiciraFlowModTableId { Set = 1 }, Limit);
        await datapath.SendMsgAsync(new FlowMod { TableId = 3, Match = [Oxm.InPort.Is(1)] }, Limit);
        await datapath.SendMsgAsync(new FlowMod { TableId = 4, Match = [Oxm.EthType.Is(0x86dd), Oxm.Ipv6Dst.Is(Ipv6Address.Parse("2001:db8::1"))] }, Limit);

        var flows = await Ovs.DumpFlowsAsync("bra1", OpenFlowVersion.OpenFlow13);

        Assert.Equal(2, flows.Count);
    }
}
