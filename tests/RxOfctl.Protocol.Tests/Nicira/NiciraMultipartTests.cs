using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Protocol.Tests.Nicira;

/// <summary>Every multipart message of Nicira and the ONF: its bytes beside it. ovs-ofctl 3.1 reads them all.</summary>
public class NiciraMultipartTests
{
    private static NiciraIpfixStats IpfixStats => new()
    {
        TotalFlows = 1,
        CurrentFlows = 2,
        Pkts = 3,
        Ipv4Pkts = 4,
        Ipv6Pkts = 5,
        ErrorPkts = 6,
        Ipv4ErrorPkts = 7,
        Ipv6ErrorPkts = 8,
        TxPkts = 9,
        TxErrors = 10,
    };

    // Every line begins with version, type, length, xid, multipart type and flags; in 1.0 then experimenter, subtype and padding, later padding, experimenter and subtype.
    internal static readonly (string Bytes, OpenFlowMessage Message)[] Vectors =
    [
        // out_port, length of match, table, padding; reg0, padding
        (
            "01 10 0028 00000001 ffff 0000 00002320 00000000 00000000 ffff 0008 ff 000000 00010004 00000007",
            WireForms.Keep(new FlowStatsRequest { Match = [Nxm.Reg0.Is(7)] }, OpenFlowVersion.OpenFlow10, form: 1)),
        (
            "01 11 0060 00000001 ffff 0001 00002320 00000000 00000000"
            // length, table, padding, duration, priority, idle, hard, length of match, ages, cookie, counts
            + "0048 05 00 0000000a 0000000b 8000 0014 001e 0006 0002 0003 0000000000000009 0000000000000064 0000000000001770"
            // in_port, padding; resubmit
            + "00000002 0003 0000 ffff 0010 00002320 000e fff8 06 000000",
            WireForms.Keep(new FlowStatsReply
            {
                Flags = MultipartFlags.More,
                Body =
                [
                    new()
                    {
                        TableId = 5,
                        DurationSec = 10,
                        DurationNsec = 11,
                        Priority = 0x8000,
                        IdleTimeout = 20,
                        HardTimeout = 30,
                        IdleAge = 2,
                        HardAge = 3,
                        Cookie = 9,
                        PacketCount = 100,
                        ByteCount = 6000,
                        Match = [Nxm.InPort.Is(3)],
                        Actions = [new ResubmitAction(6)],
                    },
                ],
            }, OpenFlowVersion.OpenFlow10, form: 2)),
        (
            "01 10 0020 00000001 ffff 0000 00002320 00000001 00000000 0003 0000 05 000000",
            WireForms.Keep(new AggregateStatsRequest { OutPort = 3, TableId = 5 }, OpenFlowVersion.OpenFlow10, form: 1)),
        // counts of packets, bytes and flows, padding
        (
            "01 11 0030 00000001 ffff 0000 00002320 00000001 00000000 0000000000000007 00000000000001a4 00000007 00000000",
            WireForms.Keep(new AggregateStatsReply { PacketCount = 7, ByteCount = 420, FlowCount = 7 }, OpenFlowVersion.OpenFlow10, form: 2)),
        // id, flags, out_port, length of match, table, padding; reg0
        (
            "01 10 0030 00000001 ffff 0000 00002320 00000002 00000000 00000009 003f ffff 0008 ff 0000000000 00010004 00000007",
            new FlowMonitorRequest { Body = [new() { MonitorId = 9, Flags = (FlowMonitorFlags)0x3f, Match = [Nxm.Reg0.Is(7)] }] }),
        (
            "01 11 0050 00000001 ffff 0000 00002320 00000002 00000000"
            // length, event, reason, priority, idle, hard, length of match, table, padding, cookie
            + "0030 0002 0000 8000 0014 001e 0006 05 00 0000000000000009 00000002 0003 0000 ffff 0010 00002320 000e fff8 06 000000"
            // length, event, xid
            + "0008 0003 12345678",
            new FlowMonitorReply
            {
                Body =
                [
                    new FullFlowUpdate
                    {
                        Event = FlowUpdateEvent.Modified,
                        Priority = 0x8000,
                        IdleTimeout = 20,
                        HardTimeout = 30,
                        TableId = 5,
                        Cookie = 9,
                        Match = [Nxm.InPort.Is(3)],
                        Instructions = [new ApplyActions([new ResubmitAction(6)])],
                    },
                    new AbbrevFlowUpdate { Xid = 0x12345678 },
                ],
            }),
        // group, padding
        ("01 10 0020 00000001 ffff 0000 00002320 00000007 00000000 00000005 00000000", new GroupStatsRequest { GroupId = 5 }),
        (
            "01 11 0050 00000001 ffff 0000 00002320 00000007 00000000"
            // length, padding, group, references, padding, counts, duration; counts of a bucket
            + "0038 0000 00000005 00000002 00000000 0000000000000007 00000000000001a4 0000001e 00000005 0000000000000006 0000000000000168",
            new GroupStatsReply
            {
                Body =
                [
                    new()
                    {
                        GroupId = 5,
                        RefCount = 2,
                        PacketCount = 7,
                        ByteCount = 420,
                        DurationSec = 30,
                        DurationNsec = 5,
                        BucketStats = [new() { PacketCount = 6, ByteCount = 360 }],
                    },
                ],
            }),
        ("01 10 0020 00000001 ffff 0000 00002320 00000008 00000000 fffffffc 00000000", new GroupDescRequest()),
        (
            "01 11 0048 00000001 ffff 0000 00002320 00000008 00000000"
            // length, type, padding, group, length of buckets, padding; bucket: length, length of actions, id; output with 16 bits; weight; watch_group
            + "0030 01 00 00000005 0020 000000000000 0020 0008 00000009 0000 0008 0004 0000 0000 0008 0002 0000 0002 0008 00000007",
            new GroupDescReply
            {
                Body =
                [
                    new()
                    {
                        Type = GroupType.Select,
                        GroupId = 5,
                        Buckets = [new() { BucketId = 9, Weight = 2, WatchGroup = 7, Actions = [new OutputAction(4) { MaxLen = 0 }] }],
                    },
                ],
            }),
        ("01 10 0018 00000001 ffff 0000 00002320 00000009 00000000", new GroupFeaturesRequest()),
        ("02 12 0018 00000001 ffff 0000 00000000 00002320 00000009", new GroupFeaturesRequest()),
        // types, capabilities, max_groups, actions
        (
            "01 11 0040 00000001 ffff 0000 00002320 00000009 00000000 0000000f 00000005 00000001 00000002 00000003 00000004 00000005 00000006 00000007 00000008",
            new GroupFeaturesReply
            {
                Types = 0xf,
                Capabilities = GroupCapabilities.SelectWeight | GroupCapabilities.Chaining,
                MaxGroupsAll = 1,
                MaxGroupsSelect = 2,
                MaxGroupsIndirect = 3,
                MaxGroupsFastFailover = 4,
                ActionsAll = 5,
                ActionsSelect = 6,
                ActionsIndirect = 7,
                ActionsFastFailover = 8,
            }),
        (
            "02 13 0040 00000001 ffff 0000 00000000 00002320 00000009 0000000f 00000005 00000001 00000002 00000003 00000004 00000005 00000006 00000007 00000008",
            new GroupFeaturesReply
            {
                Types = 0xf,
                Capabilities = GroupCapabilities.SelectWeight | GroupCapabilities.Chaining,
                MaxGroupsAll = 1,
                MaxGroupsSelect = 2,
                MaxGroupsIndirect = 3,
                MaxGroupsFastFailover = 4,
                ActionsAll = 5,
                ActionsSelect = 6,
                ActionsIndirect = 7,
                ActionsFastFailover = 8,
            }),
        ("01 10 0018 00000001 ffff 0000 00002320 00000003 00000000", new NiciraIpfixBridgeStatsRequest()),
        ("02 12 0018 00000001 ffff 0000 00000000 00002320 00000003", new NiciraIpfixBridgeStatsRequest()),
        // counters, collector_set_id, padding
        (
            "01 11 0070 00000001 ffff 0000 00002320 00000003 00000000"
            + "0000000000000001 0000000000000002 0000000000000003 0000000000000004 0000000000000005 0000000000000006 0000000000000007 0000000000000008 0000000000000009 000000000000000a 00000000 00000000",
            new NiciraIpfixBridgeStatsReply { Stats = IpfixStats }),
        (
            "02 13 0070 00000001 ffff 0000 00000000 00002320 00000003"
            + "0000000000000001 0000000000000002 0000000000000003 0000000000000004 0000000000000005 0000000000000006 0000000000000007 0000000000000008 0000000000000009 000000000000000a 00000000 00000000",
            new NiciraIpfixBridgeStatsReply { Stats = IpfixStats }),
        ("01 10 0018 00000001 ffff 0000 00002320 00000004 00000000", new NiciraIpfixFlowStatsRequest()),
        ("02 12 0018 00000001 ffff 0000 00000000 00002320 00000004", new NiciraIpfixFlowStatsRequest()),
        (
            "01 11 0070 00000001 ffff 0000 00002320 00000004 00000000"
            + "0000000000000001 0000000000000002 0000000000000003 0000000000000004 0000000000000005 0000000000000006 0000000000000007 0000000000000008 0000000000000009 000000000000000a 0000000b 00000000",
            new NiciraIpfixFlowStatsReply { Body = [IpfixStats with { CollectorSetId = 11 }] }),
        (
            "02 13 0070 00000001 ffff 0000 00000000 00002320 00000004"
            + "0000000000000001 0000000000000002 0000000000000003 0000000000000004 0000000000000005 0000000000000006 0000000000000007 0000000000000008 0000000000000009 000000000000000a 0000000b 00000000",
            new NiciraIpfixFlowStatsReply { Body = [IpfixStats with { CollectorSetId = 11 }] }),
        // 1.1 and 1.2: the header is longer by padding before the experimenter, shorter by that behind the subtype; actions have ports of 32 bits
        (
            "02 12 0030 00000001 ffff 0000 00000000 00002320 00000002 00000009 003f 0003 0006 05 0000000000 00000002 0003 0000",
            new FlowMonitorRequest { Body = [new() { MonitorId = 9, Flags = (FlowMonitorFlags)0x3f, OutPort = 3, TableId = 5, Match = [Nxm.InPort.Is(3)] }] }),
        (
            "02 13 0050 00000001 ffff 0000 00000000 00002320 00000002"
            + "0030 0001 0002 8000 0014 001e 0008 05 00 0000000000000009 00010204 00000007 0000 0010 00000003 0000 000000000000"
            + "0008 0003 12345678",
            new FlowMonitorReply
            {
                Body =
                [
                    new FullFlowUpdate
                    {
                        Event = FlowUpdateEvent.Removed,
                        Reason = FlowRemovedReason.Delete,
                        Priority = 0x8000,
                        IdleTimeout = 20,
                        HardTimeout = 30,
                        TableId = 5,
                        Cookie = 9,
                        Match = [Nxm.Reg1.Is(7)],
                        Instructions = [new ApplyActions([new OutputAction(3) { MaxLen = 0 }])],
                    },
                    new AbbrevFlowUpdate { Xid = 0x12345678 },
                ],
            }),
        // id, flags, length of match, out_port, table, padding; match
        (
            "04 12 0038 00000001 ffff 0000 00000000 4f4e4600 0000074e 00000009 003f 000c ffffffff ff 000000 0001 000c 80000004 00000003 00000000",
            new FlowMonitorRequest { Body = [new() { MonitorId = 9, Flags = (FlowMonitorFlags)0x3f, Match = Match.OfInPort(3) }] }),
        (
            "04 13 0058 00000001 ffff 0000 00000000 4f4e4600 0000074e"
            // the match and the instructions of OpenFlow 1.3
            + "0040 0000 0000 8000 0014 001e 000c 05 00 0000000000000009 0001 000c 80000004 00000003 00000000 0004 0018 00000000 ffff 0010 00002320 000e fff8 06 000000",
            new FlowMonitorReply
            {
                Body =
                [
                    new FullFlowUpdate
                    {
                        Event = FlowUpdateEvent.Added,
                        Priority = 0x8000,
                        IdleTimeout = 20,
                        HardTimeout = 30,
                        TableId = 5,
                        Cookie = 9,
                        Match = Match.OfInPort(3),
                        Instructions = [new ApplyActions([new ResubmitAction(6)])],
                    },
                ],
            }),
    ];

    public static TheoryData<int, string> Indexes()
    {
        var data = new TheoryData<int, string>();
        for (var index = 0; index < Vectors.Length; index++)
            data.Add(index, Vectors[index].Message.GetType().Name);
        return data;
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Every_message_is_written_and_read_as_its_bytes(int index, string name)
    {
        var (hex, message) = Vectors[index];
        var bytes = ByteString.FromHex(hex).ToArray();
        Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(OpenFlowCodec.Encode(message, (OpenFlowVersion)bytes[0], xid: 1)));
        Assert.Equal(message, OpenFlowCodec.Decode(bytes, out _));
        Assert.Equal(name, message.GetType().Name);
    }

    [Fact]
    public void No_message_cut_or_changed_in_one_byte_gives_another_exception_than_the_typed_one()
    {
        foreach (var (hex, _) in Vectors)
        {
            foreach (var bad in Mutations.Of(ByteString.FromHex(hex).ToArray()).Where(bad => bad.Length >= 8))
            {
                bad[2] = (byte)(bad.Length >> 8);
                bad[3] = (byte)bad.Length;
                try
                {
                    OpenFlowCodec.Decode(bad, out _);
                }
                catch (OpenFlowDecodeException)
                {
                    // Refused as it should be.
                }
            }
        }
    }

    [Theory]
    [InlineData("01 10 0018 00000001 ffff 0000 00002320 00000063 00000000")] // a subtype that is not known
    [InlineData("04 12 0018 00000001 ffff 0000 00000000 4f4e4600 00000063")]
    [InlineData("01 11 0020 00000001 ffff 0000 00002320 00000002 00000000 0008 0004 12345678")] // a change of no known kind
    // a reason of more than eight bits
    [InlineData("01 11 0038 00000001 ffff 0000 00002320 00000002 00000000 0020 0001 0102 8000 0014 001e 0000 05 00 0000000000000009 0000000000000000")]
    public void What_is_not_known_keeps_its_bytes(string hex)
    {
        var bytes = ByteString.FromHex(hex).ToArray();
        var message = OpenFlowCodec.Decode(bytes, out _);
        Assert.Equal(bytes, OpenFlowCodec.Encode(message, (OpenFlowVersion)bytes[0], xid: 1));
    }

    [Theory]
    [InlineData("01 11 0020 00000001 ffff 0000 00002320 00000002 00000000 0000 0003 12345678")] // a change of no length
    [InlineData("01 11 0020 00000001 ffff 0000 00002320 00000000 00000000 0000 0000 00000000")] // a flow of no length
    [InlineData("01 11 0020 00000001 ffff 0000 00002320 00000000 00000000 0010 0000 00000000")] // a flow longer than the message
    public void What_a_message_cannot_be_is_refused(string hex) =>
        Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(ByteString.FromHex(hex).Span, out _));
}
