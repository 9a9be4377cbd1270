using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Statistics;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class FlowMessageTests
{
    [Fact]
    public void Statistics_of_a_flow_removed_show_as_members_in_every_version()
    {
        var removed = new FlowRemoved { DurationSec = 1, DurationNsec = 2, PacketCount = 3, ByteCount = 4 };
        foreach (var version in Enum.GetValues<OpenFlowVersion>())
            Assert.Equal(removed, OpenFlowCodec.Decode(OpenFlowCodec.Encode(removed, version, 1), out _));
        Assert.Equal([Oxs.Duration.Is((1UL << 32) | 2), Oxs.PacketCount.Is(3), Oxs.ByteCount.Is(4)], removed.Stats);
    }

    [Fact]
    public void Statistics_beyond_the_three_are_refused_before_1_5()
    {
        var removed = new FlowRemoved { Stats = new FlowRemoved().Stats.With(Oxs.IdleTime.Is(1)) };
        Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(removed, OpenFlow14, 1));
    }

    [Fact]
    public void Packet_out_with_more_than_a_port_is_refused_before_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new PacketOut { Match = [Oxm.InPort.Is(1), Oxm.TunnelId.Is(5)] }, OpenFlow14, 1));

    [Theory]
    [InlineData(FlowModCommand.Add, 3)]
    [InlineData(FlowModCommand.ModifyStrict, 254)]
    [InlineData(FlowModCommand.Delete, 255)]
    public void The_table_is_in_the_command_of_1_0_for_those_who_read_it_there(FlowModCommand command, byte table)
    {
        var mod = new FlowMod { Command = command, TableId = table };
        var frame = OpenFlowCodec.Encode(mod, OpenFlowVersion.OpenFlow10, 1, EncodeOptions.FlowModTableId);
        Assert.Equal([table, (byte)command], frame.AsSpan(56, 2).ToArray());

        var read = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(frame, out _));
        Assert.Equal(mod, read);
        Assert.Equal(mod.GetHashCode(), read.GetHashCode());
        Assert.Equal(frame, OpenFlowCodec.Encode(read, OpenFlowVersion.OpenFlow10, 1));
        Assert.Equal(OpenFlowCodec.Encode(mod, OpenFlowVersion.OpenFlow13, 1), OpenFlowCodec.Encode(read, OpenFlowVersion.OpenFlow13, 1));
    }

    [Fact]
    public void The_table_of_a_flow_mod_of_1_0_is_refused_for_others()
    {
        Assert.StartsWith(
            "FlowMod.TableId",
            Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(new FlowMod { TableId = 3 }, OpenFlowVersion.OpenFlow10, 1)).Member);

        // A deletion in all tables is what a deletion of 1.0 is.
        var deletion = OpenFlowCodec.Encode(new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All }, OpenFlowVersion.OpenFlow10, 1);
        Assert.Equal([0, (byte)FlowModCommand.Delete], deletion.AsSpan(56, 2).ToArray());
    }
}
