using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class AsyncConfigTests
{
    private const string NiciraMasks = "04 04 0028 00000001 00002320 00000013 00000001 00000002 00000003 00000004 00000005 00000006";

    [Fact]
    public void What_the_structure_of_1_3_cannot_carry_is_sent_in_the_form_of_Nicira()
    {
        var partial = new SetAsync { Properties = [new AsyncMask(AsyncMaskType.PacketInMaster, 7)] };

        Assert.Equal(
            ByteString.FromHex("04 04 0018 00000001 00002320 0000001b 0001 0008 00000007"), ByteString.CopyFrom(OpenFlowCodec.Encode(partial, OpenFlow13, 1)));
        Assert.Equal(28, OpenFlowCodec.Encode(new SetAsync(), OpenFlow13, 1)[1]);
    }

    [Fact]
    public void A_message_in_the_form_of_Nicira_goes_on_in_it()
    {
        var bytes = ByteString.FromHex(NiciraMasks).ToArray();
        var message = OpenFlowCodec.Decode(bytes, out _);

        Assert.Equal(bytes, OpenFlowCodec.Encode(message, OpenFlow13, 1));
        Assert.Equal(28, OpenFlowCodec.Encode(message, OpenFlow14, 1)[1]);
    }

    [Fact]
    public void Controller_status_is_for_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new SetAsync { Properties = [new AsyncMask(AsyncMaskType.ControllerStatusMaster, 7)] }, OpenFlow14, 1));
}
