using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class AsyncConfigTests
{
    [Fact]
    public void What_1_3_cannot_tell_apart_is_refused() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new SetAsync { Properties = [new AsyncMask(AsyncMaskType.PacketInMaster, 7)] }, OpenFlow13, 1));

    [Fact]
    public void Controller_status_is_for_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new SetAsync { Properties = [new AsyncMask(AsyncMaskType.ControllerStatusMaster, 7)] }, OpenFlow14, 1));
}
