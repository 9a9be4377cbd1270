using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class PortStatusVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new PortStatus
            {
                Reason = PortReason.Modify,
                Desc = new Port
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
                },
            },
            """
            01 0c 0040 00000000
            02 00000000000000                  // reason: OFPPR_MODIFY; pad
            0003 0a0000000003                  // port_no, hw_addr
            73312d65746833 00*9                // name: s1-eth3
            00000021 00000201                  // config: PORT_DOWN, NO_FWD; state: LINK_DOWN, STP_FORWARD
            000002a0 00000820 00000fff 00000001  // curr: 1GB_FD, COPPER, AUTONEG; advertised; supported; peer
            """),
        new(
            new PortStatus
            {
                Reason = PortReason.Delete,
                Desc = new Port
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
                },
            },
            """
            04 0c 0050 00000000
            01 00000000000000                  // reason: OFPPR_DELETE; pad
            00000003 00000000                  // port_no, pad
            0a0000000003 0000                  // hw_addr, pad
            73312d65746833 00*9                // name: s1-eth3
            00000021 00000005                  // config: PORT_DOWN, NO_FWD; state: LINK_DOWN, LIVE
            00002820 00008020 0000ffff 00000001  // curr: 1GB_FD, COPPER, AUTONEG; advertised; supported; peer
            000f4240 00989680                  // curr_speed, max_speed
            """,
            OpenFlow11, OpenFlow12),
    ];
}
