using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class MeterModVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Meter mod with every band.
        new(
            new MeterMod
            {
                Command = MeterModCommand.Modify,
                Flags = MeterFlags.Kbps | MeterFlags.Burst,
                MeterId = 5,
                Bands =
                [
                    new DropMeterBand { Rate = 1000, BurstSize = 10 },
                    new DscpRemarkMeterBand { Rate = 500, BurstSize = 5, PrecLevel = 1 },
                    new ExperimenterMeterBand { Rate = 1, BurstSize = 2, ExperimenterId = 0x2320, Data = new byte[] { 1, 2, 3, 4 } },
                    new UnknownMeterBand(9) { Rate = 1, BurstSize = 2 },
                ],
            },
            """
            04 1d 00 50 12 34 56 78
            00 01 00 05 00 00 00 05   # command, flags, meter_id
            00 01 00 10 00 00 03 e8 00 00 00 0a 00 00 00 00   # drop: rate, burst_size, pad
            00 02 00 10 00 00 01 f4 00 00 00 05 01 00 00 00   # dscp_remark: rate, burst_size, prec_level, pad
            ff ff 00 14 00 00 00 01 00 00 00 02 00 00 23 20 01 02 03 04   # experimenter
            00 09 00 0c 00 00 00 01 00 00 00 02               # a band that is unknown
            """,
            OpenFlow14, OpenFlow15),
    ];
}
