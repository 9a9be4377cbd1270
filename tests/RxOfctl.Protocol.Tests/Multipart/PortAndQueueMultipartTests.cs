using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Protocol.Tests.Multipart;

public class PortAndQueueMultipartTests
{
    [Fact]
    public void Counters_of_a_port_are_the_same_in_all_versions()
    {
        var reply = new PortStatsReply { Body = [new() { PortNo = 1, RxPackets = 2, RxCrcErr = 3, Collisions = 4 }] };
        foreach (var version in Enum.GetValues<OpenFlowVersion>())
            Assert.Equal(reply, OpenFlowCodec.Decode(OpenFlowCodec.Encode(reply, version, 1), out _));
    }
}
