using System.Text.Json;
using RxOfctl.Protocol.Json;
using RxOfctl.Protocol.Messages;
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

    private static RoleRequest Decode(string hex) => Assert.IsType<RoleRequest>(OpenFlowCodec.Decode(ByteString.FromHex(hex).Span, out _));
}
