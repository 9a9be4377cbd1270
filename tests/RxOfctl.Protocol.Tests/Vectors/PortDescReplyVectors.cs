using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class PortDescReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new PortDescReply
            {
                Body = [new Port
                {
                    PortNo = 3,
                    HwAddr = new(0x0a0000000003),
                    Name = "s1-eth3",
                    Config = PortConfig.PortDown | PortConfig.NoFwd,
                    State = PortState.LinkDown | PortState.Live,
                    Curr = PortFeatures.FullDuplex1Gb | PortFeatures.Copper | PortFeatures.Autoneg,
                    Advertised = PortFeatures.FullDuplex1Gb | PortFeatures.PauseAsym,
                    Supported = (PortFeatures)0xffff,
                    Peer = PortFeatures.HalfDuplex10Mb,
                    CurrSpeed = 1_000_000,
                    MaxSpeed = 10_000_000,
                }],
            },
            """
            04 13 0050 00000001
            000d 0000 00000000                 // type: OFPMP_PORT_DESC; flags, pad
            00000003 00000000                  // port_no, pad
            0a0000000003 0000                  // hw_addr, pad
            73312d65746833 00*9                // name: s1-eth3
            00000021 00000005                  // config: PORT_DOWN, NO_FWD; state: LINK_DOWN, LIVE
            00002820 00008020 0000ffff 00000001  // curr: 1GB_FD, COPPER, AUTONEG; advertised; supported; peer
            000f4240 00989680                  // curr_speed, max_speed
            """,
            OpenFlow11, OpenFlow12),
        // Open vSwitch answers in 1.0 too, with the ports of 1.0.
        new(
            new PortDescReply
            {
                Body = [new Port
                {
                    PortNo = 3,
                    HwAddr = new(0x0a0000000003),
                    Name = "s1-eth3",
                    Config = PortConfig.NoStp,
                    State = PortState.StpBlock,
                    Curr = PortFeatures.FullDuplex10Gb | PortFeatures.Fiber,
                    Peer = PortFeatures.Pause,
                }],
            },
            """
            01 11 003c 00000001
            000d 0000                          // type: OFPST_PORT_DESC; flags
            0003 0a0000000003                  // port_no, hw_addr
            73312d65746833 00*9                // name: s1-eth3
            00000002 00000300                  // config: NO_STP; state: STP_BLOCK
            00000140 00000000 00000000 00000400  // curr: 10GB_FD, FIBER; advertised; supported; peer: PAUSE
            """),
        // Since 1.4 properties say what a port of Ethernet can do.
        new(
            new PortDescReply
            {
                Body =
                [
                    new Port { PortNo = 3, HwAddr = new(0x0a0000000003), Name = "s1-eth3", State = PortState.Live, Curr = PortFeatures.FullDuplex1Gb, CurrSpeed = 1_000_000, Supported = PortFeatures.Copper },
                    new Port { PortNo = 4, Properties = [new ExperimenterProperty { ExperimenterId = 1, ExpType = 2, Data = ByteString.FromHex("03") }] },
                ],
            },
            """
            05 13 0090 00000001
            000d 0000 00000000                 // type: OFPMP_PORT_DESC; flags, pad
            00000003 0048 0000                 // port_no, length, pad
            0a0000000003 0000                  // hw_addr, pad
            73312d65746833 00*9                // name: s1-eth3
            00000000 00000004                  // config, state: LIVE
            0000 0020 00000000                 // OFPPDPT_ETHERNET: length, pad
            00000020 00000000 00000800 00000000  // curr: 1GB_FD; advertised; supported: COPPER; peer
            000f4240 00000000                  // curr_speed, max_speed
            00000004 0038 0000                 // port_no, length, pad
            000000000000 0000 00*16            // hw_addr, pad, name
            00000000 00000000                  // config, state
            ffff 000d 00000001 00000002 03 000000  // OFPPDPT_EXPERIMENTER: length, experimenter, exp_type, data, pad
            """,
            OpenFlow15),
    ];
}
