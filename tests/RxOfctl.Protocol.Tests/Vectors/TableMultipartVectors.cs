using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class TableMultipartVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Table stats of 1 1 say what the table can do.
        new(
            new TableStatsReply
            {
                Body =
                [
                    new()
                    {
                        TableId = 1,
                        Name = "t",
                        Wildcards = 2,
                        Match = 3,
                        Instructions = 4,
                        WriteActions = 5,
                        ApplyActions = 6,
                        Config = TableConfig.TableMissContinue,
                        MaxEntries = 7,
                        ActiveCount = 8,
                        LookupCount = 9,
                        MatchedCount = 10,
                    },
                ],
            },
            """
            02 13 00 68 12 34 56 78
            00 03 00 00 00 00 00 00   # type, flags, pad
            01 00 00 00 00 00 00 00   # table_id, pad
            74 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # name
            00 00 00 02 00 00 00 03   # wildcards, match
            00 00 00 04 00 00 00 05 00 00 00 06   # instructions, write_actions, apply_actions
            00 00 00 01 00 00 00 07 00 00 00 08   # config, max_entries, active_count
            00 00 00 00 00 00 00 09 00 00 00 00 00 00 00 0a   # lookup_count, matched_count
            """),
        // Table stats of 1 2 say more.
        new(
            new TableStatsReply
            {
                Body =
                [
                    new()
                    {
                        TableId = 1,
                        Name = "t",
                        Match = 1UL << 40,
                        Wildcards = 2,
                        WriteActions = 3,
                        ApplyActions = 4,
                        WriteSetfields = 5,
                        ApplySetfields = 6,
                        MetadataMatch = 7,
                        MetadataWrite = 8,
                        Instructions = 9,
                        MaxEntries = 10,
                        ActiveCount = 11,
                    },
                ],
            },
            """
            03 13 00 90 12 34 56 78
            00 03 00 00 00 00 00 00   # type, flags, pad
            01 00 00 00 00 00 00 00   # table_id, pad
            74 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # name
            00 00 01 00 00 00 00 00 00 00 00 00 00 00 00 02   # match, wildcards
            00 00 00 03 00 00 00 04   # write_actions, apply_actions
            00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 06   # write_setfields, apply_setfields
            00 00 00 00 00 00 00 07 00 00 00 00 00 00 00 08   # metadata_match, metadata_write
            00 00 00 09 00 00 00 00   # instructions, config
            00 00 00 0a 00 00 00 0b   # max_entries, active_count
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # lookup_count, matched_count
            """),
        // Table features request of 1 3 asks alone.
        new(
            new TableFeaturesRequest(),
            "04 12 00 10 12 34 56 78 00 0c 00 00 00 00 00 00",
            OpenFlow14),
        // Table features of 1 3.
        new(
            new TableFeaturesReply
            {
                Body =
                [
                    new()
                    {
                        TableId = 1,
                        Name = "t",
                        MetadataMatch = 2,
                        MetadataWrite = 3,
                        MaxEntries = 4,
                        Properties =
                        [
                            new InstructionsTableFeature { InstructionIds = [InstructionType.GotoTable, new(InstructionType.Experimenter, new byte[] { 0, 0, 0, 9 })] },
                            new NextTablesMissTableFeature { NextTableIds = [2, 3, 4] },
                            new ApplyActionsTableFeature { ActionIds = [ActionType.Output] },
                            new MatchTableFeature { OxmIds = [OxmId.Of(Oxm.InPort), new(0xffff, 1, false, 6, Experimenter: 7)] },
                            new ExperimenterProperty { ExperimenterId = 8, ExpType = 9 },
                            new UnknownProperty(0x10, new byte[] { 1 }),
                        ],
                    },
                ],
            },
            """
            04 13 00 98 12 34 56 78
            00 0c 00 00 00 00 00 00   # type, flags, pad
            00 88 01 00 00 00 00 00   # length, table_id, pad
            74 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # name
            00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 03   # metadata_match, metadata_write
            00 00 00 00 00 00 00 04   # config, max_entries
            00 00 00 10 00 01 00 04 ff ff 00 08 00 00 00 09   # instructions
            00 03 00 07 02 03 04 00   # next_tables_miss, pad
            00 06 00 08 00 00 00 04   # apply_actions
            00 08 00 10 80 00 00 04 ff ff 02 06 00 00 00 07   # match
            ff ff 00 0c 00 00 00 08 00 00 00 09 00 00 00 00   # experimenter_miss, pad
            00 10 00 05 01 00 00 00   # table_sync_from, which 1.3 does not know
            """),
        // Table features of 1 5 have a command.
        new(
            new TableFeaturesRequest
            {
                Body =
                [
                    new()
                    {
                        Command = TableFeaturesCommand.Disable,
                        Features = TableFeatureFlags.EgressTable,
                        Config = TableConfig.Eviction,
                        Properties =
                        [
                            new TableSyncFromTableFeature { TableIds = [5] },
                            new WriteCopyFieldTableFeature { OxmIds = [OxmId.Of(Oxm.EthDst)] },
                            new PacketTypesTableFeature { OxmValues = [Oxm.PacketType.Is(1)] },
                        ],
                    },
                ],
            },
            """
            06 12 00 70 12 34 56 78
            00 0c 00 00 00 00 00 00   # type, flags, pad
            00 60 00 03 00 00 00 02   # length, table_id, command, features
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # name
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # metadata_match, metadata_write
            00 00 00 04 00 00 00 00   # capabilities, max_entries
            00 10 00 05 05 00 00 00   # table_sync_from, pad
            00 12 00 08 80 00 06 06   # write_copyfield
            00 16 00 0c 80 00 58 04 00 00 00 01 00 00 00 00   # packet_types, pad
            """),
        // Table desc request.
        new(
            new TableDescRequest(),
            "05 12 00 10 12 34 56 78 00 0e 00 00 00 00 00 00",
            OpenFlow15),
        // Table desc reply.
        new(
            new TableDescReply { Body = [new() { TableId = 1, Config = TableConfig.Eviction, Properties = [new EvictionTableProperty { Flags = TableEvictionFlags.Other }] }] },
            """
            05 13 00 20 12 34 56 78
            00 0e 00 00 00 00 00 00   # type, flags, pad
            00 10 01 00 00 00 00 04   # length, table_id, pad, config
            00 02 00 08 00 00 00 01   # eviction
            """,
            OpenFlow15),
        // Table features of 1 4 know of synchronized tables.
        new(
            new TableFeaturesReply
            {
                Body =
                [
                    new()
                    {
                        TableId = 1,
                        Config = TableConfig.Eviction | TableConfig.VacancyEvents,
                        MaxEntries = 4,
                        Properties =
                        [
                            new TableSyncFromTableFeature { TableIds = [2, 3] },
                            new MatchTableFeature { OxmIds = [OxmId.Of(Oxm.EthDst, hasMask: true)] },
                            new WildcardsTableFeature { OxmIds = [OxmId.Of(Oxm.EthDst)] },
                            new ApplySetFieldMissTableFeature(),
                        ],
                    },
                ],
            },
            """
            05 13 00 70 12 34 56 78
            00 0c 00 00 00 00 00 00   # type, flags, pad
            00 60 01 00 00 00 00 00   # length, table_id, pad
            00*32                     # name
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # metadata_match, metadata_write
            00 00 00 0c 00 00 00 04   # config: EVICTION, VACANCY_EVENTS; max_entries
            00 10 00 06 02 03 00 00   # table_sync_from, pad
            00 08 00 08 80 00 07 0c   # match: eth_dst with a mask
            00 0a 00 08 80 00 06 06   # wildcards: eth_dst
            00 0f 00 04 00 00 00 00   # apply_setfield_miss, pad
            """),
        // Table features of 1 5 say what the table is.
        new(
            new TableFeaturesReply
            {
                Body =
                [
                    new()
                    {
                        TableId = 1,
                        Features = TableFeatureFlags.IngressTable | TableFeatureFlags.FirstEgress,
                        Name = "in",
                        MetadataMatch = ulong.MaxValue,
                        Properties =
                        [
                            new InstructionsMissTableFeature { InstructionIds = [InstructionType.StatTrigger] },
                            new WriteActionsTableFeature { ActionIds = [ActionType.CopyField, ActionType.Meter] },
                            new ApplyCopyFieldMissTableFeature { OxmIds = [OxmId.Of(Oxm.PacketReg(0))] },
                        ],
                    },
                ],
            },
            """
            06 13 00 70 12 34 56 78
            00 0c 00 00 00 00 00 00   # type, flags, pad
            00 60 01 00 00 00 00 11   # length, table_id, command, features: INGRESS_TABLE, FIRST_EGRESS
            69 6e 00*30               # name
            ff*8 00*8                 # metadata_match, metadata_write
            00 00 00 00 00 00 00 00   # capabilities, max_entries
            00 01 00 08 00 07 00 04   # instructions_miss: stat_trigger
            00 04 00 0c 00 1c 00 04 00 1d 00 04 00 00 00 00   # write_actions: copy_field, meter; pad
            00 15 00 08 80 01 00 08   # apply_copyfield_miss: packet_reg0
            """),
    ];
}
