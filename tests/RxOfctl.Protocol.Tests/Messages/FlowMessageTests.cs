using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Statistics;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class FlowMessageTests
{
    [Fact]
    public void Statistics_of_a_flow_removed_show_as_members_in_every_version()
    {
        var removed = new FlowRemoved { DurationSec = 1, DurationNsec = 2, PacketCount = 3, ByteCount = 4 };
        foreach (var version in Enum.GetValues<OpenFlowVersion>())
            Assert.Equal(removed, OpenFlowCodec.Decode(OpenFlowCodec.Encode(removed, version, 1), out _));
        Assert.Equal([Oxs.Duration.Is((1UL << 32) | 2), Oxs.PacketCount.Is(3), Oxs.ByteCount.Is(4)], removed.Stats);
    }

    [Fact]
    public void Statistics_beyond_the_three_are_refused_before_1_5()
    {
        var removed = new FlowRemoved { Stats = new FlowRemoved().Stats.With(Oxs.IdleTime.Is(1)) };
        Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(removed, OpenFlow14, 1));
    }

    [Fact]
    public void Packet_out_with_more_than_a_port_is_refused_before_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new PacketOut { Match = [Oxm.InPort.Is(1), Oxm.TunnelId.Is(5)] }, OpenFlow14, 1));
}
