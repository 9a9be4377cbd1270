using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Sessions;

/// <summary>Messages of another version than was negotiated: bytes that are read where no message begins, with few exceptions.</summary>
public class OtherVersionTests
{
    private readonly Lab _lab = new();
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;

    public OtherVersionTests() => (_peer, _datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow14);

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public void A_message_ends_the_connection_before_the_next_is_read(OpenFlowVersion version)
    {
        var messages = _lab.Record(_datapath.Messages);
        Send(version, new PacketIn { InPort = 1, Data = new byte[64] }, 0);
        _peer.Send(new PortStatus { Desc = Lab.PortOf(1) });
        _lab.Settle();

        Assert.False(_datapath.IsConnected);
        Assert.Empty(messages.Values);
        Assert.True(_lab.Log.Has(LogLevel.Information, "the boundaries of its messages are lost"));
    }

    [Fact]
    public void An_echo_request_is_answered_in_its_version()
    {
        Send(OpenFlowVersion.OpenFlow10, new EchoRequest(), 7);
        _lab.Settle();

        Assert.Contains(_peer.Received, each => each.Message is EchoReply && each.Xid == 7);
        Assert.True(_datapath.IsConnected);
    }

    [Fact]
    public void An_error_answers_the_request_that_has_its_transaction_id()
    {
        _peer.Expect<BarrierRequest>();
        var asked = _lab.Record(_datapath.SendMsg(new FlowMod()));
        _lab.Settle();
        Send(OpenFlowVersion.OpenFlow10, new ErrorMessage { Error = OpenFlowError.FlowModFailedTableFull }, _peer.Received[^2].Xid);
        _peer.Send(new BarrierReply(), _peer.Received[^1].Xid);
        _lab.Settle();

        Assert.Equal(OpenFlowError.FlowModFailedTableFull, Assert.Single(Assert.IsType<OpenFlowErrorException>(asked.Error).Errors).Error);
        Assert.True(_datapath.IsConnected);
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
