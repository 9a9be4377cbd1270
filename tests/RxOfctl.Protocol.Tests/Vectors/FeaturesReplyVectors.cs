using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class FeaturesReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new FeaturesReply
            {
                DatapathId = 0x00a1_0a0b0c0d0e0f,
                BufferCount = 256,
                TableCount = 2,
                Capabilities = Capabilities.FlowStats | Capabilities.ArpMatchIp,
                Actions = 0xfff,
                Ports = [new Port
                {
                    PortNo = 3,
                    HwAddr = new(0x0a0000000003),
                    Name = "s1-eth3",
                    Config = PortConfig.PortDown | PortConfig.NoFwd,
                    State = PortState.LinkDown | PortState.StpForward,
                    Curr = PortFeatures.FullDuplex1Gb | PortFeatures.Copper | PortFeatures.Autoneg,
                    Advertised = PortFeatures.FullDuplex1Gb | PortFeatures.PauseAsym,
                    Supported = (PortFeatures)0xf87f,
                    Peer = PortFeatures.HalfDuplex10Mb,
                }],
            },
            """
            01 06 0050 00000001
            00a10a0b0c0d0e0f       // datapath_id
            00000100 02 000000     // n_buffers, n_tables, pad
            00000081 00000fff      // capabilities: FLOW_STATS, ARP_MATCH_IP; actions
            0003 0a0000000003                  // port_no, hw_addr
            73312d65746833 00*9                // name: s1-eth3
            00000021 00000201                  // config: PORT_DOWN, NO_FWD; state: LINK_DOWN, STP_FORWARD
            000002a0 00000820 00000fff 00000001  // curr: 1GB_FD, COPPER, AUTONEG; advertised; supported; peer
            """),
        new(
            new FeaturesReply
            {
                DatapathId = 0x00a1_0a0b0c0d0e0f,
                BufferCount = 256,
                TableCount = 254,
                AuxiliaryId = 1,
                Capabilities = Capabilities.FlowStats | Capabilities.PortBlocked,
            },
            """
            04 06 0020 00000001
            00a10a0b0c0d0e0f       // datapath_id
            00000100 fe 01 0000    // n_buffers, n_tables, auxiliary_id, pad
            00000101 00000000      // capabilities: FLOW_STATS, PORT_BLOCKED; reserved
            """,
            OpenFlow14, OpenFlow15),
        // 1.1 and 1.2 tell the ports, too, which are wider than in 1.0.
        new(
            new FeaturesReply
            {
                DatapathId = 0x00a1_0a0b0c0d0e0f,
                BufferCount = 256,
                TableCount = 3,
                Capabilities = Capabilities.GroupStats | Capabilities.TableStats,
                Ports = [new Port
                {
                    PortNo = PortNumber.Local,
                    HwAddr = new(0x0a0000000003),
                    Name = "s1",
                    Config = PortConfig.NoPacketIn,
                    State = PortState.Blocked,
                    Curr = PortFeatures.FullDuplex40Gb | PortFeatures.Fiber,
                    Supported = PortFeatures.Other,
                    CurrSpeed = 40_000_000,
                    MaxSpeed = 100_000_000,
                }],
            },
            """
            02 06 0060 00000001
            00a10a0b0c0d0e0f       // datapath_id
            00000100 03 000000     // n_buffers, n_tables, pad
            0000000a 00000000      // capabilities: TABLE_STATS, GROUP_STATS; reserved
            fffffffe 00000000                  // port_no: OFPP_LOCAL; pad
            0a0000000003 0000                  // hw_addr, pad
            7331 00*14                         // name: s1
            00000040 00000002                  // config: NO_PACKET_IN; state: BLOCKED
            00001080 00000000 00000400 00000000  // curr: 40GB_FD, FIBER; advertised; supported: OTHER; peer
            02625a00 05f5e100                  // curr_speed, max_speed
            """,
            OpenFlow12),
    ];
}
