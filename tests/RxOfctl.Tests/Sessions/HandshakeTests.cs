using System.Text;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Sessions;

public class HandshakeTests
{
    private const string Hello13 = "04 00 0008 00000001";

    private readonly Lab _lab = new(new() { FirstXid = 1, Versions = [OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13] });

    public static TheoryData<OpenFlowVersion> AllVersions => [.. Enum.GetValues<OpenFlowVersion>()];

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void A_datapath_is_present_at_the_end_of_its_handshake_with_its_features_and_ports(OpenFlowVersion version)
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present(0x2a, version, Lab.PortOf(1), Lab.PortOf(2));

        Assert.Equal(new DatapathId(0x2a), datapath.Id);
        Assert.Equal(version, datapath.Version);
        Assert.True(datapath.IsConnected);
        Assert.Equal(0, datapath.PendingRequests);
        Assert.Equal([1u, 2u], datapath.Ports.Keys.Select(port => port.Value).Order());
        Assert.Equal("scripted switch 000000000000002a", datapath.RemoteEndPoint);
        Assert.True(peer.IsConnected);
        Assert.Equal(version >= OpenFlowVersion.OpenFlow13 ? 1 : 0, peer.ReceivedOf<PortDescRequest>().Count);
        lab.AssertNoErrors();
    }

    [Fact]
    public void All_versions_are_offered_by_default()
    {
        var lab = new Lab();
        var peer = ScriptedSwitch.ConnectBare(lab.Controller);
        lab.Settle();

        var hello = Assert.Single(peer.Received);
        Assert.Equal(OpenFlowVersion.OpenFlow15, hello.Version);
        Assert.Equal(Enum.GetValues<OpenFlowVersion>(), ((Hello)hello.Message).Versions);
    }

    [Fact]
    public void A_1_3_handshake_sends_hello_features_and_port_requests_and_set_config()
    {
        var (peer, _) = _lab.Present();

        Assert.Equal(
            ["Hello", "FeaturesRequest", "PortDescRequest", "SetConfig"],
            peer.Received.Select(received => received.Message.GetType().Name));
        Assert.All(peer.Received, received => Assert.Equal(OpenFlowVersion.OpenFlow13, received.Version));
        Assert.Equal(60_000, peer.ReceivedOf<SetConfig>()[0].MissSendLen);
        Assert.Equal(4, peer.Received.Select(received => received.Xid).Distinct().Count());
    }

    [Fact]
    public void A_1_0_handshake_does_not_request_port_descriptions()
    {
        var (peer, _) = _lab.Present(1, OpenFlowVersion.OpenFlow10);

        Assert.Equal(["Hello", "FeaturesRequest", "SetConfig"], peer.Received.Select(received => received.Message.GetType().Name));
        Assert.All(peer.Received.Skip(1), received => Assert.Equal(OpenFlowVersion.OpenFlow10, received.Version));
    }

    [Fact]
    public void Hello_has_the_bitmap_of_offered_versions_and_the_highest_in_its_header()
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        _lab.Settle();

        var hello = Assert.Single(peer.Received);
        Assert.Equal(OpenFlowVersion.OpenFlow13, hello.Version);
        Assert.Equal([OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13], ((Hello)hello.Message).Versions);
    }

    [Fact]
    public void Miss_send_len_is_not_set_if_the_option_is_null()
    {
        var lab = new Lab(new() { MissSendLen = null });

        var (peer, _) = lab.Present();

        Assert.Empty(peer.ReceivedOf<SetConfig>());
    }

    [Theory]
    [InlineData("04 00 0008 00000001", OpenFlowVersion.OpenFlow13)]
    [InlineData("01 00 0008 00000001", OpenFlowVersion.OpenFlow10)]
    [InlineData("07 00 0008 00000001", OpenFlowVersion.OpenFlow13)]
    [InlineData("40 00 0008 00000001", OpenFlowVersion.OpenFlow13)]
    // A bitmap takes precedence over the header.
    [InlineData("05 00 0010 00000001 0001 0008 00000002", OpenFlowVersion.OpenFlow10)]
    [InlineData("05 00 0010 00000001 0001 0008 00000032", OpenFlowVersion.OpenFlow13)]
    [InlineData("01 00 0010 00000001 0001 0008 00000010", OpenFlowVersion.OpenFlow10)]
    // An element of an unknown type is skipped.
    [InlineData("04 00 0018 00000001 0009 0008 ffffffff 0001 0008 00000012", OpenFlowVersion.OpenFlow13)]
    // A second word of the bitmap.
    [InlineData("40 00 0018 00000001 0001 000c 00000012 00000001 00000000", OpenFlowVersion.OpenFlow13)]
    public void The_version_is_the_highest_in_common(string hello, OpenFlowVersion version)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(hello);
        _lab.Settle();

        Assert.True(peer.IsConnected);
        var request = peer.Received[^1];
        Assert.IsType<FeaturesRequest>(request.Message);
        Assert.Equal(version, request.Version);
    }

    [Theory]
    [InlineData("02 00 0008 00000001")]
    [InlineData("03 00 0008 00000001")]
    [InlineData("06 00 0010 00000001 0001 0008 00000060")]
    public void No_common_version_is_answered_with_hello_failed_and_the_reason(string hello)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(hello);
        _lab.Settle();

        var answer = peer.Received[^1];
        var error = Assert.IsType<ErrorMessage>(answer.Message);
        Assert.Equal(OpenFlowError.HelloFailedIncompatible, error.Error);
        Assert.Equal(hello[..2], ((byte)answer.Version).ToString("x2", null));
        Assert.Equal(1u, answer.Xid);
        Assert.Contains("OpenFlow 1.0, OpenFlow 1.3", Encoding.ASCII.GetString(error.Data.Span), StringComparison.Ordinal);
        Assert.False(peer.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, "No version in common"));
    }

    [Theory]
    [InlineData("00 00 0008 00000001")]
    // Not HELLO: features reply, packet-in, echo request.
    [InlineData("04 06 0020 00000001 0000000000000001 00000000 01000000 00000000 00000000")]
    [InlineData("04 0a 0008 00000001")]
    [InlineData("04 02 0008 00000001")]
    [InlineData("07 02 0008 00000001")]
    // "GET / HT", whose length of 0x5420 bytes must arrive before it can be refused.
    [InlineData("47 45 0008 2f204854")]
    public void A_first_message_other_than_a_valid_hello_is_answered_with_hello_failed(string bytes)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(bytes);
        _lab.Settle();

        Assert.Equal(OpenFlowError.HelloFailedIncompatible, Assert.Single(peer.ReceivedOf<ErrorMessage>()).Error);
        Assert.False(peer.IsConnected);
        Assert.Empty(_lab.Controller.GetDatapaths());
        _lab.AssertNoErrors();
    }

    [Theory]
    // An element of length zero, with which os-ken loops for ever; elements of 1 to 3 bytes, and one past the end. Open vSwitch ignores
    // them too.
    [InlineData("04000010000000130001000000000010")]
    [InlineData("04000010000000130001000100000010")]
    [InlineData("04000010000000130001000300000010")]
    [InlineData("04000010000000130001000900000010")]
    [InlineData("0400000a00000013 0001")]
    public void A_hello_with_malformed_elements_is_negotiated_by_its_header(string bytes)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(bytes);
        _lab.Settle();

        Assert.Empty(peer.ReceivedOf<ErrorMessage>());
        Assert.True(peer.IsConnected);
        var request = peer.Received.Single(each => each.Message is FeaturesRequest);
        Assert.Equal(OpenFlowVersion.OpenFlow13, request.Version);
        _lab.AssertNoErrors();
    }

    [Theory]
    [InlineData("04 01 000c 00000001 0000 0000")]
    [InlineData("04 01 0008 00000001")]
    [InlineData("40 01 000c 00000001 0000 0000")]
    public void An_error_instead_of_hello_is_never_answered_with_an_error(string bytes)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(bytes);
        _lab.Settle();

        Assert.Empty(peer.ReceivedOf<ErrorMessage>());
        Assert.False(peer.IsConnected);
    }

    [Fact]
    public void The_log_says_what_a_datapath_answered_to_hello()
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.Send(new ErrorMessage { Error = OpenFlowError.HelloFailedIncompatible, Data = "no way"u8.ToArray() });
        _lab.Settle();

        Assert.True(_lab.Log.Has(LogLevel.Information, "OFPHFC_INCOMPATIBLE: no way"));
    }

    [Theory]
    [InlineData("16 03 01 00f4 01 0000f0 0303")]
    [InlineData("16 03 03 0200 01 0001fc 0303")]
    public void A_client_hello_of_TLS_is_named_in_the_log(string start)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(start);
        _lab.Settle();

        Assert.False(peer.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, "the peer speaks TLS, but this end point is plain TCP"));
        _lab.AssertNoErrors();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void A_header_with_a_length_below_8_ends_the_connection(int length)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex($"04 00 {length:x4} 00000001");
        _lab.Settle();

        Assert.False(peer.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, $"a message of {length} bytes is shorter than its header"));
        _lab.AssertNoErrors();
    }

    [Theory]
    [InlineData("")]
    [InlineData("aabb")]
    [InlineData("04 00 0100 00000001")]
    [InlineData("ff ff ffff ffffffff")]
    public void Silence_or_an_incomplete_message_ends_the_connection_at_the_time_limit(string bytes)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(bytes);

        _lab.PassSeconds(9.9);
        Assert.True(peer.IsConnected);
        _lab.PassSeconds(0.2);

        Assert.False(peer.IsConnected);
        Assert.Equal(TimeSpan.FromSeconds(10).Ticks, peer.DisconnectedAt!.Value.Ticks, 100.0);
        Assert.True(_lab.Log.Has(LogLevel.Information, "did not complete its handshake within 00:00:10: it did not send HELLO"));
    }

    [Theory]
    [InlineData("aabb")]
    [InlineData("04 00 0100 00000001 00")]
    public void An_incomplete_message_before_the_end_is_ignored(string bytes)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(bytes);
        peer.Disconnect();
        _lab.Settle();

        Assert.True(peer.Completion.IsCompletedSuccessfully);
        _lab.AssertNoErrors();
    }

    [Fact]
    public void A_handshake_received_byte_by_byte_succeeds()
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        foreach (var octet in (byte[])[.. ByteString.FromHex(Hello13).Span, .. Encoded(new FeaturesReply { DatapathId = 5 }, 2), .. Encoded(new PortDescReply { Body = [Lab.PortOf(3)] }, 3)])
        {
            peer.SendBytes([octet]);
            _lab.PassSeconds(0.05);
        }

        Assert.Equal(new PortNumber(3), Assert.Single(_lab.Controller.GetDatapath(5)!.Ports.Keys));
    }

    [Fact]
    public void A_handshake_without_features_ends_at_the_time_limit()
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(Hello13);
        _lab.PassSeconds(10.1);

        Assert.False(peer.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, "within 00:00:10: it did not answer FEATURES_REQUEST"));
    }

    [Fact]
    public void A_handshake_without_port_descriptions_ends_at_the_time_limit()
    {
        var peer = ScriptedSwitch.Connect(_lab.Controller, 1);
        peer.Expect<PortDescRequest>();
        _lab.PassSeconds(10.1);

        Assert.False(peer.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, "within 00:00:10: it did not describe its ports (OFPMP_PORT_DESC)"));
    }

    [Fact]
    public void Without_a_limit_the_handshake_never_times_out()
    {
        var lab = new Lab(new() { HandshakeTimeout = Timeout.InfiniteTimeSpan });
        var peer = ScriptedSwitch.Connect(lab.Controller, 1);
        peer.Expect<FeaturesRequest>().After(TimeSpan.FromDays(2)).Reply(new FeaturesReply { DatapathId = 1 });
        lab.Pass(TimeSpan.FromDays(3));

        Assert.NotNull(lab.Controller.GetDatapath(1));
    }

    [Fact]
    public void A_datapath_may_be_present_without_its_ports()
    {
        var lab = new Lab(new() { RequirePorts = false });
        var (peer, datapath) = lab.Present(1, OpenFlowVersion.OpenFlow13, Lab.PortOf(1));
        peer.Send(new PortStatus { Desc = Lab.PortOf(2) });
        lab.Settle();

        Assert.Empty(peer.ReceivedOf<PortDescRequest>());
        Assert.Equal(new PortNumber(2), Assert.Single(datapath.Ports.Keys));
        Assert.Equal(new PortNumber(3), Assert.Single(lab.Present(2, OpenFlowVersion.OpenFlow10, Lab.PortOf(3)).Datapath.Ports.Keys));
    }

    [Fact]
    public void HELLO_can_be_held_until_that_of_the_peer_arrives()
    {
        var lab = new Lab(new() { WaitForHello = true });
        var peer = ScriptedSwitch.ConnectBare(lab.Controller, OpenFlowVersion.OpenFlow10);
        lab.PassSeconds(5);
        Assert.Empty(peer.Received);
        peer.SendHex("01 00 0008 00000001");
        lab.Settle();

        Assert.Equal(["Hello", "FeaturesRequest"], peer.Received.Select(each => each.Message.GetType().Name));
    }

    [Fact]
    public void A_held_HELLO_is_not_sent_to_a_refused_peer()
    {
        var lab = new Lab(new() { WaitForHello = true, Versions = [OpenFlowVersion.OpenFlow13] });
        var peer = ScriptedSwitch.ConnectBare(lab.Controller, OpenFlowVersion.OpenFlow10);
        peer.SendHex("01 00 0008 00000001");
        lab.Settle();

        Assert.IsType<ErrorMessage>(Assert.Single(peer.Received).Message);
        Assert.False(peer.IsConnected);
    }

    [Theory]
    // Errors, features and ports whose transaction id was never sent; and an error without one that quotes a message that was never sent.
    [InlineData("04 01 000c 12345678 0001 0001")]
    [InlineData("04 01 0014 00000000 0001 0001 04 05 0008 12345678")]
    [InlineData("04 06 0020 12345678 0000000000000009 00000000 01000000 00000000 00000000")]
    [InlineData("04 13 0010 12345678 000d 0000 00000000")]
    // Malformed messages: a packet-in whose flow label has three bytes, one of another version, an experimenter that is too short, junk.
    [InlineData("04 0a 002a 00000000 ffffffff 0000 00 00 0000000000000000 0001 000b 80003803 000001 0000000000 0000")]
    [InlineData("01 0a 0014 00000000 ffffffff 0002 0001 00 00 0000")]
    [InlineData("04 04 000c 00000000 00002320")]
    [InlineData("04 ff 0008 12345678")]
    public void Only_answers_to_its_requests_affect_a_handshake(string bytes)
    {
        var peer = ScriptedSwitch.Connect(_lab.Controller, 1, OpenFlowVersion.OpenFlow13, Lab.PortOf(1), Lab.PortOf(2));
        peer.Expect<FeaturesRequest>()
            .SendBytes(ByteString.FromHex(bytes))
            .Reply(new FeaturesReply { DatapathId = 1 });
        peer.Expect<PortDescRequest>()
            .SendBytes(ByteString.FromHex(bytes))
            .ReplyInParts(new PortDescReply { Body = [Lab.PortOf(1)] }, new PortDescReply { Body = [Lab.PortOf(2)] });
        _lab.Settle();

        Assert.Equal(2, _lab.Controller.GetDatapath(1)?.Ports.Count);
        Assert.Null(_lab.Controller.GetDatapath(9));
    }

    [Theory]
    [InlineData("04 06 000c 00000002 00000000")]
    [InlineData("04 06 0009 00000002 00")]
    public void Malformed_features_are_answered_with_an_error_and_end_the_connection(string bytes)
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        peer.SendHex(Hello13);
        peer.SendHex(bytes);
        _lab.Settle();

        Assert.Equal(OpenFlowError.BadRequestBadLen, Assert.Single(peer.ReceivedOf<ErrorMessage>()).Error);
        Assert.False(peer.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, "its handshake is malformed"));
    }

    [Fact]
    public void Features_refused_with_an_error_end_the_connection()
    {
        var peer = ScriptedSwitch.Connect(_lab.Controller, 1);
        peer.Expect<FeaturesRequest>().Error(OpenFlowError.BadRequestEperm);
        _lab.Settle();

        Assert.False(peer.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, "it answered FEATURES_REQUEST with OFPBRC_EPERM"));
    }

    [Fact]
    public void Port_descriptions_in_parts_are_joined()
    {
        var peer = ScriptedSwitch.Connect(_lab.Controller, 1);
        peer.Expect<PortDescRequest>().ReplyInParts(
            new PortDescReply { Body = [Lab.PortOf(1)] },
            new PortDescReply { Body = [Lab.PortOf(2), Lab.PortOf(3)] },
            new PortDescReply());
        _lab.Settle();

        Assert.Equal([1u, 2u, 3u], _lab.Controller.GetDatapath(1)!.Ports.Keys.Select(port => port.Value).Order());
    }

    [Fact]
    public void A_datapath_is_not_present_before_the_last_part_of_its_ports()
    {
        var peer = ScriptedSwitch.Connect(_lab.Controller, 1);
        peer.Expect<PortDescRequest>()
            .Reply(new PortDescReply { Flags = MultipartFlags.More })
            .After(TimeSpan.FromSeconds(5))
            .Reply(new PortDescReply());

        _lab.PassSeconds(4);
        Assert.Empty(_lab.Controller.GetDatapaths());
        _lab.PassSeconds(2);

        Assert.Single(_lab.Controller.GetDatapaths());
    }

    [Fact]
    public void Endless_port_descriptions_are_bounded()
    {
        var lab = new Lab(new() { MaxHandshakeBytes = 1000 });
        var peer = ScriptedSwitch.Connect(lab.Controller, 1);
        var part = new PortDescReply { Body = [Lab.PortOf(1)], Flags = MultipartFlags.More };
        peer.Expect<PortDescRequest>().Reply([.. Enumerable.Repeat(part, 100)]);
        lab.Settle();

        Assert.False(peer.IsConnected);
        Assert.True(lab.Log.Has(LogLevel.Information, "1000 bytes"));
    }

    [Fact]
    public void Endless_port_status_before_the_ports_is_bounded()
    {
        var lab = new Lab(new() { MaxHandshakeBytes = 10_000 });
        var peer = ScriptedSwitch.Connect(lab.Controller, 1);
        peer.Expect<PortDescRequest>();
        lab.Settle();
        for (var number = 1u; number < 1000 && peer.IsConnected; number++)
        {
            peer.Send(new PortStatus { Desc = Lab.PortOf(number) });
            lab.Settle();
        }

        Assert.False(peer.IsConnected);
        Assert.True(lab.Log.Has(LogLevel.Information, "it sent more than 10000 bytes before the end of its handshake"));
    }

    [Fact]
    public void All_handshakes_together_are_bounded_and_those_that_ended_do_not_count()
    {
        var lab = new Lab(new() { MaxHandshakeBytesInAll = 10_000 });
        for (var turn = 0ul; turn < 100; turn++)
        {
            var (peer, _) = lab.Present(turn, OpenFlowVersion.OpenFlow13, Lab.PortOf(1), Lab.PortOf(2));
            if (turn % 2 == 0)
                peer.Disconnect();
            lab.Settle();
        }

        var peers = Enumerable.Range(0, 100).Select(_ => ScriptedSwitch.ConnectBare(lab.Controller)).ToArray();
        foreach (var peer in peers)
        {
            peer.Send(Hello.Of([OpenFlowVersion.OpenFlow13]));
            peer.Send(new PortStatus { Desc = Lab.PortOf(1) });
            peer.Send(new PortStatus { Desc = Lab.PortOf(2) });
        }

        lab.Settle();
        Assert.InRange(peers.Count(peer => peer.IsConnected), 10_000 / 200, 10_000 / 170);
        Assert.True(lab.Log.Has(LogLevel.Information, "all connections together sent more than 10000 bytes before the end of their handshakes"));
        foreach (var peer in peers)
            peer.Disconnect();
        lab.Settle();
        lab.Present(1000, OpenFlowVersion.OpenFlow13, Lab.PortOf(1));
    }

    [Fact]
    public void A_datapath_that_refuses_to_describe_its_ports_has_none()
    {
        var peer = ScriptedSwitch.Connect(_lab.Controller, 1);
        peer.Expect<PortDescRequest>().Error(OpenFlowError.BadRequestBadMultipart);
        _lab.Settle();

        Assert.Empty(_lab.Controller.GetDatapath(1)!.Ports.Items);
        Assert.True(_lab.Log.Has(LogLevel.Warning, "OFPBRC_BAD_MULTIPART"));
    }

    [Fact]
    public void Malformed_port_descriptions_end_the_connection()
    {
        var peer = ScriptedSwitch.Connect(_lab.Controller, 1);
        peer.Expect<PortDescRequest>().SendBytes(ByteString.FromHex("04 13 0014 00000003 000d 0000 00000000 00000001"));
        _lab.Settle();

        Assert.False(peer.IsConnected);
        Assert.Empty(_lab.Controller.GetDatapaths());
    }

    [Fact]
    public void An_auxiliary_connection_is_refused_and_the_main_one_stays()
    {
        var (main, _) = _lab.Present(7);
        var auxiliary = ScriptedSwitch.Connect(_lab.Controller, 7);
        auxiliary.Expect<FeaturesRequest>().Reply(new FeaturesReply { DatapathId = 7, AuxiliaryId = 1 });
        _lab.Settle();

        Assert.False(auxiliary.IsConnected);
        Assert.True(main.IsConnected);
        Assert.True(_lab.Controller.GetDatapath(7)!.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, "auxiliary connection 1"));
    }

    [Theory]
    [InlineData("04 00 0008 00000001")]
    [InlineData("01 00 0008 00000001")]
    [InlineData("06 00 0010 00000001 0001 0008 00000060")]
    public void A_second_hello_is_ignored(string hello)
    {
        var (peer, datapath) = _lab.Present();
        var messages = _lab.Record(datapath.Messages);
        var before = peer.Received.Count;
        peer.SendHex(hello);
        _lab.Settle();

        Assert.True(peer.IsConnected);
        Assert.Equal(before, peer.Received.Count);
        Assert.Empty(messages.Values);
        Assert.Equal(OpenFlowVersion.OpenFlow13, datapath.Version);
    }

    [Fact]
    public void Messages_received_during_the_handshake_are_delivered_after_it()
    {
        var seen = _lab.Record(_lab.Controller.Messages);
        var peer = ScriptedSwitch.Connect(_lab.Controller, 1);
        peer.Expect<PortDescRequest>().Send(new PacketIn { Data = new byte[] { 1 } }).Reply(new PortDescReply());
        _lab.Settle();

        Assert.IsType<PacketIn>(Assert.Single(seen.Values).Message);
    }

    [Fact]
    public void More_messages_than_the_queue_holds_do_not_stop_a_handshake()
    {
        var lab = new Lab(new() { QueueCapacity = 2 });
        var seen = lab.Record(lab.Controller.Messages);
        var peer = ScriptedSwitch.Connect(lab.Controller, 1);
        peer.Expect<PortDescRequest>()
            .Send(new PacketIn { Cookie = 1 })
            .Send(new PacketIn { Cookie = 2 })
            .Send(new PacketIn { Cookie = 3 })
            .Send(new PacketIn { Cookie = 4 })
            .Reply(new PortDescReply());
        lab.Settle();

        Assert.Equal([3ul, 4ul], seen.Values.Select(each => ((PacketIn)each.Message).Cookie));
        Assert.Equal(2, lab.Controller.GetDatapath(1)!.DroppedPacketIns);
    }

    private static byte[] Encoded(OpenFlowMessage message, uint xid) => OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow13, xid);
}
