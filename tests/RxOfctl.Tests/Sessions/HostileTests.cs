using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Sessions;

/// <summary>
/// Malformed messages from a datapath that is present: they are refused and logged, the connection continues where it can, and other
/// datapaths are not affected. The tests of the codec prove that it refuses each malformed byte.
/// </summary>
public sealed class HostileTests
{
    private const byte PacketInType = 10;

    private readonly Lab _lab = new(new() { MaxMalformed = 100_000 });
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;
    private readonly Datapath _neighbor;
    private readonly Recording<Envelope<OpenFlowMessage>> _messages;

    public HostileTests()
    {
        (_peer, _datapath) = _lab.Present();
        _neighbor = _lab.Present(2).Datapath;
        _messages = _lab.Record(_datapath.Messages);
    }

    [Theory]
    // A flow-mod with an instruction, an action and a match field of length zero; and one whose instruction is past its end.
    [InlineData("04 0e 0040 00000063 0000000000000000 0000000000000000 00 00 0000 0000 0000 ffffffff ffffffff ffffffff 0000 0000 0001 0004 00000000 0001 0000 00000000")]
    [InlineData("04 0e 0048 00000063 0000000000000000 0000000000000000 00 00 0000 0000 0000 ffffffff ffffffff ffffffff 0000 0000 0001 0004 00000000 0004 0010 00000000 0000 0000 00000000")]
    [InlineData("04 0e 0038 00000063 0000000000000000 0000000000000000 00 00 0000 0000 0000 ffffffff ffffffff ffffffff 0000 0000 0001 0000 00000000")]
    [InlineData("04 0e 0040 00000063 0000000000000000 0000000000000000 00 00 0000 0000 0000 ffffffff ffffffff ffffffff 0000 0000 0001 0004 00000000 0001 0040 00000000")]
    // A bucket and the action of one, a property of a queue, an entry of flow-stats.
    [InlineData("04 0f 0020 00000063 0000 01 00 00000001 0000 0000 00000000 00000000 00000000")]
    [InlineData("04 0f 0028 00000063 0000 01 00 00000001 0018 0000 00000000 00000000 00000000 0000 0000 00000000")]
    [InlineData("04 17 0028 00000063 00000001 00000000 00000001 00000001 0018 0000 00000000 0000 0000 00000000")]
    [InlineData("04 13 0048 00000063 0001 0000 00000000 0000 00 00 00000000 00000000 0000 0000 0000 0000 00000000 0000000000000000 0000000000000000 0000000000000000 0001 0004 00000000")]
    public void A_length_of_zero_is_refused_and_the_next_message_is_read(string bytes)
    {
        _peer.SendHex(bytes);
        AssertRefusedAndAlive(1);
        Assert.Equal(0x63u, _peer.Received.Single(each => each.Message is ErrorMessage).Xid);
    }

    [Theory]
    // The instruction of an entry of flow-stats, a property of table features: the entry that contains it has a valid length.
    [InlineData("04 13 0050 00000063 0001 0000 00000000 0040 00 00 00000000 00000000 0000 0000 0000 0000 00000000 0000000000000000 0000000000000000 0000000000000000 0001 0004 00000000 0001 0000 00000000")]
    [InlineData("04 13 0058 00000063 000c 0000 00000000 0048 00 0000000000 0000000000000000000000000000000000000000000000000000000000000000 0000000000000000 0000000000000000 00000000 00000001 0000 0000 00000000")]
    public void A_length_of_zero_within_an_entry_of_a_reply_costs_that_entry_only(string bytes)
    {
        _peer.SendHex(bytes);
        _lab.Settle();

        // Without a request it is delivered as a message, with the entry that could not be decoded.
        var malformed = _messages.Values.Single().Message switch
        {
            FlowStatsReply flows => flows.Malformed,
            TableFeaturesReply tables => tables.Malformed,
            var other => throw new InvalidOperationException($"{other} came."),
        };
        Assert.Single(malformed);
        AssertRefusedAndAlive(0);
    }

    [Fact]
    public void Endless_new_ports_are_bounded()
    {
        var lab = new Lab(new() { MaxPortBytes = 100_000 });
        var (peer, datapath) = lab.Present();
        var (_, neighbor) = lab.Present(2);
        // The same ports again, and ports that are added and removed, do not add up.
        for (var count = 0u; count < 5000; count++)
        {
            peer.Send(new PortStatus { Reason = PortReason.Add, Desc = Lab.PortOf(1 + count % 500) });
            peer.Send(new PortStatus { Reason = PortReason.Add, Desc = Lab.PortOf(10_000 + count) });
            peer.Send(new PortStatus { Reason = PortReason.Delete, Desc = Lab.PortOf(10_000 + count) });
            if (count % 100 == 0)
                lab.Settle();
        }

        lab.Settle();
        Assert.Equal(500, datapath.Ports.Count);
        for (var count = 0u; count < 5000; count++)
            peer.Send(new PortStatus { Reason = PortReason.Add, Desc = Lab.PortOf(20_000 + count) });
        lab.Settle();

        Assert.False(datapath.IsConnected);
        Assert.True(neighbor.IsConnected);
        Assert.True(lab.Log.Has(LogLevel.Information, "it described ports in more than 100000 bytes"));
    }

    [Fact]
    public void The_ports_of_all_datapaths_together_are_bounded_and_those_of_disconnected_ones_do_not_count()
    {
        var lab = new Lab(new() { MaxPortBytesInAll = 10_000 });
        var ports = Enumerable.Range(1, 20).Select(number => Lab.PortOf((uint)number)).ToArray();
        for (var turn = 1ul; turn < 20; turn++)
        {
            lab.Present(turn, OpenFlowVersion.OpenFlow13, ports).Peer.Disconnect();
            lab.Settle();
        }

        // Each describes its ports in its handshake, in 1,280 bytes and a few more.
        var peers = Enumerable.Range(1, 9).Select(id => ScriptedSwitch.Connect(lab.Controller, (ulong)id, OpenFlowVersion.OpenFlow13, ports)).ToArray();
        lab.Settle();
        Assert.InRange(lab.Controller.GetDatapaths().Count, 6, 7);
        Assert.True(lab.Log.Has(LogLevel.Information, "all datapaths together described ports in more than 10000 bytes"));

        var first = lab.Controller.GetDatapaths()[0];
        for (var number = 100u; number < 200; number++)
            peers[first.Id.Value - 1].Send(new PortStatus { Reason = PortReason.Add, Desc = Lab.PortOf(number) });
        lab.Settle();
        Assert.False(first.IsConnected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void A_header_with_a_length_below_8_ends_the_connection(int length)
    {
        var request = _lab.Record(_datapath.SendMsg(new DescRequest()));
        _peer.SendHex($"04 0a {length:x4} 00000001");
        _lab.Settle();

        Assert.False(_datapath.IsConnected);
        Assert.IsType<InvalidDatapathException>(request.Error);
        Assert.True(_messages.IsCompleted);
        Assert.True(_lab.Log.Has(LogLevel.Information, $"a message of {length} bytes is shorter than its header"));
        AssertNeighborIsWell();
    }

    [Fact]
    public void The_rest_of_a_message_is_awaited_until_the_connection_times_out()
    {
        _peer.SendHex("04 0a ffff 00000001 0000");
        _peer.FallSilent();
        _lab.PassSeconds(29);
        Assert.True(_datapath.IsConnected);
        _lab.PassSeconds(2);

        Assert.False(_datapath.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, "it did not answer an echo request"));
        AssertNeighborIsWell();
    }

    [Fact]
    public void A_handshake_of_a_byte_a_second_times_out()
    {
        var peer = ScriptedSwitch.ConnectBare(_lab.Controller);
        foreach (var octet in ByteString.FromHex("04 00 0010 00000001 0001 0008 00000010").Span.ToArray())
        {
            peer.SendBytes([octet]);
            _lab.PassSeconds(1);
        }

        Assert.False(peer.IsConnected);
        Assert.True(_lab.Log.Has(LogLevel.Information, "did not complete its handshake within 00:00:10"));
    }

    [Fact]
    public void A_second_features_reply_is_delivered_and_changes_nothing()
    {
        _peer.Send(new FeaturesReply { DatapathId = 2, TableCount = 9 });
        _lab.Settle();

        Assert.IsType<FeaturesReply>(Assert.Single(_messages.Values).Message);
        Assert.Equal(new DatapathId(1), _datapath.Id);
        Assert.Same(_datapath, _lab.Controller.GetDatapath(1));
        Assert.Same(_neighbor, _lab.Controller.GetDatapath(2));
        AssertNeighborIsWell();
    }

    [Fact]
    public void An_unsolicited_port_description_is_delivered()
    {
        _peer.Send(new PortDescReply { Body = [Lab.PortOf(9)] });
        _lab.Settle();

        Assert.IsType<PortDescReply>(Assert.Single(_messages.Values).Message);
        Assert.Empty(_datapath.Ports.Items);
    }

    [Fact]
    public void An_error_of_an_unknown_type_that_quotes_half_a_message_is_delivered()
    {
        var (peer, datapath) = _lab.Present(10, OpenFlowVersion.OpenFlow10);
        var messages = _lab.Record(datapath.Messages);
        // Type 0x1234 with code 0x5678 about a flow-mod of 72 bytes, ten times.
        peer.SendHex("01 01 0016 00000063 1234 5678 01 0e 0048 00000063 ffff");
        peer.Expect<FlowMod>().Do(request => peer.SendHex($"01 01 0016 {request.Xid:x8} 1234 5678 01 0e 0048 {request.Xid:x8} ffff"));
        var asked = _lab.Record(datapath.SendMsg(new FlowMod()));
        _lab.Settle();

        var error = Assert.IsType<ErrorMessage>(Assert.Single(messages.Values).Message);
        Assert.Equal(OpenFlowError.Unknown(0x1234, 0x5678), error.Error);
        Assert.Equal(10, error.Data.Length);
        Assert.Equal(error.Error, Assert.Single(Assert.IsType<OpenFlowErrorException>(asked.Error).Errors).Error);
        Assert.Empty(peer.ReceivedOf<ErrorMessage>());
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void A_multipart_reply_with_a_cut_entry_fails_its_request_and_nothing_else()
    {
        _peer.Expect<PortStatsRequest>().Do(request => _peer.SendHex($"04 13 0018 {request.Xid:x8} 0004 0000 00000000 00000001 00000000"));
        var asked = _lab.Record(_datapath.SendMsg(new PortStatsRequest()));
        _lab.Settle();

        Assert.IsType<MalformedReplyException>(asked.Error);
        AssertRefusedAndAlive(1);
    }

    [Fact]
    public void Thousands_of_connections_without_HELLO_time_out_and_delay_no_other()
    {
        var peers = Enumerable.Range(0, 1000).Select(_ => ScriptedSwitch.ConnectBare(_lab.Controller)).ToArray();
        _lab.PassSeconds(5);
        var asked = _lab.Record(_neighbor.SendMsg(new BarrierRequest()));
        var (late, _) = _lab.Present(3);
        Assert.True(asked.IsCompleted);
        _lab.PassSeconds(5.1);

        Assert.All(peers, peer => Assert.False(peer.IsConnected));
        Assert.True(late.IsConnected);
        AssertNeighborIsWell();
    }

    /// <summary>A peer that sends well-formed messages in which bytes are changed at random, for 2,000 messages of each seed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Messages_with_changed_bytes_affect_nothing_else(int seed)
    {
        var random = new Random(seed);
        OpenFlowMessage[] originals =
        [
            new PacketIn { Match = [Oxm.InPort.Is(1)], Data = new byte[60] }, new FlowRemoved { Match = [Oxm.EthType.Is(0x800)] },
            new PortStatus { Desc = Lab.PortOf(7) }, new ErrorMessage { Error = OpenFlowError.BadRequestBadLen, Data = new byte[8] },
            new FlowStatsReply { Body = [new() { Match = [Oxm.InPort.Is(1)], Actions = [new OutputAction(2)] }] }, new EchoRequest { Data = new byte[4] },
            new FeaturesReply { DatapathId = 1 }, new BarrierReply(), new Hello(), new RoleReply(), new PortDescReply { Body = [Lab.PortOf(1)] },
        ];
        for (var count = 0; count < 2000; count++)
        {
            var frame = OpenFlowCodec.Encode(originals[random.Next(originals.Length)], OpenFlowVersion.OpenFlow13, (uint)random.Next(20));
            for (var change = random.Next(4); change > 0; change--)
            {
                // The version and the lengths of the message and of a packet-in's match are not changed, so that the next message is found:
                // a packet-in that ends early would close the connection.
                var index = random.Next(frame.Length);
                var octet = (byte)random.Next(256);
                if (index is not (0 or 2 or 3 or 26 or 27) && (index, octet) != (1, PacketInType))
                    frame[index] = octet;
            }

            _peer.SendBytes(frame);
            if (count % 50 == 0)
            {
                using var asked = _lab.Record(_datapath.SendMsg(new FlowStatsRequest(), TimeSpan.FromSeconds(1)));
                _lab.Settle();
            }
        }

        _lab.PassSeconds(5);
        Assert.True(_datapath.IsConnected);
        Assert.Equal(0, _datapath.PendingRequests);
        Assert.False(_messages.IsCompleted);
        AssertNeighborIsWell();
    }

    private void AssertRefusedAndAlive(int errors)
    {
        var before = _messages.Values.Count;
        _peer.Send(new PacketIn { Cookie = 9 });
        _lab.Settle();

        Assert.Equal(errors, _peer.ReceivedOf<ErrorMessage>().Count);
        Assert.Equal(9ul, Assert.IsType<PacketIn>(_messages.Values.Skip(before).Single().Message).Cookie);
        Assert.Equal(errors, _lab.Log.Entries.Count(entry => entry.Level == LogLevel.Warning
            && entry.Text.StartsWith("scripted switch 0000000000000001 sent a malformed message", StringComparison.Ordinal)));
        AssertNeighborIsWell();
    }

    private void AssertNeighborIsWell()
    {
        var asked = _lab.Record(_neighbor.SendMsg(new BarrierRequest()));
        _lab.Settle();
        Assert.True(asked.IsCompleted);
        Assert.Single(asked.Values);
        _lab.AssertNoErrors();
    }
}
