using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Malformed;

/// <summary>
/// Every kind of part that has a length of its own, at the end of a message: of length zero, which hangs a careless reader, shorter than its header,
/// longer than what is there, and not a multiple of eight where it must be.
/// </summary>
public class LengthTests
{
    /// <summary>Version, type, and what follows the header, LLLL for the length; the length that is right; whether it must be a multiple of eight.</summary>
    public static TheoryData<string, byte, byte, string, int, bool> Parts => new()
    {
        { "action of 1.0", 1, 13, "ffffffff 0001 0008 0003 LLLL 00000000", 8, true },
        { "action", 4, 13, "ffffffff 00000001 0008 000000000000 0012 LLLL 00000000", 8, true },
        { "instruction", 4, 14, $"{Zeros(40)} 0001 0004 00000000 0001 LLLL 02000000", 8, true },
        { "action of an instruction", 4, 14, $"{Zeros(40)} 0001 0004 00000000 0004 0010 00000000 0012 LLLL 00000000", 8, true },
        { "bucket", 4, 15, "0000 00 00 00000007 LLLL 0000 ffffffff ffffffff 00000000", 16, false },
        { "bucket of 1.5", 6, 15, "0000 00 00 00000007 0008 0000 ffffffff LLLL 0000 00000000", 8, false },
        { "action of a bucket", 4, 15, "0000 00 00 00000007 0018 0000 ffffffff ffffffff 00000000 0012 LLLL 00000000", 8, true },
        { "property of a bucket", 6, 15, "0000 00 00 00000007 0010 0000 ffffffff 0010 0000 00000000 0000 LLLL 0003 0000", 8, false },
        { "meter band", 4, 29, "0000 0001 00000005 0001 LLLL 000003e8 0000000a 00000000", 16, false },
        { "queue of 1.0", 1, 21, "0001 000000000000 00000002 LLLL 0000", 8, false },
        { "queue property of 1.0", 1, 21, "0001 000000000000 00000002 0018 0000 0001 LLLL 00000000 01f4 000000000000", 16, false },
        { "queue property of 1.3", 4, 23, "00000001 00000000 00000002 00000001 0020 000000000000 0002 LLLL 00000000 01f4 000000000000", 16, false },
        { "queue property of 1.4", 5, 19, "000f 0000 00000000 00000001 00000002 0018 000000000000 0001 LLLL 01f4 0000", 8, false },
        { "queue of 1.4", 5, 19, "000f 0000 00000000 00000001 00000002 LLLL 000000000000", 16, false },
        { "flow of 1.0", 1, 17, $"0001 0000 LLLL 0000 003820ff {Zeros(80)}", 88, false },
        { "action of a flow of 1.0", 1, 17, $"0001 0000 0060 0000 003820ff {Zeros(80)} 0000 LLLL 0002 0000", 8, true },
        { "flow", 4, 19, $"0001 0000 00000000 LLLL 0000 {Zeros(44)} 0001 0004 00000000", 56, false },
        { "instruction of a flow", 4, 19, $"0001 0000 00000000 0040 0000 {Zeros(44)} 0001 0004 00000000 0001 LLLL 02000000", 8, true },
        { "table features", 4, 19, $"000c 0000 00000000 LLLL 01 00 {Zeros(60)}", 64, false },
        { "property of table features", 4, 19, $"000c 0000 00000000 0048 01 00 {Zeros(60)} 0000 LLLL 0001 0004", 8, false },
        { "instruction of table features", 4, 19, $"000c 0000 00000000 0048 01 00 {Zeros(60)} 0000 0008 0001 LLLL", 4, false },
        { "group stats", 4, 19, $"0006 0000 00000000 LLLL 0000 {Zeros(36)}", 40, false },
        { "group desc", 4, 19, "0007 0000 00000000 LLLL 00 00 00000007", 8, false },
        { "meter stats", 4, 19, $"0009 0000 00000000 00000001 LLLL {Zeros(34)}", 40, false },
        { "meter config", 4, 19, "000a 0000 00000000 LLLL 0001 00000001", 8, false },
        { "port", 5, 19, $"000d 0000 00000000 00000001 LLLL 0000 {Zeros(32)}", 40, false },
        { "property of a port", 5, 19, $"000d 0000 00000000 00000001 0030 0000 {Zeros(32)} 0002 LLLL 00000000", 8, false },
        { "port stats", 5, 19, $"0004 0000 00000000 LLLL 0000 {Zeros(76)}", 80, false },
        { "queue stats", 5, 19, $"0005 0000 00000000 LLLL {Zeros(46)}", 48, false },
        { "table desc", 5, 19, "000e 0000 00000000 LLLL 01 00 00000004", 8, false },
        { "flow update", 5, 19, "0010 0000 00000000 LLLL 0005 00000000", 8, false },
        { "async property", 5, 28, "0000 LLLL 00000001", 8, false },
        { "role property", 5, 30, "00000002 00 000000 0000000000000000 ffff LLLL 00000001 00000002 00000000", 12, false },
        { "controller status", 6, 35, "LLLL 0001 00000001 00 00 000000000000", 16, false },
        { "flow stats of 1.5", 6, 19, "0011 0000 00000000 LLLL 0000 00 00 0000 0001 0004 00000000 0000 0004 00000000", 24, false },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_of_a_bad_length_is_refused_or_costs_the_entry_that_it_is_in(string part, byte version, byte type, string body, int right, bool isMultiple)
    {
        // The message is good otherwise.
        Assert.Null(Frames.DecodeOrRefuse(Frame(version, type, body, right)));
        foreach (var wrong in new[] { 0, 1, 2, 3, right + 8, 0xfff8, 0xffff })
            AssertRefused(wrong);
        foreach (var wrong in isMultiple ? new[] { 4, 7, right + 1 } : [])
            AssertRefused(wrong);

        void AssertRefused(int wrong)
        {
            var frame = Frame(version, type, body, wrong);
            Assert.True(
                Frames.DecodeOrRefuse(frame) is not null || Frames.MalformedEntries(OpenFlowCodec.Decode(frame, out _)) == 1,
                $"A {part} of length {wrong} was decoded.");
        }
    }

    [Fact]
    public void An_error_of_a_type_that_there_is_not_is_read_and_written_as_it_came()
    {
        foreach (var version in Properties.ProtocolTypes.AllVersions)
        {
            var frame = Convert.FromHexString($"{(byte)version:x2}01001000000007" + "00630005" + "010e0048");
            var error = Assert.IsType<ErrorMessage>(OpenFlowCodec.Decode(frame, out _));

            Assert.Equal(OpenFlowError.Unknown(0x63, 5), error.Error);
            Assert.False(error.TryGetOffenderHeader(out _));
            Assert.Equal(frame, OpenFlowCodec.Encode(error, version, 7));
        }
    }

    private static byte[] Frame(byte version, byte type, string body, int length)
    {
        var bytes = CommentedBytes.Parse(body.Replace("LLLL", $"{length:x4}", StringComparison.Ordinal));
        var total = FrameHeader.Size + bytes.Length;
        return [version, type, (byte)(total >> 8), (byte)total, 0, 0, 0, 1, .. bytes];
    }

    private static string Zeros(int count) => new('0', 2 * count);
}
