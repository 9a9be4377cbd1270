using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class QueueGetConfigTests
{
    [Fact]
    public void Later_versions_have_another_request() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new QueueGetConfigRequest(), OpenFlow14, 1));
}
