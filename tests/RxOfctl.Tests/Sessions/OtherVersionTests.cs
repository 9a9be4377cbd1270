using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Sessions;

/// <summary>Messages of another version than was negotiated: with few exceptions they mean that bytes are read as messages that are
/// none.</summary>
public class OtherVersionTests
{
    private readonly Lab _lab = new();
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;

    public OtherVersionTests() => (_peer, _datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow14);

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public void An_echo_request_is_answered_in_its_version(OpenFlowVersion version)
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        peer.SendHex($"{(byte)version:x2} 02 000a 00000005 abcd");
        peer.SendHex($"{(byte)version:x2} 03 000a 00000006 abcd");
        lab.Settle();

        Assert.Equal(version, peer.Received[^1].Version);
        Assert.Equal(new byte[] { 0xab, 0xcd }, Assert.IsType<EchoReply>(peer.Received[^1].Message).Data.ToArray());
        Assert.True(datapath.IsConnected);
    }

    [Theory]
    [InlineData("00 0a 0008 00000005")]
    [InlineData("01 0a 0008 00000005")]
    [InlineData("40 05 0008 00000005")]
    [InlineData("05 0c 0008 00000005")]
    public void A_message_ends_the_connection(string bytes)
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        peer.SendHex(bytes);
        lab.Settle();

        var error = Assert.Single(peer.Received, each => each.Message is ErrorMessage);
        Assert.Equal(OpenFlowError.BadRequestBadVersion, ((ErrorMessage)error.Message).Error);
        Assert.Equal(ByteString.FromHex(bytes), ((ErrorMessage)error.Message).Data);
        Assert.Equal(5u, error.Xid);
        Assert.False(datapath.IsConnected);
        Assert.Empty(messages.Values);
        Assert.True(lab.Log.Has(LogLevel.Information, "the boundaries of its messages are lost"));
    }

    [Theory]
    [InlineData("01 02 0008 00000005")]
    [InlineData("05 03 0008 00000005")]
    [InlineData("07 02 0008 00000005")]
    [InlineData("07 03 0008 00000005")]
    [InlineData("06 00 0008 00000005")]
    public void An_echo_or_a_hello_does_not_end_the_connection(string bytes)
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        peer.SendHex(bytes);
        lab.Settle();

        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void An_error_with_an_arbitrary_transaction_id_is_discarded_while_a_request_is_in_flight()
    {
        var messages = _lab.Record(_datapath.Messages);
        _peer.Expect<BarrierRequest>();
        var asked = _lab.Record(_datapath.SendMsg<FlowMonitorReply>(new FlowMonitorRequest(), replyMulti: true));
        _lab.Settle();
        Send(OpenFlowVersion.OpenFlow10, new ErrorMessage { Error = OpenFlowError.BadRequestBadType }, 0xd555_0000);
        _peer.Send(new PortStatus { Desc = Lab.PortOf(1) });
        _peer.Send(new BarrierReply(), _peer.Received[^1].Xid);
        _lab.Settle();

        Assert.True(asked.IsCompleted);
        Assert.IsType<PortStatus>(Assert.Single(messages.Values).Message);
        Assert.True(_datapath.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Warning, "it sent a message of OpenFlow 1.0 where OpenFlow 1.4 is spoken"));
    }

    [Fact]
    public void An_error_ends_the_connection_while_no_request_is_in_flight()
    {
        Send(OpenFlowVersion.OpenFlow10, new ErrorMessage { Error = OpenFlowError.BadRequestBadType }, 0xd555_0000);
        _lab.Settle();

        Assert.False(_datapath.IsConnected);
    }

    private void Send(OpenFlowVersion version, OpenFlowMessage message, uint xid) => _peer.SendBytes(OpenFlowCodec.Encode(message, version, xid));
}
