using System.Reactive;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Simulator.Hosts;

namespace RxOfctl.Simulator.Tests;

/// <summary>What hosts say and hear, over a switch that forwards as a plain bridge.</summary>
public class HostTests
{
    private readonly Bridged _bridged = new();

    [Fact]
    public void Pings_over_IPv6_after_neighbor_discovery()
    {
        var (h1, h2) = (_bridged.Host(1), _bridged.Host(2));
        Assert.Equal(Ipv6Address.Parse("fe80::200:ff:fe00:2"), h2.LinkLocalAddress);

        var first = _bridged.Run(h1.Ping(h2.LinkLocalAddress));
        Assert.True(first.IsAnswered);
        Assert.Equal(h2.Mac, h1.Ipv6Neighbors[h2.LinkLocalAddress]);
        Assert.Equal(h1.Mac, h2.Ipv6Neighbors[h1.LinkLocalAddress]);

        // The neighbor is known: there and back over two links of 1 ms.
        Assert.Equal(4, Math.Round(_bridged.Run(h1.Ping(h2.LinkLocalAddress)).RoundTripTime!.Value.TotalMilliseconds, 1));
        Assert.False(_bridged.Run(h1.Ping(Ipv6Address.Parse("fe80::99"))).IsAnswered);
    }

    [Fact]
    public void Exchanges_datagrams_over_IPv4_and_IPv6()
    {
        var (h1, h2) = (_bridged.Host(1), _bridged.Host(2));
        var received = new List<ReceivedDatagram>();
        using var receiving = h2.Datagrams.Subscribe(received.Add);

        h1.SendUdp(h2.Address, 53, new byte[] { 1 }, sourcePort: 4000);
        h1.SendUdp(h2.LinkLocalAddress, 54, new byte[] { 2 });
        _bridged.Advance(1);

        Assert.Equal(
            [new(h1.Address.ToIPAddress(), 4000, 53, new byte[] { 1 }), new(h1.LinkLocalAddress.ToIPAddress(), 49152, 54, new byte[] { 2 })],
            received.OrderBy(each => each.DestinationPort));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.05, 0)]
    [InlineData(0.3, 0)]
    [InlineData(0, 2_000_000)] // with queues that overflow
    public void Streams_carry_every_byte_in_order_both_ways(double loss, long bitsPerSecond)
    {
        var bridged = new Bridged(new() { Loss = loss, BitsPerSecond = bitsPerSecond, QueueLength = 10, Jitter = TimeSpan.FromMilliseconds(3) });
        var (h1, h2) = (bridged.Host(1), bridged.Host(2));
        var (there, back) = (Bytes(1, 100_000), Bytes(2, 30_000));
        var (atServer, atClient) = (new List<byte>(), new List<byte>());
        var ends = new List<string>();
        using var serving = h2.Listen(80).Subscribe(stream =>
        {
            stream.Received.Subscribe(data => atServer.AddRange(data.Span), error => ends.Add(error.Message), () => ends.Add("server"));
            stream.Send(back);
            stream.Close();
        });

        var client = h1.Connect(h2.Address, 80);
        client.Received.Subscribe(data => atClient.AddRange(data.Span), error => ends.Add(error.Message), () => ends.Add("client"));
        client.Send(there);
        client.Close();
        bridged.Advance(600);

        Assert.Equal(there, atServer);
        Assert.Equal(back, atClient);
        Assert.Equal(["client", "server"], ends.Order());
        Assert.Equal(loss == 0 && bitsPerSecond == 0, client.Retransmissions == 0);
    }

    [Fact]
    public void A_port_that_is_not_listened_to_refuses_streams()
    {
        using (_bridged.Host(2).Listen(80).Subscribe())
        {
            // Closed again.
        }

        var messages = new List<Notification<Unit>>();
        _bridged.Host(1).Connect(_bridged.Host(2).Address, 80).Connected.Subscribe(
            _ => messages.Add(Notification.CreateOnNext(Unit.Default)), error => messages.Add(Notification.CreateOnError<Unit>(error)));
        _bridged.Advance(1);
        Assert.IsType<IOException>(Assert.Single(messages).Exception);
    }

    [Fact]
    public void A_stream_to_a_host_that_does_not_answer_fails_after_its_retransmissions()
    {
        var (h1, h2) = (_bridged.Host(1), _bridged.Host(2));
        _bridged.Run(h1.Ping(h2.Address));
        using var serving = h2.Listen(80).Subscribe();
        var stream = h1.Connect(h2.Address, 80);
        _bridged.Advance(1);
        Exception? failed = null;
        stream.Received.Subscribe(_ => { }, error => failed = error);

        h2.Link!.SetUp(false);
        stream.Send(new byte[] { 1 });
        _bridged.Advance(120);

        Assert.IsType<IOException>(failed);
        Assert.Equal(8, stream.Retransmissions);
        Assert.Throws<InvalidOperationException>(() => stream.Send(new byte[] { 2 }));
    }

    [Fact]
    public void Gets_an_address_by_dhcp()
    {
        var client = _bridged.AddHost("client", 9, default);
        var server = _bridged.Host(1);
        using var serving = server.Received.Subscribe(frame =>
        {
            if (frame.Dhcp is { } request && frame.Udp!.DestinationPort == 67)
                server.Send(Answer(frame, server, request));
        });

        Assert.Equal(new Ipv4Address(10, 0, 0, 99), _bridged.Run(client.RequestAddress()));
        Assert.Equal(new Ipv4Address(10, 0, 0, 99), client.Address);
        Assert.True(_bridged.Run(_bridged.Host(2).Ping(client.Address)).IsAnswered);
    }

    [Fact]
    public void Asks_for_an_address_four_times()
    {
        var client = _bridged.AddHost("client", 9, default);
        var asked = new List<long>();
        using var asking = client.Link!.Frames.Subscribe(frame => asked.Add((frame.At - DateTimeOffset.MinValue).Ticks));
        Exception? failed = null;
        client.RequestAddress().Subscribe(_ => { }, error => failed = error);
        _bridged.Advance(100);

        Assert.IsType<TimeoutException>(failed);
        Assert.Equal([4, 8, 16], asked.Zip(asked.Skip(1), (one, next) => (int)Math.Round((next - one) / (double)TimeSpan.TicksPerSecond)));
    }

    private static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static EthernetFrame Answer(EthernetFrame asked, SimulatedHost server, DhcpMessage request) => new()
    {
        Source = server.Mac,
        Destination = asked.Source,
        Ipv4 = new()
        {
            Source = server.Address,
            Destination = Ipv4Address.Broadcast,
            Udp = new()
            {
                SourcePort = 67,
                DestinationPort = 68,
                Dhcp = new()
                {
                    Operation = DhcpOperation.BootReply,
                    TransactionId = request.TransactionId,
                    ClientHardwareAddress = request.ClientHardwareAddress,
                    YourAddress = new(10, 0, 0, 99),
                    Options =
                    [
                        DhcpOption.MessageType(request.MessageType == DhcpMessageType.Discover ? DhcpMessageType.Offer : DhcpMessageType.Ack),
                        DhcpOption.Address(DhcpOptionCode.ServerIdentifier, server.Address),
                    ],
                },
            },
        },
    };
}
