using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class ControllerMessageTests
{
    [Fact]
    public void A_short_id_is_refused_before_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new RoleReply { ShortId = 7 }, OpenFlow14, 1));
}
