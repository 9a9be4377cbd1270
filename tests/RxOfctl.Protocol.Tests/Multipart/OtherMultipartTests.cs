using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Multipart;

public class OtherMultipartTests
{
    [Theory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow12)]
    public void Port_desc_is_read_where_Open_vSwitch_sends_it(OpenFlowVersion version)
    {
        var reply = new PortDescReply { Body = [new() { PortNo = 1, Name = "eth1" }] };
        Assert.Equal(reply, OpenFlowCodec.Decode(OpenFlowCodec.Encode(reply, version, 1), out _));
    }
}
