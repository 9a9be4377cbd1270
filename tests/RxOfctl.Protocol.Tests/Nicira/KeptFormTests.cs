using System.Text.Json;
using RxOfctl.Protocol.Json;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Nicira;

/// <summary>What came in a form that is not the one in which it would be written goes back in the same bytes, and equals what says the same.</summary>
public class KeptFormTests
{
    // A role of Nicira's in a version that has roles of its own.
    private const string NiciraRole = "04 04 0014 00000001 00002320 0000000a 00000001";

    public static TheoryData<string> Forms =>
    [
        NiciraRole,
        "06 04 0014 00000001 00002320 0000000b 00000002",
        // flow-mods of Nicira's: cookie, table and command, idle, hard, priority, buffer, out_port, flags, length of match, padding; reg1; resubmit, output
        "01 04 0050 00000001 00002320 0000000d 0000000000000009 05 00 000a 0014 8000 ffffffff ffff 0001 0008 000000000000"
        + "00010204 00000007 ffff 0010 00002320 000e fff8 06 000000 0000 0008 0003 0000",
        // the same with the instructions that 1.1 brought: apply_actions with an output of 32 bits; goto_table
        "02 04 0068 00000001 00002320 0000000d 0000000000000009 05 00 000a 0014 8000 ffffffff ffff 0001 0008 000000000000"
        + "00010204 00000007"
        + "0004 0028 00000000 ffff 0010 00002320 000e fff8 06 000000 0000 0010 00000003 0000 000000000000"
        + "0001 0008 06 000000",
        // a flow monitor of the ONF's whose match is fields alone: id, flags, length of match, port, table, padding, match, padding
        "04 12 0030 00000001 ffff 0000 00000000 4f4e4600 0000074e 00000009 003f 0008 ffffffff ff 000000 80000004 00000003",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_is_written_as_it_came(string hex)
    {
        var bytes = ByteString.FromHex(hex).ToArray();
        var message = OpenFlowCodec.Decode(bytes, out var xid);
        Assert.IsNotType<Experimenter>(message);
        Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(OpenFlowCodec.Encode(message, (OpenFlowVersion)bytes[0], xid)));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Json_carries_the_form(string hex)
    {
        var bytes = ByteString.FromHex(hex).ToArray();
        var message = OpenFlowCodec.Decode(bytes, out var xid);
        var json = JsonSerializer.Serialize(message, OpenFlowJson.Options);
        Assert.Contains("$form", json, StringComparison.Ordinal);
        var read = JsonSerializer.Deserialize<OpenFlowMessage>(json, OpenFlowJson.Options)!;
        Assert.Equal(message, read);
        Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(OpenFlowCodec.Encode(read, (OpenFlowVersion)bytes[0], xid)));
    }

    [Fact]
    public void The_form_takes_no_part_in_equality()
    {
        var kept = Decode(NiciraRole);
        var made = new RoleRequest { Role = ControllerRole.Master };
        Assert.Equal(made, kept);
        Assert.Equal(made.GetHashCode(), kept.GetHashCode());
        Assert.Equal(made.ToString(), kept.ToString());
        Assert.NotEqual(OpenFlowCodec.Encode(made, OpenFlow13, 1), OpenFlowCodec.Encode(kept, OpenFlow13, 1));
    }

    [Fact]
    public void Another_version_has_no_use_for_the_form() =>
        Assert.Equal(
            OpenFlowCodec.Encode(new RoleRequest { Role = ControllerRole.Master }, OpenFlow14, 1),
            OpenFlowCodec.Encode(Decode(NiciraRole), OpenFlow14, 1));

    [Fact]
    public void A_changed_message_stays_in_its_form_where_that_can_carry_it() =>
        Assert.Equal(
            "0404001400000001000023200000000a00000002",
            Convert.ToHexStringLower(OpenFlowCodec.Encode(Decode(NiciraRole) with { Role = ControllerRole.Slave }, OpenFlow13, 1)));

    [Fact]
    public void A_member_that_the_form_cannot_carry_moves_the_message_to_the_preferred_form() =>
        Assert.Equal(
            OpenFlowCodec.Encode(new RoleRequest { Role = ControllerRole.Master, GenerationId = 7 }, OpenFlow13, 1),
            OpenFlowCodec.Encode(Decode(NiciraRole) with { GenerationId = 7 }, OpenFlow13, 1));

    [Fact]
    public void A_member_that_no_form_of_the_version_can_carry_is_refused_by_its_name() =>
        Assert.Equal(
            "RoleRequest.GenerationId",
            Assert.Throws<UnsupportedByVersionException>(
                () => OpenFlowCodec.Encode(new RoleRequest { Role = ControllerRole.Master, GenerationId = 7 }, OpenFlow11, 1)).Member);

    [Fact]
    public void A_flow_mod_is_Nicira_s_only_where_the_match_needs_it_and_the_receiver_knows_it()
    {
        var plain = new FlowMod { Match = [Oxm.InPort.Is(1)] };
        var register = new FlowMod { Match = [Nxm.Reg1.Is(7)] };

        Assert.Equal(14, OpenFlowCodec.Encode(plain, OpenFlow10, 1, EncodeOptions.NiciraFlowMod)[1]);
        Assert.Equal(4, OpenFlowCodec.Encode(register, OpenFlow10, 1, EncodeOptions.NiciraFlowMod)[1]);
        Assert.Equal(register, OpenFlowCodec.Decode(OpenFlowCodec.Encode(register, OpenFlow11, 1, EncodeOptions.NiciraFlowMod), out _));
        Assert.Equal(14, OpenFlowCodec.Encode(register, OpenFlow13, 1, EncodeOptions.NiciraFlowMod)[1]);
        Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(register, OpenFlow10, 1));
    }

    [Fact]
    public void Flows_of_1_0_are_asked_for_in_Nicira_s_form_where_the_receiver_knows_it()
    {
        var request = new FlowStatsRequest { TableId = 5, Match = [Nxm.Reg1.Is(7)] };
        var bytes = OpenFlowCodec.Encode(request, OpenFlow10, 1, EncodeOptions.NiciraFlowMod);

        Assert.Equal([0xff, 0xff], bytes[8..10]);
        Assert.Equal(request, OpenFlowCodec.Decode(bytes, out _));
        Assert.Equal(bytes, OpenFlowCodec.Encode(OpenFlowCodec.Decode(bytes, out _), OpenFlow10, 1));
        // What is known of the receiver does not change what came as the specification's.
        var plain = OpenFlowCodec.Encode(new AggregateStatsRequest { TableId = 5 }, OpenFlow10, 1);
        Assert.Equal([0, 2], plain[8..10]);
        Assert.Equal(plain, OpenFlowCodec.Encode(OpenFlowCodec.Decode(plain, out _), OpenFlow10, 1, EncodeOptions.NiciraFlowMod));
        Assert.Equal([0, 1], OpenFlowCodec.Encode(request with { Match = [] }, OpenFlow10, 1)[8..10]);
        Assert.Equal([0, 1], OpenFlowCodec.Encode(request, OpenFlow13, 1, EncodeOptions.NiciraFlowMod)[8..10]);
        // No form of 1.0 has it.
        Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(request with { OutGroup = 1 }, OpenFlow10, 1, EncodeOptions.NiciraFlowMod));
    }

    [Fact]
    public void A_table_of_1_0_is_in_the_upper_half_of_the_command_where_the_receiver_has_it_there()
    {
        var mod = new FlowMod { TableId = 5, Command = FlowModCommand.Modify };
        var bytes = OpenFlowCodec.Encode(mod, OpenFlow10, 1, EncodeOptions.FlowModTableId);

        Assert.Equal([5, 1], bytes[56..58]);
        Assert.Equal(mod, OpenFlowCodec.Decode(bytes, out _));
        Assert.Equal(bytes, OpenFlowCodec.Encode(OpenFlowCodec.Decode(bytes, out _), OpenFlow10, 1));
        Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(mod, OpenFlow10, 1));
        var register = mod with { Match = [Nxm.Reg1.Is(7)] };
        Assert.Equal(register, OpenFlowCodec.Decode(OpenFlowCodec.Encode(register, OpenFlow10, 1, EncodeOptions.FlowModTableId | EncodeOptions.NiciraFlowMod), out _));
    }

    private static RoleRequest Decode(string hex) => Assert.IsType<RoleRequest>(OpenFlowCodec.Decode(ByteString.FromHex(hex).Span, out _));
}
