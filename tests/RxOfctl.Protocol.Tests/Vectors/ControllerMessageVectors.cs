using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class ControllerMessageVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Role request of 1 5 has a short id.
        new(
            new RoleRequest { Role = ControllerRole.Master, ShortId = 7, GenerationId = 9 },
            """
            06 18 00 18 12 34 56 78
            00 00 00 02 00 07 00 00   # role, short_id, pad
            00 00 00 00 00 00 00 09   # generation_id
            """),
        // Role status.
        new(
            new RoleStatus { Role = ControllerRole.Slave, Reason = RoleStatusReason.Config, GenerationId = 9, Properties = [new UnknownProperty(1, new byte[] { 2 })] },
            """
            05 1e 00 20 12 34 56 78
            00 00 00 03 01 00 00 00   # role, reason, pad
            00 00 00 00 00 00 00 09   # generation_id
            00 01 00 05 02 00 00 00   # a property that is unknown
            """,
            OpenFlow15),
        // Controller status.
        new(
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
            """
            06 23 00 30 12 34 56 78
            00 28 00 01 00 00 00 01   # length, short_id, role
            01 01 00 00 00 00 00 00   # reason, channel_status, pad
            00 00 00 16               # uri
            74 63 70 3a 31 39 32 2e 30 2e 32 2e 31 3a 36 36 35 33
            00 00                     # pad
            """),
        // Request forward keeps the xid of the request.
        new(
            new RequestForward { RequestXid = 0xabcd, Request = new MeterMod { Command = MeterModCommand.Delete, MeterId = MeterId.All } },
            """
            05 20 00 18 12 34 56 78
            05 1d 00 10 00 00 ab cd   # the request
            00 02 00 00 ff ff ff ff   # command, flags, meter_id
            """),
        // Request forward of 1 5 has a request of 1.5.
        new(
            new RequestForward { RequestXid = 0xabcd, Request = new GroupMod { Command = GroupModCommand.RemoveBucket, GroupId = 5, CommandBucketId = 6 } },
            """
            06 20 00 20 12 34 56 78
            06 0f 00 18 00 00 ab cd   # the request: group_mod
            00 05 00 00 00 00 00 05   # command: OFPGC_REMOVE_BUCKET; type, pad, group_id
            00 00 00 00 00 00 00 06   # bucket_array_len, pad, command_bucket_id
            """),
    ];
}
