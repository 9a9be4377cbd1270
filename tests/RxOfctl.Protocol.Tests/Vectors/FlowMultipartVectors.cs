using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Statistics;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class FlowMultipartVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Flow stats of 1 4 have an importance.
        new(
            new FlowStatsReply { Body = [new() { DurationSec = 1, DurationNsec = 2, Priority = 3, Importance = 4, Cookie = 5, PacketCount = 6, ByteCount = 7 }] },
            """
            05 13 00 48 12 34 56 78
            00 01 00 00 00 00 00 00   # type, flags, pad
            00 38 00 00 00 00 00 01   # length, table_id, pad, duration_sec
            00 00 00 02 00 03 00 00   # duration_nsec, priority, idle_timeout
            00 00 00 00 00 04 00 00   # hard_timeout, flags, importance, pad
            00 00 00 00 00 00 00 05   # cookie
            00 00 00 00 00 00 00 06 00 00 00 00 00 00 00 07   # packet_count, byte_count
            00 01 00 04 00 00 00 00   # match
            """),
        // Flow desc of 1 5 has a list of statistics.
        new(
            new FlowStatsReply
            {
                Body =
                [
                    new()
                    {
                        TableId = 1,
                        Priority = 3,
                        IdleTimeout = 60,
                        Flags = FlowModFlags.SendFlowRem,
                        Importance = 4,
                        Cookie = 5,
                        Match = [Oxm.InPort.Is(1)],
                        Stats = [Oxs.Duration.Is(1UL << 32), Oxs.IdleTime.Is(2), Oxs.PacketCount.Is(3)],
                        Instructions = [new GotoTable(2)],
                    },
                ],
            },
            """
            06 13 00 68 12 34 56 78
            00 01 00 00 00 00 00 00   # type, flags, pad
            00 58 00 00               # length, pad
            01 00 00 03               # table_id, pad, priority
            00 3c 00 00               # idle_timeout, hard_timeout
            00 01 00 04               # flags, importance
            00 00 00 00 00 00 00 05   # cookie
            00 01 00 0c 80 00 00 04 00 00 00 01 00 00 00 00   # match
            00 00 00 28               # stats
            80 02 00 08 00 00 00 01 00 00 00 00   # duration
            80 02 02 08 00 00 00 00 00 00 00 02   # idle_time
            80 02 08 08 00 00 00 00 00 00 00 03   # packet_count
            00 01 00 08 02 00 00 00   # goto_table:2
            """),
        // Flow stats of 1 5 leave out what the flow does.
        new(
            new FlowLightweightStatsReply
            {
                Body = [new() { TableId = 1, Reason = FlowStatsReason.StatTrigger, Priority = 2, Match = [Oxm.InPort.Is(1)], Stats = [Oxs.FlowCount.Is(3)] }],
            },
            """
            06 13 00 38 12 34 56 78
            00 11 00 00 00 00 00 00   # type, flags, pad
            00 28 00 00 01 01 00 02   # length, pad, table_id, reason, priority
            00 01 00 0c 80 00 00 04 00 00 00 01 00 00 00 00   # match
            00 00 00 0c 80 02 06 04 00 00 00 03 00 00 00 00   # stats: flow_count; pad
            """),
        // Flow stats request of 1 5.
        new(
            new FlowLightweightStatsRequest { TableId = 1, Cookie = 2, CookieMask = 3 },
            """
            06 12 00 38 12 34 56 78
            00 11 00 00 00 00 00 00   # type, flags, pad
            01 00 00 00 ff ff ff ff   # table_id, pad, out_port
            ff ff ff ff 00 00 00 00   # out_group, pad
            00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 03   # cookie, cookie_mask
            00 01 00 04 00 00 00 00   # match
            """),
        // Aggregate of 1 5 has a list of statistics.
        new(
            new AggregateStatsReply { PacketCount = 1, ByteCount = 2, FlowCount = 3 },
            """
            06 13 00 38 12 34 56 78
            00 02 00 00 00 00 00 00   # type, flags, pad
            00 00 00 24               # stats
            80 02 08 08 00 00 00 00 00 00 00 01   # packet_count
            80 02 0a 08 00 00 00 00 00 00 00 02   # byte_count
            80 02 06 04 00 00 00 03   # flow_count
            00 00 00 00               # pad
            """),
        // Flow monitor request.
        new(
            new FlowMonitorRequest
            {
                Body =
                [
                    new() { MonitorId = 1, Flags = FlowMonitorFlags.Initial | FlowMonitorFlags.Add, Match = [Oxm.InPort.Is(1)] },
                    new() { MonitorId = 2, TableId = 3, Command = FlowMonitorCommand.Delete },
                ],
            },
            """
            05 12 00 48 12 34 56 78
            00 10 00 00 00 00 00 00   # type, flags, pad
            00 00 00 01 ff ff ff ff ff ff ff ff   # monitor_id, out_port, out_group
            00 03 ff 00               # flags, table_id, command
            00 01 00 0c 80 00 00 04 00 00 00 01 00 00 00 00   # match
            00 00 00 02 ff ff ff ff ff ff ff ff   # monitor_id, out_port, out_group
            00 00 03 02               # flags, table_id, command
            00 01 00 04 00 00 00 00   # match
            """,
            OpenFlow15),
        // Flow monitor reply with every update.
        new(
            new FlowMonitorReply
            {
                Body =
                [
                    new FullFlowUpdate
                    {
                        Event = FlowUpdateEvent.Removed,
                        TableId = 1,
                        Reason = FlowRemovedReason.Delete,
                        IdleTimeout = 2,
                        HardTimeout = 3,
                        Priority = 4,
                        Cookie = 5,
                        Instructions = [new ApplyActions([new OutputAction(1) { MaxLen = 0 }])],
                    },
                    new AbbrevFlowUpdate { Xid = 6 },
                    new PausedFlowUpdate(),
                    new ResumedFlowUpdate(),
                    new UnknownFlowUpdate(9, default),
                ],
            },
            """
            05 13 00 64 12 34 56 78
            00 10 00 00 00 00 00 00   # type, flags, pad
            00 38 00 02 01 02 00 02   # length, event, table_id, reason, idle_timeout
            00 03 00 04 00 00 00 00   # hard_timeout, priority, zeros
            00 00 00 00 00 00 00 05   # cookie
            00 01 00 04 00 00 00 00   # match
            00 04 00 18 00 00 00 00   # apply_actions
            00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00   # output:1
            00 08 00 04 00 00 00 06   # abbrev: xid
            00 08 00 05 00 00 00 00   # paused
            00 08 00 06 00 00 00 00   # resumed
            00 04 00 09               # one that is unknown
            """,
            OpenFlow15),
    ];
}
