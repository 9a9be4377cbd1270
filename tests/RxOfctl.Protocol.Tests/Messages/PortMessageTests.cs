using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class PortMessageTests
{
    private static readonly PortMod _down = new()
    {
        PortNo = 3,
        HwAddr = MacAddress.Parse("0a:00:00:00:00:03"),
        Config = PortConfig.PortDown,
        Mask = PortConfig.PortDown,
        Advertise = PortFeatures.Copper,
    };

    [Fact]
    public void Port_mod_of_1_0() => CommentedBytes.Match(
        _down,
        OpenFlow10,
        """
        01 0f 00 20 12 34 56 78
        00 03 0a 00 00 00 00 03   # port_no, hw_addr
        00 00 00 01 00 00 00 01   # config, mask
        00 00 00 80 00 00 00 00   # advertise, pad
        """);

    [Fact]
    public void Port_mod_of_1_3() => CommentedBytes.Match(
        _down,
        OpenFlow13,
        """
        04 10 00 28 12 34 56 78
        00 00 00 03 00 00 00 00   # port_no, pad
        0a 00 00 00 00 03 00 00   # hw_addr, pad
        00 00 00 01 00 00 00 01   # config, mask
        00 00 08 00 00 00 00 00   # advertise, pad
        """);

    [Fact]
    public void Port_mod_of_1_4_has_properties() => CommentedBytes.Match(
        _down with { Properties = [.. _down.Properties, new OpticalPortModProperty { Configure = OpticalPortFeatures.TxTune, FreqLmda = 1, FlOffset = -2, GridSpan = 3, TxPwr = 4 }] },
        OpenFlow14,
        """
        05 10 00 40 12 34 56 78
        00 00 00 03 00 00 00 00   # port_no, pad
        0a 00 00 00 00 03 00 00   # hw_addr, pad
        00 00 00 01 00 00 00 01   # config, mask
        00 00 00 08 00 00 08 00   # ethernet: advertise
        00 01 00 18 00 00 00 02 00 00 00 01 ff ff ff fe 00 00 00 03 00 00 00 04   # optical
        """);

    [Fact]
    public void Port_status_of_1_5_has_properties() => CommentedBytes.Match(
        new PortStatus
        {
            Reason = PortReason.Modify,
            Desc = new()
            {
                PortNo = 1,
                HwAddr = MacAddress.Parse("0a:00:00:00:00:01"),
                Name = "eth1",
                State = PortState.Live,
                Curr = PortFeatures.FullDuplex10Gb,
                MaxSpeed = 10_000_000,
                Properties =
                [
                    new EthernetPortProperty { Curr = PortFeatures.FullDuplex10Gb, MaxSpeed = 10_000_000 },
                    new PipelineInputPortProperty { OxmIds = [OxmId.Of(Oxm.TunnelId), OxmId.Of(Oxm.Metadata, hasMask: true)] },
                    new RecirculatePortProperty { PortNos = [2, 3] },
                ],
            },
        },
        OpenFlow15,
        """
        06 0c 00 78 12 34 56 78
        02 00 00 00 00 00 00 00   # reason, pad
        00 00 00 01 00 68 00 00   # port_no, length, pad
        0a 00 00 00 00 01 00 00   # hw_addr, pad
        65 74 68 31 00 00 00 00 00 00 00 00 00 00 00 00   # name
        00 00 00 00 00 00 00 04   # config, state
        00 00 00 20 00 00 00 00   # ethernet
        00 00 00 40 00 00 00 00   # curr, advertised
        00 00 00 00 00 00 00 00   # supported, peer
        00 00 00 00 00 98 96 80   # curr_speed, max_speed
        00 02 00 0c 80 00 4c 08 80 00 05 10 00 00 00 00   # pipeline input: tunnel_id, metadata; pad
        00 04 00 0c 00 00 00 02 00 00 00 03 00 00 00 00   # recirculate, pad
        """);

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

    [Fact]
    public void Port_desc_request_of_1_5_names_a_port() => CommentedBytes.Match(
        new PortDescRequest { PortNo = 5 },
        OpenFlow15,
        """
        06 12 00 18 12 34 56 78
        00 0d 00 00 00 00 00 00   # type, flags, pad
        00 00 00 05 00 00 00 00   # port_no, pad
        """);
}
