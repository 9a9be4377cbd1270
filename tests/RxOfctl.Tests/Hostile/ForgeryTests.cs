using System.Net.Sockets;
using System.Reactive.Linq;
using System.Text;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Tests.Hostile;

/// <summary>Peers that forge answers, message boundaries, datapath ids and log lines, while another switch is served.</summary>
public sealed class ForgeryTests : HostileTest
{
    private const OpenFlowVersion Version = OpenFlowVersion.OpenFlow13;

    [Fact]
    public Task Forged_answers_and_malformed_messages_do_not_affect_a_handshake() => ServeDuringAsync(Options, Answer, async controller =>
    {
        using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        var features = await GreetAsync(peer);
        await SendForgeriesAsync();
        await SendAsync(peer, new FeaturesReply { DatapathId = 2 }, features);
        var ports = await ReceiveAsync<PortDescRequest>(peer);
        await SendForgeriesAsync();
        await SendAsync(peer, new PortDescReply { Body = [Lab.PortOf(1), Lab.PortOf(2)] }, ports);

        Assert.Equal(2, (await PresenceOf(controller, 2)).Ports.Count);

        async Task SendForgeriesAsync()
        {
            const uint NeverSent = 0xdead;
            await SendAsync(peer, new ErrorMessage { Error = OpenFlowError.BadRequestBadType }, NeverSent);
            await SendAsync(peer, new PortDescReply(), NeverSent);
            await SendAsync(peer, new FeaturesReply { DatapathId = 3 }, NeverSent);
            // A packet-in of OpenFlow 1.0, an experimenter message of 12 bytes, and a packet-in of 1.3 whose match has a field that is too
            // short.
            await peer.SendAsync(OpenFlowCodec.Encode(new PacketIn { InPort = 1 }, OpenFlowVersion.OpenFlow10, 0), Limit);
            await SendHexAsync(peer, "04 04 000c 00000000 00000000");
            await SendHexAsync(peer, "04 0a 002a 00000000 ffffffff 0000 00 00 0000000000000000 0001 000b 8000 3803 000000 0000000000 0000");
        }
    });

    [Theory]
    // A packet-in of Nicira (NXT_PACKET_IN2) with a property that is longer than the message, and a message of another version.
    [InlineData("04 04 0018 00000000 00002320 0000001e 0000 ffff 00000000")]
    [InlineData("05 0a 0008 00000000")]
    public Task Nothing_is_read_after_message_boundaries_are_lost(string bytes) => ServeDuringAsync(Options, Answer, async controller =>
    {
        using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        var datapath = await JoinAsync(controller, peer, 2);
        var forged = OpenFlowCodec.Encode(new PortStatus { Desc = Lab.PortOf(99) }, Version, 0);
        await peer.SendAsync([.. ByteString.FromHex(bytes).Span, .. Enumerable.Repeat(forged, 100).SelectMany(each => each)], Limit);
        await Logs.WhenLogged(Limit, "Information", "the boundaries of its messages are lost");

        Assert.Empty(datapath.Ports.Keys);
    });

    [Fact]
    public Task A_datapath_id_is_taken_over_once_and_the_others_are_refused() => ServeDuringAsync(
        Options with { ReplaceInterval = TimeSpan.FromHours(1) },
        Answer,
        async controller =>
        {
            var replaced = 0;
            using var counting = controller.Datapaths.Connect().Subscribe(changes => Interlocked.Add(ref replaced, changes.Updates));
            using var first = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await JoinAsync(controller, first, 2);
            using var second = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await SendAsync(second, new FeaturesReply { DatapathId = 2 }, await GreetAsync(second));
            await SendAsync(second, new PortDescReply(), await ReceiveAsync<PortDescRequest>(second));
            await first.ReceiveAllAsync(Limit);
            for (var count = 0; count < 50; count++)
            {
                using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
                await SendAsync(peer, new FeaturesReply { DatapathId = 2 }, await GreetAsync(peer));
                Assert.Empty(await peer.ReceiveAllAsync(Limit));
            }

            Assert.Equal(1, Volatile.Read(ref replaced));
            await Logs.WhenLogged(Limit, "Warning", "is replaced by a connection from");
            await Logs.WhenLogged(Limit, "Warning", "does not replace datapath");
            Assert.InRange(Logs.Lines.Count(line => line.Contains("does not replace datapath", StringComparison.Ordinal)), 1, 20);
        });

    [Fact]
    public Task Text_of_a_peer_is_escaped_and_cut_in_the_log() => ServeDuringAsync(Options, Answer, async controller =>
    {
        using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        var text = "\u001b[2J\r\nError: a forged line\u0000" + new string('x', 60_000);
        await SendAsync(peer, new ErrorMessage { Error = OpenFlowError.HelloFailedIncompatible, Data = Encoding.Latin1.GetBytes(text) }, 1);
        var line = await Logs.WhenLogged(Limit, "it answered HELLO with");

        Assert.DoesNotContain(line, char.IsControl);
        Assert.InRange(line.Length, 1, 1000);
        Assert.Contains(@"\u001b[2J\u000d\u000aError", line, StringComparison.Ordinal);
    });

    [Fact]
    public Task Replies_that_are_missing_or_unsolicited_are_not_taken_for_others() => ServeDuringAsync(Options, Answer, async controller =>
    {
        using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        var datapath = await JoinAsync(controller, peer, 2);
        var unsolicited = datapath.Messages.OfMessage<Experimenter>().FirstAsync().Replay();
        using var connection = unsolicited.Connect();
        var answering = AnswerBarriersAsync();

        await datapath.SendMsg(new FlowMod());
        await Assert.ThrowsAsync<ReplyMissingException>(() => datapath.SendMsgAsync(new DescRequest()));
        Assert.Empty(await datapath.SendMsgAsync<DescReply>(new DescRequest(), replyMulti: true));
        Assert.Equal(7u, (await unsolicited).Message.ExperimenterId);
        peer.Socket.Shutdown(SocketShutdown.Send);
        await answering;

        async Task AnswerBarriersAsync()
        {
            // Many datapaths give small transaction ids to messages that answer nothing.
            for (var xid = 0u; xid < 100; xid++)
                await SendAsync(peer, new Experimenter { ExperimenterId = 7 }, xid);
            while (await peer.ReceiveAsync(Limit) is { } received)
            {
                if (received.Message is BarrierRequest)
                    await SendAsync(peer, new BarrierReply(), received.Xid);
            }
        }
    });

    [Fact]
    public Task A_datapath_that_is_known_to_have_disconnected_is_not_found() => ServeDuringAsync(Options, Answer, async controller =>
    {
        for (var count = 0; count < 20; count++)
        {
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            var datapath = await JoinAsync(controller, peer, 2);
            var asked = datapath.SendMsgAsync(new DescRequest());
            peer.Dispose();

            await Assert.ThrowsAsync<InvalidDatapathException>(() => asked);
            Assert.NotSame(datapath, controller.GetDatapath(2));
            Assert.False(controller.Datapaths.TryLookup(2, out var found) && found == datapath);
        }
    });

    private ValueTask SendAsync(Peer peer, OpenFlowMessage message, uint xid) =>
        peer.SendAsync(OpenFlowCodec.Encode(message, Version, xid), Limit);

    private ValueTask SendHexAsync(Peer peer, string bytes) => peer.SendAsync(ByteString.FromHex(bytes).Span.ToArray(), Limit);

    private async Task<uint> ReceiveAsync<TMessage>(Peer peer)
    {
        while (await peer.ReceiveAsync(Limit) is { } received)
        {
            if (received.Message is TMessage)
                return received.Xid;
        }

        throw new EndOfStreamException($"The controller closed the connection instead of sending {typeof(TMessage).Name}.");
    }

    // Negotiates OpenFlow 1.3.
    private async Task<uint> GreetAsync(Peer peer)
    {
        await SendAsync(peer, Hello.Of([Version]), 1);
        return await ReceiveAsync<FeaturesRequest>(peer);
    }

    private async Task<Datapath> JoinAsync(OpenFlowController controller, Peer peer, DatapathId id)
    {
        await SendAsync(peer, new FeaturesReply { DatapathId = id }, await GreetAsync(peer));
        await SendAsync(peer, new PortDescReply(), await ReceiveAsync<PortDescRequest>(peer));
        await ReceiveAsync<SetConfig>(peer);
        return await PresenceOf(controller, id);
    }
}
