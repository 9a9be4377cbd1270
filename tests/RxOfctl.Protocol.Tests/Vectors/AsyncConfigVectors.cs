using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class AsyncConfigVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Get async request.
        new(
            new GetAsyncRequest(),
            "04 1a 00 08 12 34 56 78",
            OpenFlow14, OpenFlow15),
        // Set async of 1 3 has six masks.
        new(
            new SetAsync
            {
                Properties =
                [
                    new AsyncMask(AsyncMaskType.PacketInMaster, 7),
                    new AsyncMask(AsyncMaskType.PacketInSlave, 1),
                    new AsyncMask(AsyncMaskType.PortStatusMaster, 6),
                    new AsyncMask(AsyncMaskType.PortStatusSlave, 2),
                    new AsyncMask(AsyncMaskType.FlowRemovedMaster, 15),
                    new AsyncMask(AsyncMaskType.FlowRemovedSlave, 0),
                ],
            },
            """
            04 1c 00 20 12 34 56 78
            00 00 00 07 00 00 00 01   # packet_in: master, slave
            00 00 00 06 00 00 00 02   # port_status
            00 00 00 0f 00 00 00 00   # flow_removed
            """),
        // Get async reply of 1 4 has properties.
        new(
            new GetAsyncReply
            {
                Properties =
                [
                    new AsyncMask(AsyncMaskType.PacketInSlave, 1),
                    new AsyncMask(AsyncMaskType.RequestForwardMaster, 3),
                    new ExperimenterProperty { Type = 0xfffe, ExperimenterId = 1, ExpType = 2 },
                    new UnknownProperty(12, new byte[] { 1, 2 }),
                ],
            },
            """
            05 1b 00 30 12 34 56 78
            00 00 00 08 00 00 00 01   # packet_in for a slave
            00 0b 00 08 00 00 00 03   # requestforward for a master
            ff fe 00 0c 00 00 00 01 00 00 00 02 00 00 00 00   # an experimenter's, for a slave; pad
            00 0c 00 06 01 02 00 00   # one that 1.4 does not know
            """),
        // Get async reply of 1 3 has six masks.
        new(
            new GetAsyncReply
            {
                Properties =
                [
                    new AsyncMask(AsyncMaskType.PacketInMaster, 3),
                    new AsyncMask(AsyncMaskType.PacketInSlave, 0),
                    new AsyncMask(AsyncMaskType.PortStatusMaster, 7),
                    new AsyncMask(AsyncMaskType.PortStatusSlave, 7),
                    new AsyncMask(AsyncMaskType.FlowRemovedMaster, 8),
                    new AsyncMask(AsyncMaskType.FlowRemovedSlave, 1),
                ],
            },
            """
            04 1b 00 20 12 34 56 78
            00 00 00 03 00 00 00 00   # packet_in: master, slave
            00 00 00 07 00 00 00 07   # port_status
            00 00 00 08 00 00 00 01   # flow_removed
            """),
        // Get async reply of 1 5 knows two kinds more.
        new(
            new GetAsyncReply { Properties = [new AsyncMask(AsyncMaskType.FlowStatsMaster, 2), new AsyncMask(AsyncMaskType.ControllerStatusSlave, 0x3f)] },
            """
            06 1b 00 18 12 34 56 78
            00 0d 00 08 00 00 00 02   # flow_stats for a master
            00 0e 00 08 00 00 00 3f   # cont_status for a slave
            """),
        // Set async of 1 4 and 1 5 sets only what it names.
        new(
            new SetAsync
            {
                Properties =
                [
                    new AsyncMask(AsyncMaskType.PortStatusSlave, 4),
                    new AsyncMask(AsyncMaskType.RoleStatusMaster, 7),
                    new AsyncMask(AsyncMaskType.TableStatusMaster, 0x18),
                ],
            },
            """
            05 1c 00 20 12 34 56 78
            00 02 00 08 00 00 00 04   # port_status for a slave
            00 07 00 08 00 00 00 07   # role_status for a master
            00 09 00 08 00 00 00 18   # table_status for a master: vacancy down, vacancy up
            """,
            OpenFlow15),
    ];
}
