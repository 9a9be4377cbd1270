using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RxOfctl.Capture.Tcp;

namespace RxOfctl.Capture.Tests;

public class TcpReassemblerTests
{
    private static readonly IPEndPoint ClientEndPoint = IPEndPoint.Parse("192.0.2.1:40000");
    private static readonly IPEndPoint ServerEndPoint = IPEndPoint.Parse("192.0.2.2:6653");

    public static TheoryData<string, string> Ends => new()
    {
        { "192.0.2.1:40000", "192.0.2.2:6653" },
        { "[2001:db8::1]:40000", "[2001:db8::2]:6653" },
        { "192.0.2.1:40000", "[2001:db8::2]:6653" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Gives_the_bytes_of_both_ends(string client, string server)
    {
        var (from, to) = (IPEndPoint.Parse(client), IPEndPoint.Parse(server));
        var large = new byte[40_000];
        new Random(1).NextBytes(large);
        var packets = Record(from, to, connection =>
        {
            connection.Open(At(0), "a comment");
            connection.Send(At(1), fromClient: true, [1, 2, 3]);
            connection.Send(At(2), fromClient: false, large);
            connection.Close(At(3), fromClient: true);
        });

        var events = Reassemble(packets);
        Assert.Equal([TcpEventKind.Opened, TcpEventKind.Data, TcpEventKind.Data, TcpEventKind.Data, TcpEventKind.Data, TcpEventKind.Closed], events.Select(each => each.Kind));
        var connection = events[0].Connection;
        Assert.Equal((from.Port, to.Port, true), (connection.Client.Port, connection.Server.Port, connection.HasHandshake));
        Assert.Equal([1, 2, 3], Bytes(events, fromClient: true));
        Assert.Equal(large, Bytes(events, fromClient: false));
        Assert.Equal([At(0), At(1), At(2), At(2), At(2), At(3)], events.Select(each => each.Timestamp));
    }

    [Property]
    public Property Survives_reordering_and_retransmission(int seed) => Prop.ForAll(Gen.Choose(1, 30).ToArbitrary(), count =>
    {
        var random = new Random(seed);
        var sent = new byte[count * 7];
        random.NextBytes(sent);
        var packets = Record(ClientEndPoint, ServerEndPoint, connection =>
        {
            connection.Open(At(0));
            for (var i = 0; i < sent.Length; i += 7)
                connection.Send(At(1), fromClient: true, sent.AsSpan(i, 7));
        });

        // The handshake first; then every segment, some of them twice, in any order.
        var segments = packets.Skip(3).ToList();
        var arriving = segments.Concat(segments.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(arriving);
        var events = Reassemble([.. packets.Take(3), .. arriving]);
        Assert.Equal(sent, Bytes(events, fromClient: true));
        Assert.DoesNotContain(events, each => each.Kind == TcpEventKind.Gap);
    });

    [Fact]
    public void Reports_a_gap_once_its_receiver_acknowledged_it()
    {
        var packets = Record(ClientEndPoint, ServerEndPoint, connection =>
        {
            connection.Open(At(0));
            connection.Send(At(1), fromClient: true, [1, 2, 3]);
            connection.Send(At(2), fromClient: true, [4, 5]);
            connection.Send(At(3), fromClient: false, [9]);
        });
        packets.RemoveAt(3);

        var events = Reassemble(packets);
        Assert.Equal(
            [(TcpEventKind.Opened, 0, 0), (TcpEventKind.Gap, 3, 3), (TcpEventKind.Data, 0, 3), (TcpEventKind.Data, 0, 3), (TcpEventKind.Closed, 0, 3)],
            events.Select(each => (each.Kind, (int)each.MissingBytes, each.Timestamp.Second)));
        Assert.Equal([4, 5], Bytes(events, fromClient: true));
    }

    [Fact]
    public void Reports_a_gap_when_too_much_is_buffered_after_it()
    {
        var packets = Record(ClientEndPoint, ServerEndPoint, connection =>
        {
            connection.Open(At(0));
            connection.Skip(fromClient: true, 10);
            connection.Send(At(1), fromClient: true, new byte[60]);
            connection.Send(At(2), fromClient: true, new byte[60]);
        });

        var reassembler = new TcpReassembler { MaxBufferedBytes = 100 };
        var events = packets.SelectMany(packet => reassembler.Add(packet, LinkType.Ethernet).ToList()).ToList();
        Assert.Equal([TcpEventKind.Opened, TcpEventKind.Gap, TcpEventKind.Data, TcpEventKind.Data], events.Select(each => each.Kind));
        Assert.Equal(10, events[1].MissingBytes);
    }

    [Fact]
    public void Counts_truncated_bytes_as_missing()
    {
        var packets = Record(ClientEndPoint, ServerEndPoint, connection =>
        {
            connection.Open(At(0));
            connection.Send(At(1), fromClient: true, new byte[100]);
            connection.Send(At(2), fromClient: true, [7]);
        });
        packets[3] = packets[3] with { Data = packets[3].Data[..(14 + 20 + 20 + 30)] };

        var events = Reassemble(packets);
        Assert.Equal(70, Assert.Single(events, each => each.Kind == TcpEventKind.Gap).MissingBytes);
        Assert.Equal([.. new byte[30], 7], Bytes(events, fromClient: true));
    }

    [Fact]
    public void A_connection_without_its_beginning_begins_with_its_first_bytes()
    {
        var packets = Record(ClientEndPoint, ServerEndPoint, connection =>
        {
            connection.Open(At(0));
            connection.Send(At(1), fromClient: false, [1]);
            connection.Send(At(2), fromClient: true, [2]);
        });

        var events = Reassemble(packets[2..]);
        var connection = events[0].Connection;
        Assert.Equal((ClientEndPoint, ServerEndPoint, false), (connection.Client, connection.Server, connection.HasHandshake));
        Assert.Equal([1], Bytes(events, fromClient: false));
        Assert.Equal([2], Bytes(events, fromClient: true));
    }

    [Fact]
    public void The_same_ports_again_are_another_connection()
    {
        List<CapturedPacket> Once(byte data) => Record(ClientEndPoint, ServerEndPoint, connection =>
        {
            connection.Open(At(0));
            connection.Send(At(1), fromClient: true, [data]);
            connection.Close(At(2), fromClient: false);
        });

        var events = Reassemble([.. Once(1), .. Once(2)]);
        Assert.Equal(2, events.Select(each => each.Connection).Distinct().Count());
        Assert.Equal([1, 2], Bytes(events, fromClient: true));
        Assert.Equal(2, events.Count(each => each.Kind == TcpEventKind.Closed));
    }

    [Fact]
    public void Limits_the_number_of_open_connections()
    {
        var reassembler = new TcpReassembler { MaxConnections = 2 };
        var events = Enumerable.Range(1, 3)
            .SelectMany(port => Record(new(ClientEndPoint.Address, port), ServerEndPoint, connection => connection.Open(At(port)))
                .SelectMany(packet => reassembler.Add(packet, LinkType.Ethernet).ToList()))
            .ToList();
        Assert.Equal(1, Assert.Single(events, each => each.Kind == TcpEventKind.Closed).Connection.Client.Port);
        Assert.Equal(2, reassembler.Complete().Count);
    }

    [Fact]
    public void Packets_with_any_byte_changed_or_truncated_anywhere_are_accepted_or_ignored()
    {
        var packets = Record(ClientEndPoint, ServerEndPoint, connection =>
        {
            connection.Open(At(0));
            connection.Send(At(1), fromClient: true, [1, 2, 3]);
        });
        foreach (var packet in packets)
        {
            for (var at = 0; at < packet.Data.Length; at++)
            {
                Reassemble([packets[0], packet with { Data = packet.Data[..at] }]);
                foreach (var value in new byte[] { 0, 0x7f, 0xff })
                {
                    var changed = packet.Data.ToArray();
                    changed[at] = value;
                    var events = Reassemble([packets[0], packet with { Data = changed }, packets[3]]);
                    Assert.InRange(Bytes(events, fromClient: true).Length, 0, 6);
                }
            }
        }
    }

    private static DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    private static List<CapturedPacket> Record(IPEndPoint client, IPEndPoint server, Action<TcpConnectionWriter> write) =>
        Captures.Packets(Captures.Pcapng(writer => write(new(writer, writer.AddInterface(new()), client, server))));

    private static List<TcpEvent> Reassemble(List<CapturedPacket> packets)
    {
        var reassembler = new TcpReassembler();
        return [.. packets.SelectMany(packet => reassembler.Add(packet, LinkType.Ethernet).ToList()), .. reassembler.Complete()];
    }

    private static byte[] Bytes(List<TcpEvent> events, bool fromClient) =>
        [.. events.Where(each => each.Kind == TcpEventKind.Data && each.FromClient == fromClient).SelectMany(each => each.Data.ToArray())];
}
