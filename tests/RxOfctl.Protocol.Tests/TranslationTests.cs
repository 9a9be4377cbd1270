using System.Buffers.Binary;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests;

/// <summary>The same value in the numbers of several versions, and what a version cannot carry.</summary>
public class TranslationTests
{
    [Theory]
    [InlineData(OpenFlow10, FlowModFlags.SendFlowRem | FlowModFlags.CheckOverlap, 0x3)]
    [InlineData(OpenFlow10, FlowModFlags.Emerg, 0x4)]
    [InlineData(OpenFlow13, FlowModFlags.SendFlowRem | FlowModFlags.ResetCounts | FlowModFlags.NoPktCounts | FlowModFlags.NoBytCounts, 0x1d)]
    public void Flags_of_a_flow_have_the_numbers_of_the_version(OpenFlowVersion version, FlowModFlags flags, ushort number)
    {
        var bytes = OpenFlowCodec.Encode(new FlowMod { Flags = flags }, version, 1);

        Assert.Equal(number, BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(FlagsAt(version))));
        Assert.Equal(flags, ((FlowMod)OpenFlowCodec.Decode(bytes, out _)).Flags);
    }

    [Theory]
    [InlineData(OpenFlow10, FlowModFlags.ResetCounts)]
    [InlineData(OpenFlow10, FlowModFlags.NoBytCounts | FlowModFlags.SendFlowRem)]
    [InlineData(OpenFlow13, FlowModFlags.Emerg)]
    public void Flags_that_a_version_lacks_are_refused(OpenFlowVersion version, FlowModFlags flags) =>
        AssertRefused(new FlowMod { Flags = flags }, version, $"FlowMod.Flags = {flags & ~FlowModFlags.SendFlowRem}");

    [Theory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow13)]
    public void Every_bit_of_the_flags_comes_back(OpenFlowVersion version)
    {
        for (var bit = 0; bit < 16; bit++)
        {
            var bytes = OpenFlowCodec.Encode(new FlowMod(), version, 1);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(FlagsAt(version)), (ushort)(1 << bit));

            Assert.Equal(bytes, OpenFlowCodec.Encode(OpenFlowCodec.Decode(bytes, out var xid), version, xid));
        }
    }

    [Theory]
    [InlineData(PortFeatures.HalfDuplex10Mb, 1u << 0)]
    [InlineData(PortFeatures.FullDuplex10Gb, 1u << 6)]
    [InlineData(PortFeatures.Copper, 1u << 7)]
    [InlineData(PortFeatures.Fiber, 1u << 8)]
    [InlineData(PortFeatures.Autoneg, 1u << 9)]
    [InlineData(PortFeatures.Pause, 1u << 10)]
    [InlineData(PortFeatures.PauseAsym, 1u << 11)]
    public void Features_of_a_port_have_the_numbers_of_1_0(PortFeatures features, uint number)
    {
        var bytes = OpenFlowCodec.Encode(new PortStatus { Desc = new() { Curr = features } }, OpenFlow10, 1);

        Assert.Equal(number, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(48)));
        Assert.Equal(features, ((PortStatus)OpenFlowCodec.Decode(bytes, out _)).Desc.Curr);
    }

    [Theory]
    [InlineData(PortFeatures.FullDuplex40Gb)]
    [InlineData(PortFeatures.FullDuplex100Gb)]
    [InlineData(PortFeatures.FullDuplex1Tb)]
    [InlineData(PortFeatures.Other)]
    public void Rates_that_1_0_lacks_are_refused(PortFeatures features) =>
        AssertRefused(new PortStatus { Desc = new() { Peer = features } }, OpenFlow10, $"EthernetPortProperty.Peer = {features}");

    [Fact]
    public void Features_of_a_port_that_no_version_defines_come_back_but_for_the_highest_four_of_1_0()
    {
        for (var bit = 0; bit < 32; bit++)
        {
            foreach (var version in new[] { OpenFlow10, OpenFlow11, OpenFlow13, OpenFlow15 })
            {
                var at = version switch { OpenFlow10 => 48, OpenFlow15 => 64, _ => 56 };
                var frame = OpenFlowCodec.Encode(new PortStatus { Desc = new() { Curr = PortFeatures.Copper } }, version, 1);
                BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(at), 1u << bit);
                var again = OpenFlowCodec.Encode(OpenFlowCodec.Decode(frame, out _), version, 1);

                // 1.0 has four bits fewer, so that its highest four have no place in the one type for all versions.
                if (version == OpenFlow10 && bit >= 28)
                    BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(at), 0);
                Assert.Equal(Convert.ToHexString(frame), Convert.ToHexString(again));
            }
        }
    }

    public static TheoryData<OpenFlowMessage, OpenFlowVersion, string> Unsupported => new()
    {
        { new RoleRequest { Role = ControllerRole.Equal, GenerationId = 1 }, OpenFlow10, "RoleRequest.GenerationId" },
        { new MeterStatsRequest(), OpenFlow10, "MeterStatsRequest" },
        { new FlowMod { CookieMask = 1 }, OpenFlow10, "FlowMod.CookieMask" },
        { new FlowMod { OutGroup = 1 }, OpenFlow10, "FlowMod.OutGroup" },
        { new FlowMod { TableId = 1 }, OpenFlow10, "FlowMod.TableId = 1" },
        { new FlowMod { TableId = TableId.All }, OpenFlow10, "FlowMod.TableId = ALL" },
        { new FlowMod { OutPort = 0x12345 }, OpenFlow10, "FlowMod.OutPort = 74565" },
        { new FlowMod { Instructions = [new GotoTable(1)] }, OpenFlow10, "FlowMod.Instructions with GotoTable" },
        { new FlowMod { Instructions = [new WriteActions()] }, OpenFlow10, "FlowMod.Instructions with WriteActions" },
        { new FlowMod { Actions = [new PushVlanAction(0x8100)] }, OpenFlow10, "PushVlanAction" },
        { new FlowMod { Actions = [new EnqueueAction()] }, OpenFlow13, "EnqueueAction" },
        { new FlowMod { Actions = [new SetTpSrcAction(1)] }, OpenFlow13, "SetTpSrcAction" },
        { new FlowMod { Match = [Oxm.TcpFlags.Is(1)] }, OpenFlow13, "match field tcp_flags" },
        { new PacketOut { InPort = 0xff00 }, OpenFlow10, "PacketOut.Match = 65280" },
        { new PacketIn(), OpenFlow10, "PacketIn.Match = " },
        { new PacketIn { InPort = 1, Cookie = 1 }, OpenFlow10, "PacketIn.Cookie" },
        { new PacketIn { Match = [Oxm.InPort.Is(1), Oxm.Metadata.Is(1)] }, OpenFlow10, "PacketIn.Match = metadata=0x1,in_port=1" },
        { new FlowRemoved { HardTimeout = 1 }, OpenFlow10, "FlowRemoved.HardTimeout" },
        { new FlowStatsRequest { Cookie = 1 }, OpenFlow10, "FlowStatsRequest.Cookie" },
        { new PortStatsRequest { PortNo = 0x10000 }, OpenFlow10, "PortStatsRequest.PortNo = 65536" },
        { new FeaturesReply { Ports = [new()] }, OpenFlow13, "FeaturesReply.Ports" },
        { new FeaturesReply { AuxiliaryId = 1 }, OpenFlow10, "FeaturesReply.AuxiliaryId" },
        { new ErrorMessage { Error = OpenFlowError.BadMatchBadType }, OpenFlow10, $"ErrorMessage.Error = {OpenFlowError.BadMatchBadType}" },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void What_a_version_cannot_carry_is_refused_by_its_name(OpenFlowMessage message, OpenFlowVersion version, string member) =>
        AssertRefused(message, version, member);

    [Theory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow11)]
    [InlineData(OpenFlow13)]
    public void Fields_that_a_version_has_no_action_for_are_set_by_that_of_Nicira(OpenFlowVersion version)
    {
        var flow = new FlowMod { Actions = [new SetFieldAction(Oxm.TunnelId.Is(1, 0xff)), new CopyFieldAction(Nxm.Reg0, Nxm.Reg1)] };

        var decoded = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(OpenFlowCodec.Encode(flow, version, 1), out _));
        Assert.Equal(flow, decoded);
    }

    [Fact]
    public void A_deletion_in_all_tables_is_one_of_1_0()
    {
        var bytes = OpenFlowCodec.Encode(new FlowMod { TableId = TableId.All, Command = FlowModCommand.Delete }, OpenFlow10, 1);

        Assert.Equal(new FlowMod { Command = FlowModCommand.Delete }, OpenFlowCodec.Decode(bytes, out _));
    }

    [Fact]
    public void A_field_of_a_later_version_is_kept_as_it_came()
    {
        var frame = OpenFlowCodec.Encode(new FlowMod { Match = [OxmField.Unknown(Oxm.TcpFlags.Class, Oxm.TcpFlags.Field, false, ByteString.FromHex("0002"))] }, OpenFlow13, 1);

        var mod = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(frame, out _));

        Assert.Null(mod.Match.Get(Oxm.TcpFlags));
        Assert.Equal("0002", mod.Match[0].Raw.ToString());
        Assert.Equal(frame, OpenFlowCodec.Encode(mod, OpenFlow13, 1));
    }

    public static TheoryData<OpenFlowMessage> TooLong => new()
    {
        new EchoRequest { Data = new byte[65_528] },
        new PacketOut { Data = new byte[70_000] },
        new FlowMod { Actions = [new ExperimenterAction { Data = new byte[65_536] }] },
        new PortStatus { Desc = new() { Name = new('x', 17) } },
        new PortStatus { Desc = new() { Name = "a\0b" } },
        new PortStatus { Desc = new() { Name = "\u0100" } },
        new DescReply { SerialNum = new('x', 33) },
    };

    [Theory]
    [MemberData(nameof(TooLong))]
    public void What_does_not_fit_into_its_place_is_refused(OpenFlowMessage message)
    {
        Assert.Throws<OpenFlowEncodeException>(() => OpenFlowCodec.Encode(message, OpenFlow10, 1));
        Assert.Throws<OpenFlowEncodeException>(() => OpenFlowCodec.Encode(message, OpenFlow13, 1, new byte[100_000]));
    }

    [Fact]
    public void The_longest_message_is_encoded()
    {
        var message = new EchoRequest { Data = new byte[65_527] };

        Assert.Equal(message, OpenFlowCodec.Decode(OpenFlowCodec.Encode(message, OpenFlow13, 1), out _));
    }

    private static int FlagsAt(OpenFlowVersion version) => version == OpenFlow10 ? 70 : 44;

    private static void AssertRefused(OpenFlowMessage message, OpenFlowVersion version, string member)
    {
        var refusal = Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(message, version, 1));

        Assert.Equal(member, refusal.Member);
        Assert.Equal(version, refusal.Version);
        Assert.Contains(version.ToText(), refusal.Message, StringComparison.Ordinal);
    }
}
