using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Malformed;

/// <summary>Lengths inside messages: none leads out of its parent, none stands still.</summary>
public class TlvTests
{
    private const string FlowMod13 = "0000000000000000" + "0000000000000000" + "0000000000008000" + "ffffffffffffffffffffffff" + "00000000";
    private const string FlowMod10 = "003820ff" + "000000000000000000000000000000000000000000000000000000000000000000000000"
        + "0000000000000000" + "0000000000008000" + "ffffffffffff0000";

    private const string AnyMatch = "0001000400000000";

    [Theory]
    [InlineData("0001" + "0000" + "00000010")]
    [InlineData("0001" + "0001" + "00000010")]
    [InlineData("0001" + "0003" + "00000010")]
    [InlineData("0001" + "0009" + "00000010")]
    [InlineData("0001" + "ffff" + "00000010")]
    [InlineData("000100")]
    [InlineData("0001" + "0008" + "00000010" + "0001" + "0000")]
    public void A_hello_element_of_a_bad_length_is_ignored_and_kept(string elements)
    {
        var frame = Frame(4, 0, elements);
        var hello = Assert.IsType<Hello>(OpenFlowCodec.Decode(frame, out var xid));

        Assert.Equal(elements.Length > 16 ? 1 : 0, hello.Elements.Count);
        Assert.Equal(OpenFlowVersion.OpenFlow13, hello.Negotiate([OpenFlowVersion.OpenFlow13], OpenFlowVersion.OpenFlow13));
        Assert.Equal(frame, OpenFlowCodec.Encode(hello, OpenFlowVersion.OpenFlow13, xid));
    }

    [Fact]
    public void A_body_of_a_hello_that_would_be_read_as_elements_is_refused() => Assert.Throws<OpenFlowEncodeException>(
        () => OpenFlowCodec.Encode(new Hello { Body = ByteString.FromHex("0001000800000010") }, OpenFlowVersion.OpenFlow13, 1));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(0xfff8)]
    [InlineData(0xffff)]
    public void An_action_of_a_bad_length_is_refused(ushort length)
    {
        // Of 1.0 in a flow-mod and a packet-out, of 1.3 in an instruction and a packet-out; known and unknown.
        foreach (var type in new[] { "0003", "0012", "7001" })
        {
            var action = $"{type}{length:x4}00000000";
            AssertRefused(OpenFlowError.BadActionBadLen, 1, 14, FlowMod10 + action);
            AssertRefused(OpenFlowError.BadActionBadLen, 1, 13, "ffffffff" + "0001" + "0008" + action);
            AssertRefused(OpenFlowError.BadActionBadLen, 4, 14, FlowMod13 + AnyMatch + "0004001000000000" + action);
            AssertRefused(OpenFlowError.BadActionBadLen, 4, 13, "ffffffff" + "00000001" + "0008000000000000" + action);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(0xfff8)]
    public void An_instruction_of_a_bad_length_is_refused(ushort length)
    {
        foreach (var type in new[] { "0001", "0004", "0005", "7001" })
            AssertRefused(OpenFlowError.BadInstructionBadLen, 4, 14, $"{FlowMod13}{AnyMatch}{type}{length:x4}00000000");
    }

    [Theory]
    [InlineData("0001" + "0000" + "00000000")]
    [InlineData("0001" + "0003" + "00000000")]
    [InlineData("0001" + "0009" + "00000000")]
    [InlineData("0001" + "ffff" + "00000000")]
    [InlineData("0001" + "0007" + "800000" + "00")]
    [InlineData("0001" + "0008" + "80000004")]
    [InlineData("0001" + "000b" + "80000004" + "000000" + "0000000000")]
    [InlineData("0001" + "000a" + "80000002" + "0001" + "000000000000")]
    [InlineData("0001" + "0008" + "ffff0000")]
    [InlineData("0001")]
    public void A_match_of_a_bad_length_is_refused(string match) => AssertRefused(OpenFlowError.BadMatchBadLen, 4, 14, FlowMod13 + match);

    [Fact]
    public void A_match_without_its_padding_is_refused() => AssertRefused(OpenFlowError.BadRequestBadLen, 4, 14, FlowMod13 + "0001000c" + "8000000400000001");

    [Theory]
    [InlineData("8000000400000001" + "8000000400000002", "OFPBMC_DUP_FIELD")]
    [InlineData("80000c020005" + "80000c020005" + "80000c020005", "OFPBMC_DUP_FIELD")]
    [InlineData("80000e0108", "OFPBMC_BAD_VALUE")]
    public void A_match_that_contradicts_itself_is_refused(string fields, string error)
    {
        var refusal = Frames.DecodeOrRefuse(Frame(4, 14, FlowMod13 + Oxm(fields)));

        Assert.Equal(error, refusal?.Error.Name);
    }

    // A mask of more bits than the field has, and a value of bits that the mask does not cover: switches ignore both.
    [Theory]
    [InlineData("80000d0400012fff", "80000d0400010fff")]
    [InlineData("80000d0400110001", "80000d0400010001")]
    [InlineData("8000550400f2ffff", "8000550400f20fff")]
    [InlineData("000145" + "04" + "f0f2" + "0fff", "000145" + "04" + "00f2" + "0fff")]
    [InlineData("000135" + "02" + "ff" + "01", "000135" + "02" + "01" + "01")]
    [InlineData("800039" + "08" + "fff00001" + "000fffff", "800039" + "08" + "00000001" + "000fffff")]
    [InlineData("ffff17" + "0c" + "00002320" + "f0000001" + "ff0fffff", "ffff17" + "0c" + "00002320" + "00000001" + "000fffff")]
    public void Bits_that_a_mask_or_a_field_does_not_have_are_kept_and_count_for_nothing(string tlv, string plain)
    {
        var frame = Frame(6, 14, FlowMod13 + Oxm(tlv));
        var mod = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(frame, out var xid));
        var same = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(Frame(6, 14, FlowMod13 + Oxm(plain)), out _));

        Assert.Equal(frame, OpenFlowCodec.Encode(mod, OpenFlowVersion.OpenFlow15, xid));
        Assert.Equal(same, mod);
        Assert.Equal(same.GetHashCode(), mod.GetHashCode());
        Assert.Equal(same.Match.ToString(), mod.Match.ToString());
    }

    [Fact]
    public void Tunnel_metadata_of_no_bytes_are_read()
    {
        var frame = Frame(4, 14, FlowMod13 + Oxm("00015000"));
        var mod = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(frame, out var xid));

        Assert.Equal(ByteString.Empty, mod.Match.Get(Nxm.TunMetadata(0)));
        Assert.Equal(frame, OpenFlowCodec.Encode(mod, OpenFlowVersion.OpenFlow13, xid));
    }

    [Fact]
    public void A_match_of_another_type_is_refused() => AssertRefused(OpenFlowError.BadMatchBadType, 4, 14, FlowMod13 + "0007000400000000");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(55)]
    [InlineData(57)]
    [InlineData(0xffff)]
    public void A_flow_of_a_bad_length_is_refused(ushort length)
    {
        // The smallest flow there is has 56 bytes in 1.3, 88 in 1.0.
        AssertRefused(null, 4, 19, $"0001000000000000{length:x4}" + new string('0', 92) + AnyMatch);
        AssertRefused(null, 1, 17, $"00010000{length + (length > 57 ? 0 : 32):x4}0000003820ff" + new string('0', 160));
    }

    [Theory]
    [InlineData(4, 19, "0004000000000000" + "00000001")]
    [InlineData(4, 19, "0003000000000000" + "00")]
    [InlineData(4, 19, "000d000000000000" + "0000000100000000")]
    [InlineData(4, 19, "0000000000000000")]
    [InlineData(1, 17, "00")]
    [InlineData(1, 16, "0001")]
    public void A_multipart_message_that_is_cut_is_refused(byte version, byte type, string body) => AssertRefused(OpenFlowError.BadRequestBadLen, version, type, body);

    [Theory]
    [InlineData(20)]
    [InlineData(5)]
    [InlineData(7)]
    public void Bytes_behind_a_message_that_has_none_are_refused(byte type) => AssertRefused(OpenFlowError.BadRequestBadLen, 4, type, "00");

    [Fact]
    public void Actions_that_reach_past_their_packet_out_are_refused()
    {
        AssertRefused(OpenFlowError.BadRequestBadLen, 4, 13, "ffffffff" + "00000001" + "0010000000000000" + "0012000800000000");
        AssertRefused(OpenFlowError.BadRequestBadLen, 1, 13, "ffffffff" + "0001" + "0009" + "0003000800000000");
    }

    [Fact]
    public void Masked_set_field_is_refused_before_1_5() =>
        AssertRefused(OpenFlowError.BadActionBadSetType, 4, 13, "ffffffff" + "00000001" + "0018000000000000" + "001900188000070c" + "010000000000" + "010000000000" + "00000000");

    [Fact]
    public void Set_field_with_more_than_padding_behind_it_is_refused() =>
        AssertRefused(OpenFlowError.BadActionBadLen, 4, 13, "ffffffff" + "00000001" + "0018000000000000" + "00190018" + "80000004" + "00000001" + "000000000000000000000000");

    private static void AssertRefused(OpenFlowError? error, byte version, byte type, string body)
    {
        var refusal = Frames.DecodeOrRefuse(Frame(version, type, body));

        Assert.True(refusal is not null, $"decoded: {body}");
        if (error is not null)
            Assert.Equal(error, refusal.Error);
    }

    private static string Oxm(string fields)
    {
        var length = 4 + fields.Length / 2;
        return $"0001{length:x4}{fields}{new string('0', 2 * (-length & 7))}";
    }

    private static byte[] Frame(byte version, byte type, string body) =>
        Convert.FromHexString($"{version:x2}{type:x2}{FrameHeader.Size + body.Length / 2:x4}00000001{body}");
}
