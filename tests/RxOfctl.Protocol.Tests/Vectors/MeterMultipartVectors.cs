using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class MeterMultipartVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Meter stats request.
        new(
            new MeterStatsRequest(),
            "04 12 00 18 12 34 56 78 00 09 00 00 00 00 00 00 ff ff ff ff 00 00 00 00",
            OpenFlow14, OpenFlow15),
        // Meter stats reply.
        new(
            new MeterStatsReply
            {
                Body =
                [
                    new() { MeterId = 1, RefCount = 2, PacketInCount = 3, ByteInCount = 4, DurationSec = 5, DurationNsec = 6, BandStats = [new() { PacketBandCount = 7, ByteBandCount = 8 }] },
                ],
            },
            """
            04 13 00 48 12 34 56 78
            00 09 00 00 00 00 00 00   # type, flags, pad
            00 00 00 01 00 38 00 00   # meter_id, len, pad
            00 00 00 00 00 00 00 02   # pad, flow_count
            00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 04   # packet_in_count, byte_in_count
            00 00 00 05 00 00 00 06   # duration
            00 00 00 00 00 00 00 07 00 00 00 00 00 00 00 08   # of the band
            """,
            OpenFlow14, OpenFlow15),
        // Meter desc request.
        new(
            new MeterDescRequest { MeterId = 3 },
            "04 12 00 18 12 34 56 78 00 0a 00 00 00 00 00 00 00 00 00 03 00 00 00 00",
            OpenFlow14, OpenFlow15),
        // Meter desc reply.
        new(
            new MeterDescReply { Body = [new() { Flags = MeterFlags.Pktps, MeterId = 3, Bands = [new DropMeterBand { Rate = 4, BurstSize = 5 }] }] },
            """
            04 13 00 28 12 34 56 78
            00 0a 00 00 00 00 00 00   # type, flags, pad
            00 18 00 02 00 00 00 03   # length, flags, meter_id
            00 01 00 10 00 00 00 04 00 00 00 05 00 00 00 00   # drop
            """,
            OpenFlow14, OpenFlow15),
        // Meter features request.
        new(
            new MeterFeaturesRequest(),
            "04 12 00 10 12 34 56 78 00 0b 00 00 00 00 00 00",
            OpenFlow14, OpenFlow15),
        // Meter features reply.
        new(
            new MeterFeaturesReply { MaxMeter = 1, BandTypes = 6, Capabilities = 15, MaxBands = 2, MaxColor = 3 },
            "04 13 00 20 12 34 56 78 00 0b 00 00 00 00 00 00 00 00 00 01 00 00 00 06 00 00 00 0f 02 03 00 00",
            OpenFlow14),
        new(
            new MeterFeaturesReply { MaxMeter = 1, BandTypes = 6, Capabilities = 15, MaxBands = 2, MaxColor = 3 },
            "06 13 00 28 12 34 56 78 00 0b 00 00 00 00 00 00 00 00 00 01 00 00 00 06 00 00 00 0f 02 03 00 00 00 00 00 00 00 00 00 00"),
    ];
}
