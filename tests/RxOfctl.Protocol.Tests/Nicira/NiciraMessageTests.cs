using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Protocol.Tests.Nicira;

/// <summary>Every message of Nicira and the ONF: its bytes beside it. ovs-ofctl 3.1 reads them all.</summary>
public class NiciraMessageTests
{
    // Every line begins with version, type, length, xid, experimenter and subtype.
    internal static readonly (string Bytes, OpenFlowMessage Message)[] Vectors =
    [
        ("01 04 0014 00000001 00002320 0000000a 00000001", new RoleRequest { Role = ControllerRole.Master }),
        ("01 04 0014 00000001 00002320 0000000b 00000002", new RoleReply { Role = ControllerRole.Slave }),
        ("01 04 0014 00000001 00002320 0000000c 00000002", new NiciraSetFlowFormat { Format = NiciraFlowFormat.Nxm }),
        // set, padding
        ("01 04 0018 00000001 00002320 0000000f 01 00000000000000", new NiciraFlowModTableId { Set = 1 }),
        ("04 04 0014 00000001 00002320 00000010 00000002", new NiciraSetPacketInFormat { Format = NiciraPacketInFormat.NxtPacketIn2 }),
        ("04 04 0010 00000001 00002320 00000012", new NiciraFlowAge()),
        (
            "01 04 0028 00000001 00002320 00000013 00000001 00000002 00000003 00000004 00000005 00000006",
            new SetAsync
            {
                Properties =
                [
                    new AsyncMask(AsyncMaskType.PacketInMaster, 1),
                    new AsyncMask(AsyncMaskType.PacketInSlave, 2),
                    new AsyncMask(AsyncMaskType.PortStatusMaster, 3),
                    new AsyncMask(AsyncMaskType.PortStatusSlave, 4),
                    new AsyncMask(AsyncMaskType.FlowRemovedMaster, 5),
                    new AsyncMask(AsyncMaskType.FlowRemovedSlave, 6),
                ],
            }),
        // padding, id
        ("04 04 0018 00000001 00002320 00000014 000000000000 0007", new NiciraSetControllerId { ControllerId = 7 }),
        ("01 04 0014 00000001 00002320 00000015 00000009", new FlowMonitorRequest { Body = [new() { MonitorId = 9, Command = FlowMonitorCommand.Delete }] }),
        ("01 04 0010 00000001 00002320 00000016", new FlowMonitorReply { Body = [new PausedFlowUpdate()] }),
        ("01 04 0010 00000001 00002320 00000017", new FlowMonitorReply { Body = [new ResumedFlowUpdate()] }),
        (
            // command, padding; class, type, length, index, padding
            "04 04 0020 00000001 00002320 00000018 0000 000000000000 0102 03 04 0005 0000",
            new NiciraTlvTableMod { TlvMaps = [new() { OptionClass = 0x102, OptionType = 3, OptionLen = 4, Index = 5 }] }),
        ("04 04 0010 00000001 00002320 00000019", new NiciraTlvTableRequest()),
        (
            // option space, fields, padding; class, type, length, index, padding
            "04 04 0028 00000001 00002320 0000001a 000000f8 0040 00000000000000000000 0102 03 04 0005 0000",
            new NiciraTlvTableReply { MaxOptionSpace = 248, MaxFields = 64, TlvMaps = [new() { OptionClass = 0x102, OptionType = 3, OptionLen = 4, Index = 5 }] }),
        (
            // properties: type, length, mask
            "04 04 0020 00000001 00002320 0000001b 0001 0008 00000001 0003 0008 00000007",
            new SetAsync { Properties = [new AsyncMask(AsyncMaskType.PacketInMaster, 1), new AsyncMask(AsyncMaskType.PortStatusMaster, 7)] }),
        // padding, zone
        ("04 04 0018 00000001 00002320 0000001d 000000000000 0005", new NiciraCtFlushZone { ZoneId = 5 }),
        (
            // protocol, padding
            "04 04 0060 00000001 00002320 00000020 06 00000000000000"
            // original direction: padding; source, its padding; source port
            + "0000 0028 00000000 0000 0014 00000000000000000000ffff0a000001 00000000 0002 0008 1389 0000"
            // direction of replies: padding; ICMP type; zone
            + "0001 0018 00000000 0003 0008 0050 0000 0004 0008 0001 0000"
            + "0002 0008 0005 0000",
            new NiciraCtFlush
            {
                IpProto = 6,
                OrigTuple = new() { Src = Ipv6Address.Parse("::ffff:10.0.0.1"), SrcPort = 5001 },
                ReplyTuple = new() { DstPort = 80, IcmpId = 1 },
                ZoneId = 5,
            }),
        (
            // buffer, total length, reason, table, cookie, length of match, padding
            "01 04 0046 00000001 00002320 00000011 ffffffff 000e 01 05 00000000000000ff 000e 000000000000"
            // in_port, reg0; padding to eight bytes; two bytes
            + "00000002 0003 00010004 00000007 0000 0000"
            + "0102030405060708090a0b0c",
            WireForms.Keep(new PacketIn
            {
                TotalLen = 14,
                Reason = PacketInReason.Action,
                TableId = 5,
                Cookie = 255,
                Match = [Nxm.InPort.Is(3), Nxm.Reg0.Is(7)],
                Data = ByteString.FromHex("0102030405060708090a0b0c"),
            }, OpenFlowVersion.OpenFlow10, form: 2)),
        (
            "04 04 0090 00000001 00002320 0000001e"
            // packet, its padding; full length; buffer
            + "0000 0012 0102030405060708090a0b0c0d0e 000000000000 0001 0008 00000040 0002 0008 00000114"
            // table, padding; padding, cookie; reason, padding
            + "0003 0005 07 000000 0004 0010 00000000 123456789abcdef0 0005 0005 02 000000"
            // metadata: in_port; continuation: padding, bytes; userdata
            + "0006 000c 80000004 00000003 00000000 0008 0020 00000000 8000 0014 00112233445566778899aabbccddeeff 00000000 0007 0008 01020304",
            new NiciraPacketIn2
            {
                Packet = ByteString.FromHex("0102030405060708090a0b0c0d0e"),
                FullLen = 64,
                BufferId = 0x114,
                TableId = 7,
                Cookie = 0x123456789abcdef0,
                Reason = PacketInReason.InvalidTtl,
                Metadata = Match.OfInPort(3),
                Continuation = ByteString.FromHex("8000 0014 00112233445566778899aabbccddeeff 00000000"),
                Userdata = ByteString.FromHex("01020304"),
            }),
        (
            "04 04 0058 00000001 00002320 0000001c"
            + "0000 0012 0102030405060708090a0b0c0d0e 000000000000"
            + "0003 0005 07 000000 0005 0005 02 000000 0008 0020 00000000 8000 0014 00112233445566778899aabbccddeeff 00000000",
            new NiciraResume
            {
                Packet = ByteString.FromHex("0102030405060708090a0b0c0d0e"),
                TableId = 7,
                Reason = PacketInReason.InvalidTtl,
                Continuation = ByteString.FromHex("8000 0014 00112233445566778899aabbccddeeff 00000000"),
            }),
        (
            // cookie, priority, reason, table and one, duration, idle, length of match, counts
            "01 04 0040 00000001 00002320 0000000e 0000000000000009 8000 00 06 0000000a 0000000b 0014 0006 0000000000000064 0000000000001770"
            // in_port, padding
            + "00000002 0003 0000",
            WireForms.Keep(new FlowRemoved
            {
                Cookie = 9,
                Priority = 0x8000,
                Reason = FlowRemovedReason.IdleTimeout,
                TableId = new TableId(5),
                DurationSec = 10,
                DurationNsec = 11,
                IdleTimeout = 20,
                PacketCount = 100,
                ByteCount = 6000,
                Match = [Nxm.InPort.Is(3)],
            }, OpenFlowVersion.OpenFlow10, form: 2)),
        (
            // command, type, padding, group; length of buckets, padding, command_bucket_id
            "01 04 0040 00000001 00002320 0000001f 0000 01 00 00000005 0020 0000 ffffffff"
            // bucket: length, length of actions, id; output with 16 bits; weight, padding; watch_port with 32 bits
            + "0020 0008 00000001 0000 0008 0004 0000 0000 0008 0002 0000 0001 0008 00000003",
            new GroupMod
            {
                Type = GroupType.Select,
                GroupId = 5,
                Buckets = [new() { BucketId = 1, Weight = 2, WatchPort = 3, Actions = [new OutputAction(4) { MaxLen = 0 }] }],
            }),
        // a group-mod: add, type, padding, group
        (
            "03 04 0020 00000001 00002320 00000084 03 0f 0010 00000005 0000 00 00 00000007",
            new RequestForward { RequestXid = 5, Request = new GroupMod { GroupId = 7 } }),
        (
            "02 04 0020 00000001 00002320 00000084 02 0f 0010 00000005 0000 00 00 00000007",
            new RequestForward { RequestXid = 5, Request = new GroupMod { GroupId = 7 } }),
        // in 1.0 the group-mod is Nicira's, too: command, type, padding, group; length of buckets, padding, command_bucket_id
        (
            "01 04 0030 00000001 00002320 00000084 01 04 0020 00000005 00002320 0000001f 0000 00 00 00000007 0000 0000 ffffffff",
            new RequestForward { RequestXid = 5, Request = new GroupMod { GroupId = 7 } }),
        (
            "04 04 0020 00000001 4f4e4600 0000092e 04 0f 0010 00000005 0000 00 00 00000007",
            new RequestForward { RequestXid = 5, Request = new GroupMod { GroupId = 7 } }),
        ("04 04 0014 00000001 4f4e4600 0000074e 00000009", new FlowMonitorRequest { Body = [new() { MonitorId = 9, Command = FlowMonitorCommand.Delete }] }),
        ("04 04 0010 00000001 4f4e4600 0000074f", new FlowMonitorReply { Body = [new PausedFlowUpdate()] }),
        ("04 04 0010 00000001 4f4e4600 00000750", new FlowMonitorReply { Body = [new ResumedFlowUpdate()] }),
        // role, reason, padding, generation
        (
            "04 04 0020 00000001 4f4e4600 00000777 00000003 01 000000 0000000000000005",
            new RoleStatus { Role = ControllerRole.Slave, Reason = RoleStatusReason.Config, GenerationId = 5 }),
        // bundle, type, flags
        (
            "04 04 0018 00000001 4f4e4600 000008fc 00000007 0004 0003",
            new BundleControl { BundleId = 7, Type = BundleControlType.CommitRequest, Flags = BundleFlags.Atomic | BundleFlags.Ordered }),
        // bundle, padding, flags; a flow-mod that deletes all
        (
            "04 04 0050 00000001 4f4e4600 000008fd 00000007 0000 0001"
            + "04 0e 0038 00000001 0000000000000000 0000000000000000 ff 03 0000 0000 8000 ffffffff ffffffff ffffffff 0000 0000 0001 0004 00000000",
            new BundleAddMessage { BundleId = 7, Flags = BundleFlags.Atomic, Message = new FlowMod { TableId = TableId.All, Command = FlowModCommand.Delete } }),
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
        Assert.Equal(message, OpenFlowCodec.Decode(bytes, out var xid));
        Assert.Equal(1u, xid);
        Assert.Equal(name, message.GetType().Name);
    }

    [Fact]
    public void Every_message_has_a_vector()
    {
        var without = from type in typeof(OpenFlowMessage).Assembly.GetTypes()
                      where type.IsSubclassOf(typeof(OpenFlowMessage)) && !type.IsSubclassOf(typeof(MultipartRequest)) && !type.IsSubclassOf(typeof(MultipartReply))
                      where ProtocolTypes.AllVersions.Any(version => DeclaredCode.Preferred(type, version) is { Experimenter.Length: > 0 })
                      where Vectors.All(vector => vector.Message.GetType() != type)
                      select type.Name;
        Assert.Empty(without);
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
    [InlineData("04 04 0014 00000001 00002320 0000ffff 01020304")]
    [InlineData("01 04 0014 00000001 00002320 0000ffff 01020304")]
    [InlineData("04 04 0014 00000001 4f4e4600 0000ffff 01020304")]
    [InlineData("04 04 0010 00000001 00002320 00000016")] // what OpenFlow 1.3 does not have
    [InlineData("01 04 000c 00000001 00002320")] // no subtype
    [InlineData("04 04 0014 00000001 00abcdef 0000000a 00000001")]
    public void What_is_not_known_keeps_its_bytes(string hex)
    {
        var bytes = ByteString.FromHex(hex).ToArray();
        var message = Assert.IsType<Experimenter>(OpenFlowCodec.Decode(bytes, out _));
        Assert.Equal(bytes, OpenFlowCodec.Encode(message, (OpenFlowVersion)bytes[0], xid: 1));
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow12)]
    public void A_match_of_Nicira_has_the_fields_of_all_versions(OpenFlowVersion version)
    {
        var packetIn = new NiciraPacketIn2 { Packet = ByteString.FromHex("01"), Metadata = [Oxm.InPort.Is(3), Oxm.ActsetOutput.Is(4)] };
        var resume = packetIn.ToResume();
        var removed = WireForms.Keep(new FlowRemoved { Match = [Oxm.MplsBos.Is(1)] }, version, form: 2);

        Assert.Equal(packetIn, OpenFlowCodec.Decode(OpenFlowCodec.Encode(packetIn, version, 1), out _));
        Assert.Equal(resume, OpenFlowCodec.Decode(OpenFlowCodec.Encode(resume, version, 1), out _));
        Assert.Equal(removed, OpenFlowCodec.Decode(OpenFlowCodec.Encode(removed, version, 1), out _));
    }

    [Fact]
    public void What_has_no_place_beside_something_else_is_refused()
    {
        OpenFlowMessage[] messages =
        [
            new PacketOut { Actions = [new CtAction { Zone = 1, ZoneSrc = Nxm.Reg0 }] },
            new FlowMonitorReply { Body = [new PausedFlowUpdate(), new ResumedFlowUpdate()] },
            new FlowMonitorRequest { Body = [new() { MonitorId = 9, Command = FlowMonitorCommand.Delete, TableId = 1 }] },
            new FlowMonitorRequest { Body = [new() { MonitorId = 9, Command = FlowMonitorCommand.Modify }] },
            new FlowMonitorRequest { Body = [new() { MonitorId = 9, OutGroup = 1 }] },
        ];

        Assert.All(messages, message => Assert.ThrowsAny<OpenFlowEncodeException>(() => OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow10, 1)));
    }

    [Fact]
    public void A_waiting_packet_is_resumed_with_its_continuation()
    {
        var packetIn = new NiciraPacketIn2
        {
            Packet = ByteString.FromHex("0102030405060708090a0b0c0d0e"),
            TableId = 7,
            Metadata = Match.OfInPort(3),
            Continuation = ByteString.FromHex("aabbcc"),
            Userdata = ByteString.FromHex("01"),
        };
        var resume = packetIn.ToResume();
        Assert.Equal(packetIn.Continuation, resume.Continuation);
        Assert.Equal(packetIn.Metadata, resume.Metadata);
        Assert.Equal(packetIn.Packet, resume.Packet);
        Assert.Equal(3u, packetIn.InPort.Value);
    }

    [Fact]
    public void A_packet_in_keeps_properties_that_are_not_known()
    {
        var message = new NiciraPacketIn2 { Packet = ByteString.FromHex("01"), UnknownProperties = [new(0x7777, ByteString.FromHex("0102030405"))] };
        var bytes = OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow13, xid: 1);
        Assert.Equal(message, OpenFlowCodec.Decode(bytes, out _));
    }

    [Theory]
    [InlineData("04 04 0018 00000001 00002320 0000001e 0000 0003 00000000")] // a property shorter than its header
    [InlineData("04 04 0018 00000001 00002320 0000001e 0000 0010 00000000")] // one longer than the message
    [InlineData("04 04 0018 00000001 00002320 0000001e 0004 0008 00000000")] // a cookie of four bytes
    [InlineData("04 04 001c 00000001 00002320 0000001e 0006 000c 80000004 00000001")] // no padding
    [InlineData("04 04 0028 00000001 00002320 0000001e 0006 0014 80000004 00000001 80000004 00000001 00000000")] // a field twice
    [InlineData("04 04 0011 00000001 00002320 00000012 00")] // bytes too many
    [InlineData("04 04 0024 00000001 00002320 00000018 0000 000000000000 0102 03 04 0005 0000 01020304")] // a part of a TLV map
    [InlineData("01 04 0030 00000001 00002320 0000000d 0000000000000009 05 00 000a 0014 8000 ffffffff ffff 0001 0008 000000000000")] // no match
    public void What_a_message_cannot_be_is_refused(string hex) =>
        Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(ByteString.FromHex(hex).Span, out _));

    [Theory]
    [InlineData("0004 0008 00000009")] // a property of the message
    [InlineData("0000 0018 00000000 0007 000c 0000000000000009 00000000")] // one of a tuple
    public void Properties_of_ct_flush_that_are_not_known_are_kept(string property)
    {
        var frame = ByteString.FromHex($"04 04 {24 + property.Replace(" ", "", StringComparison.Ordinal).Length / 2:x4} 00000001 00002320 00000020 06 00000000000000 {property}").ToArray();
        var flush = Assert.IsType<NiciraCtFlush>(OpenFlowCodec.Decode(frame, out var xid));

        Assert.Equal(6, flush.IpProto);
        Assert.Single(flush.UnknownProperties.Concat(flush.OrigTuple?.UnknownProperties ?? []));
        Assert.Equal(frame, OpenFlowCodec.Encode(flush, OpenFlowVersion.OpenFlow13, xid));
    }
}
