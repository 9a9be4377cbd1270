using System.Text;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Errors;

/// <summary>How an error identifies the message at fault.</summary>
public class OffenderTests
{
    private static readonly FlowMod Mod = new() { TableId = 200 };
    private static readonly byte[] Frame = OpenFlowCodec.Encode(Mod, OpenFlow13, 0x1234);

    [Fact]
    public void A_message_that_came_back_whole_is_decoded()
    {
        var error = RoundTrip(new ErrorMessage { Error = OpenFlowError.FlowModFailedBadTableId, Data = Frame });

        Assert.True(error.TryGetOffenderHeader(out var header));
        Assert.Equal(new FrameHeader(OpenFlow13, 14, (ushort)Frame.Length, 0x1234), header);
        Assert.True(error.TryDecodeOffender(out var message));
        Assert.Equal(Mod, message);
    }

    [Fact]
    public void Of_a_message_that_was_cut_the_header_is_known()
    {
        var long64 = OpenFlowCodec.Encode(new EchoRequest { Data = new byte[100] }, OpenFlow13, 7)[..64];
        var error = RoundTrip(new ErrorMessage { Data = long64 });

        Assert.True(error.TryGetOffenderHeader(out var header));
        Assert.Equal((7u, (ushort)108), (header.Xid, header.Length));
        Assert.False(error.TryDecodeOffender(out _));
    }

    [Fact]
    public void Bytes_behind_the_message_are_ignored()
    {
        var error = new ErrorMessage { Data = new byte[64] };
        error = error with { Data = (byte[])[.. Frame, .. error.Data.Span[Frame.Length..]] };

        Assert.True(error.TryDecodeOffender(out var message));
        Assert.Equal(Mod, message);
    }

    [Fact]
    public void A_message_that_cannot_be_decoded_has_a_header()
    {
        // A flow-mod of the length of its header.
        var error = new ErrorMessage { Error = OpenFlowError.BadRequestBadLen, Data = ByteString.FromHex("040e000800000009") };

        Assert.True(error.TryGetOffenderHeader(out var header));
        Assert.Equal(9u, header.Xid);
        Assert.False(error.TryDecodeOffender(out var message));
        Assert.Null(message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("040e0038000000")] // seven bytes
    [InlineData("040e000700000001")] // a length that no message has
    public void What_is_no_header_is_none(string data)
    {
        var error = new ErrorMessage { Data = ByteString.FromHex(data) };

        Assert.False(error.TryGetOffenderHeader(out _));
        Assert.False(error.TryDecodeOffender(out _));
    }

    [Fact]
    public void The_text_of_a_failed_hello_is_no_message()
    {
        var error = new ErrorMessage { Error = OpenFlowError.HelloFailedIncompatible, Data = Encoding.ASCII.GetBytes("no version in common") };

        Assert.False(error.TryGetOffenderHeader(out _));
        Assert.False(error.TryDecodeOffender(out _));
    }

    private static ErrorMessage RoundTrip(ErrorMessage error) => (ErrorMessage)OpenFlowCodec.Decode(OpenFlowCodec.Encode(error, OpenFlow13, 1), out _);
}
