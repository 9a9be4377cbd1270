using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class TableMessageVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Table mod of 1 1.
        new(
            new TableMod { TableId = 1, Config = TableConfig.TableMissDrop },
            """
            02 11 00 10 12 34 56 78
            01 00 00 00 00 00 00 02   # table_id, pad, config
            """,
            OpenFlow12, OpenFlow13, OpenFlow15),
        // Table mod of 1 4 has properties.
        new(
            new TableMod
            {
                TableId = 1,
                Config = TableConfig.Eviction | TableConfig.VacancyEvents,
                Properties = [new EvictionTableProperty { Flags = TableEvictionFlags.Lifetime }, new VacancyTableProperty { VacancyDown = 10, VacancyUp = 20 }],
            },
            """
            05 11 00 20 12 34 56 78
            01 00 00 00 00 00 00 0c   # table_id, pad, config
            00 02 00 08 00 00 00 04   # eviction
            00 03 00 08 0a 14 00 00   # vacancy: down, up, now, pad
            """),
        // Table status.
        new(
            new TableStatus
            {
                Reason = TableStatusReason.VacancyUp,
                Table = new TableDesc { TableId = 3, Properties = [new VacancyTableProperty { VacancyDown = 1, VacancyUp = 2, Vacancy = 3 }] },
            },
            """
            05 1f 00 20 12 34 56 78
            04 00 00 00 00 00 00 00   # reason, pad
            00 10 03 00 00 00 00 00   # length, table_id, pad, config
            00 03 00 08 01 02 03 00   # vacancy
            """,
            OpenFlow15),
    ];
}
