using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class PortMessageTests
{
    internal static readonly PortMod Down = new()
    {
        PortNo = 3,
        HwAddr = MacAddress.Parse("0a:00:00:00:00:03"),
        Config = PortConfig.PortDown,
        Mask = PortConfig.PortDown,
        Advertise = PortFeatures.Copper,
    };

    [Fact]
    public void A_port_is_the_same_in_all_versions()
    {
        var status = new PortStatus { Desc = new() { PortNo = 1, Name = "eth1", Curr = PortFeatures.Copper, Peer = PortFeatures.Fiber } };
        foreach (var version in Enum.GetValues<OpenFlowVersion>())
            Assert.Equal(status, OpenFlowCodec.Decode(OpenFlowCodec.Encode(status, version, 1), out _));
    }

    [Fact]
    public void An_optical_port_is_refused_before_1_4()
    {
        var status = new PortStatus { Desc = new() { Properties = [new OpticalPortProperty()] } };
        Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(status, OpenFlow13, 1));
    }
}
