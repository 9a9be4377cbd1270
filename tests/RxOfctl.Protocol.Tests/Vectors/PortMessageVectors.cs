using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Tests.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class PortMessageVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Port mod of 1 0.
        new(
            PortMessageTests.Down,
            """
            01 0f 00 20 12 34 56 78
            00 03 0a 00 00 00 00 03   # port_no, hw_addr
            00 00 00 01 00 00 00 01   # config, mask
            00 00 00 80 00 00 00 00   # advertise, pad
            """),
        // Port mod of 1 3.
        new(
            PortMessageTests.Down,
            """
            04 10 00 28 12 34 56 78
            00 00 00 03 00 00 00 00   # port_no, pad
            0a 00 00 00 00 03 00 00   # hw_addr, pad
            00 00 00 01 00 00 00 01   # config, mask
            00 00 08 00 00 00 00 00   # advertise, pad
            """,
            OpenFlow11, OpenFlow12),
        // Port mod of 1 4 has properties.
        new(
            PortMessageTests.Down with { Properties = [.. PortMessageTests.Down.Properties, new OpticalPortModProperty { Configure = OpticalPortFeatures.TxTune, FreqLmda = 1, FlOffset = -2, GridSpan = 3, TxPwr = 4 }] },
            """
            05 10 00 40 12 34 56 78
            00 00 00 03 00 00 00 00   # port_no, pad
            0a 00 00 00 00 03 00 00   # hw_addr, pad
            00 00 00 01 00 00 00 01   # config, mask
            00 00 00 08 00 00 08 00   # ethernet: advertise
            00 01 00 18 00 00 00 02 00 00 00 01 ff ff ff fe 00 00 00 03 00 00 00 04   # optical
            """,
            OpenFlow15),
        // Port status of 1 5 has properties.
        new(
            new PortStatus
            {
                Reason = PortReason.Modify,
                Desc = new()
                {
                    PortNo = 1,
                    HwAddr = MacAddress.Parse("0a:00:00:00:00:01"),
                    Name = "eth1",
                    State = PortState.Live,
                    Curr = PortFeatures.FullDuplex10Gb,
                    MaxSpeed = 10_000_000,
                    Properties =
                    [
                        new EthernetPortProperty { Curr = PortFeatures.FullDuplex10Gb, MaxSpeed = 10_000_000 },
                        new PipelineInputPortProperty { OxmIds = [OxmId.Of(Oxm.TunnelId), OxmId.Of(Oxm.Metadata, hasMask: true)] },
                        new RecirculatePortProperty { PortNos = [2, 3] },
                    ],
                },
            },
            """
            06 0c 00 78 12 34 56 78
            02 00 00 00 00 00 00 00   # reason, pad
            00 00 00 01 00 68 00 00   # port_no, length, pad
            0a 00 00 00 00 01 00 00   # hw_addr, pad
            65 74 68 31 00 00 00 00 00 00 00 00 00 00 00 00   # name
            00 00 00 00 00 00 00 04   # config, state
            00 00 00 20 00 00 00 00   # ethernet
            00 00 00 40 00 00 00 00   # curr, advertised
            00 00 00 00 00 00 00 00   # supported, peer
            00 00 00 00 00 98 96 80   # curr_speed, max_speed
            00 02 00 0c 80 00 4c 08 80 00 05 10 00 00 00 00   # pipeline input: tunnel_id, metadata; pad
            00 04 00 0c 00 00 00 02 00 00 00 03 00 00 00 00   # recirculate, pad
            """),
        // Port desc request of 1 5 names a port.
        new(
            new PortDescRequest { PortNo = 5 },
            """
            06 12 00 18 12 34 56 78
            00 0d 00 00 00 00 00 00   # type, flags, pad
            00 00 00 05 00 00 00 00   # port_no, pad
            """),
        // Port status of 1 4 has two kinds of properties.
        new(
            new PortStatus
            {
                Reason = PortReason.Add,
                Desc = new()
                {
                    PortNo = 1,
                    HwAddr = MacAddress.Parse("0a:00:00:00:00:01"),
                    Name = "opt1",
                    Properties =
                    [
                        new OpticalPortProperty
                        {
                            Supported = OpticalPortFeatures.RxTune | OpticalPortFeatures.TxPwr,
                            TxMinFreqLmda = 1,
                            TxMaxFreqLmda = 2,
                            TxGridFreqLmda = 3,
                            RxMinFreqLmda = 4,
                            RxMaxFreqLmda = 5,
                            RxGridFreqLmda = 6,
                            TxPwrMin = 7,
                            TxPwrMax = 8,
                        },
                    ],
                },
            },
            """
            05 0c 00 60 12 34 56 78
            00 00 00 00 00 00 00 00   # reason, pad
            00 00 00 01 00 50 00 00   # port_no, length, pad
            0a 00 00 00 00 01 00 00   # hw_addr, pad
            6f 70 74 31 00 00 00 00 00 00 00 00 00 00 00 00   # name
            00 00 00 00 00 00 00 00   # config, state
            00 01 00 28 00 00 00 00   # optical
            00 00 00 05               # supported: RX_TUNE, TX_PWR
            00 00 00 01 00 00 00 02 00 00 00 03   # tx_min_freq_lmda, tx_max_freq_lmda, tx_grid_freq_lmda
            00 00 00 04 00 00 00 05 00 00 00 06   # rx_min_freq_lmda, rx_max_freq_lmda, rx_grid_freq_lmda
            00 07 00 08               # tx_pwr_min, tx_pwr_max
            """),
    ];
}
