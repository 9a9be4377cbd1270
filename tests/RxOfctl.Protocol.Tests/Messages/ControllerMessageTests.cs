using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class ControllerMessageTests
{
    [Fact]
    public void Role_request_of_1_5_has_a_short_id() => CommentedBytes.Match(
        new RoleRequest { Role = ControllerRole.Master, ShortId = 7, GenerationId = 9 },
        OpenFlow15,
        """
        06 18 00 18 12 34 56 78
        00 00 00 02 00 07 00 00   # role, short_id, pad
        00 00 00 00 00 00 00 09   # generation_id
        """);

    [Fact]
    public void A_short_id_is_refused_before_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new RoleReply { ShortId = 7 }, OpenFlow14, 1));

    [Fact]
    public void Role_status() => CommentedBytes.Match(
        new RoleStatus { Role = ControllerRole.Slave, Reason = RoleStatusReason.Config, GenerationId = 9, Properties = [new UnknownRoleProperty(1, new byte[] { 2 })] },
        OpenFlow14,
        """
        05 1e 00 20 12 34 56 78
        00 00 00 03 01 00 00 00   # role, reason, pad
        00 00 00 00 00 00 00 09   # generation_id
        00 01 00 05 02 00 00 00   # a property that nobody knows
        """);

    [Fact]
    public void Controller_status() => CommentedBytes.Match(
        new ControllerStatus
        {
            Status = new()
            {
                ShortId = 1,
                Role = ControllerRole.Equal,
                Reason = ControllerStatusReason.ChannelStatus,
                ChannelStatus = ControlChannelStatus.Down,
                Properties = [new UriControllerStatusProperty { Uri = "tcp:192.0.2.1:6653" }],
            },
        },
        OpenFlow15,
        """
        06 23 00 30 12 34 56 78
        00 28 00 01 00 00 00 01   # length, short_id, role
        01 01 00 00 00 00 00 00   # reason, channel_status, pad
        00 00 00 16               # uri
        74 63 70 3a 31 39 32 2e 30 2e 32 2e 31 3a 36 36 35 33
        00 00                     # pad
        """);

    [Fact]
    public void Request_forward_keeps_the_xid_of_the_request() => CommentedBytes.Match(
        new RequestForward { RequestXid = 0xabcd, Request = new MeterMod { Command = MeterModCommand.Delete, MeterId = MeterId.All } },
        OpenFlow14,
        """
        05 20 00 18 12 34 56 78
        05 1d 00 10 00 00 ab cd   # the request
        00 02 00 00 ff ff ff ff   # command, flags, meter_id
        """);
}
