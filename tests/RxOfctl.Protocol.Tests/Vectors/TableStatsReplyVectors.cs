using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class TableStatsReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new TableStatsReply
            {
                Body = [new TableStats { TableId = 1, Name = "classifier", Wildcards = 0x3fffff, MaxEntries = 1_000_000, ActiveCount = 2, LookupCount = 700, MatchedCount = 7 }],
            },
            """
            01 11 004c 00000001
            0003 0000                 // type: OFPST_TABLE; flags
            01 000000                 // table_id, pad
            636c6173736966696572 00*22  // name: classifier
            003fffff 000f4240         // wildcards, max_entries
            00000002                  // active_count
            00000000000002bc 0000000000000007  // lookup_count, matched_count
            """),
        new(
            new TableStatsReply { Body = [new TableStats { TableId = 1, ActiveCount = 2, LookupCount = 700, MatchedCount = 7 }] },
            """
            04 13 0028 00000001
            0003 0000 00000000        // type: OFPMP_TABLE; flags, pad
            01 000000 00000002        // table_id, pad, active_count
            00000000000002bc 0000000000000007  // lookup_count, matched_count
            """,
            OpenFlow14, OpenFlow15),
    ];
}
