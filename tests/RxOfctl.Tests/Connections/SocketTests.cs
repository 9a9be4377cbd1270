using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.Extensions.Logging;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Tests.Connections;

/// <summary>Real sockets on this machine, in real time. Everything is awaited by a signal; the time limits are there only so that a failure
/// ends.</summary>
public sealed class SocketTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly EndPoint AnyPort = new IPEndPoint(IPAddress.Loopback, 0);

    private readonly LogRecorder _log = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("rxofctl").FullName;

    // Without time limits that a slow machine might reach.
    private ControllerOptions Options => new()
    {
        FirstXid = 1,
        RedialInterval = TimeSpan.FromMilliseconds(1),
        HandshakeTimeout = Timeout.InfiniteTimeSpan,
        EchoInterval = Timeout.InfiniteTimeSpan,
        CloseTimeout = Patience,
        LoggerFactory = _log,
    };

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
        Assert.DoesNotContain(_log.Entries, entry => entry.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_controller_listens_at_a_free_port_and_reports_it()
    {
        await using var controller = Listen(AnyPort);
        var endPoint = Assert.IsType<IPEndPoint>(Assert.Single(controller.LocalEndPoints));
        Assert.NotEqual(0, endPoint.Port);
        using var peer = await ConnectAsync(endPoint, 5);

        var datapath = await PresentAsync(controller, 5);
        Assert.Equal(EndPointText.Format(peer.LocalEndPoint!), datapath.RemoteEndPoint);
        Assert.True(SpinWait.SpinUntil(() => _log.Has(LogLevel.Information, $"Listening at {endPoint}"), Patience));
    }

    [Fact]
    public async Task A_controller_listens_at_several_end_points()
    {
        await using var controller = OpenFlowController.Listen(Options with { EndPoints = [AnyPort, AnyPort] });
        using var first = await ConnectAsync(controller.LocalEndPoints[0], 1);
        using var second = await ConnectAsync(controller.LocalEndPoints[1], 2);

        await PresentAsync(controller, 1);
        await PresentAsync(controller, 2);
    }

    [Fact]
    public async Task End_points_offer_versions_of_their_own()
    {
        var path = Path.Combine(_directory, "only 1.0");
        await using var controller = OpenFlowController.Listen(Options with
        {
            EndPoints = [AnyPort, new UnixDomainSocketEndPoint(path)],
            Versions = [OpenFlowVersion.OpenFlow13],
            EndPointVersions = new Dictionary<EndPoint, IReadOnlyList<OpenFlowVersion>> { [new UnixDomainSocketEndPoint(path)] = [OpenFlowVersion.OpenFlow10] },
        });
        using var usual = await HelloAsync(controller.LocalEndPoints[0], 4);
        using var special = await HelloAsync(controller.LocalEndPoints[1], 1);

        static async Task<Socket> HelloAsync(EndPoint endPoint, byte version)
        {
            var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, endPoint is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
            await socket.ConnectAsync(endPoint).WaitAsync(Patience);
            var first = new byte[1];
            await socket.ReceiveAsync(first).WaitAsync(Patience);
            Assert.Equal(version, first[0]);
            return socket;
        }
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_exception_and_leaves_nothing_listening()
    {
        await using var controller = Listen(AnyPort);
        var taken = controller.LocalEndPoints[0];
        var path = Path.Combine(_directory, "other");
        var error = Assert.Throws<IOException>(
            () => OpenFlowController.Listen(Options with { EndPoints = [new UnixDomainSocketEndPoint(path), taken] }));

        Assert.Equal($"Cannot listen at {taken}: Address already in use.", error.Message);
        Assert.False(File.Exists(path));
        // The address of the first controller is known soon after it listens.
        Assert.True(SpinWait.SpinUntil(() => _log.Has(LogLevel.Information, "Listening"), Patience));
        Assert.Single(_log.Entries, entry => entry.Text.StartsWith("Listening", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_unix_socket_is_listened_at_and_removed_in_the_end()
    {
        var path = Path.Combine(_directory, "controller");
        await using (var controller = Listen(new UnixDomainSocketEndPoint(path)))
        {
            using var peer = await ConnectAsync(controller.LocalEndPoints[0], 7);
            await PresentAsync(controller, 7);
        }

        Assert.False(File.Exists(path));
    }

    [Ipv6Fact]
    public async Task An_ipv6_address_is_listened_at()
    {
        await using var controller = Listen(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        using var peer = await ConnectAsync(controller.LocalEndPoints[0], 6);

        Assert.StartsWith("[::1]:", (await PresentAsync(controller, 6)).RemoteEndPoint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_datapath_is_dialed_again_after_each_disconnection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var controller = new OpenFlowController(Options);
        using var dialing = controller.Connect($"tcp:{listener.LocalEndpoint}");
        for (var time = 0; time < 3; time++)
        {
            using var peer = await listener.AcceptSocketAsync().WaitAsync(Patience);
            await HandshakeAsync(peer, 9);
            await PresentAsync(controller, 9);
            var gone = controller.Datapaths.Watch(9).Where(change => change.Reason == ChangeReason.Remove).Take(1).ToTask();
            peer.Close();
            await gone.WaitAsync(Patience);
        }

        using var last = await listener.AcceptSocketAsync().WaitAsync(Patience);
        dialing.Dispose();
        await ReadToEndAsync(last);
    }

    [Fact]
    public async Task A_datapath_that_does_not_listen_yet_is_dialed_until_it_does()
    {
        var path = Path.Combine(_directory, "switch");
        await using var controller = new OpenFlowController(Options);
        using var dialing = controller.Connect(new UnixDomainSocketEndPoint(path));
        Assert.True(SpinWait.SpinUntil(() => _log.Has(LogLevel.Debug, "cannot be reached"), Patience));
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using var peer = await listener.AcceptAsync().WaitAsync(Patience);
        await HandshakeAsync(peer, 3);

        await PresentAsync(controller, 3);
    }

    [Fact]
    public async Task Disposing_the_controller_ends_every_connection_and_listens_no_more()
    {
        // The peers do not close their side.
        var controller = OpenFlowController.Listen(Options with { EndPoint = AnyPort, CloseTimeout = TimeSpan.FromMilliseconds(100) });
        var endPoint = controller.LocalEndPoints[0];
        using var present = await ConnectAsync(endPoint, 1);
        using var silent = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await silent.ConnectAsync(endPoint);
        await PresentAsync(controller, 1);
        await controller.DisposeAsync().AsTask().WaitAsync(Patience);

        await ReadToEndAsync(present);
        await ReadToEndAsync(silent);
        using var late = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(() => late.ConnectAsync(endPoint));
    }

    [Fact]
    public async Task A_storm_of_short_connections_does_not_affect_others()
    {
        await using var controller = Listen(AnyPort);
        var endPoint = controller.LocalEndPoints[0];
        for (var count = 0; count < 200; count++)
        {
            using var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await peer.ConnectAsync(endPoint);
            // Some send bytes, some reset the connection.
            if (count % 3 == 0)
                await peer.SendAsync(ByteString.FromHex("aabb").Memory);
            if (count % 2 == 0)
                peer.LingerState = new(true, 0);
        }

        using var last = await ConnectAsync(endPoint, 2);
        await PresentAsync(controller, 2);
        Assert.DoesNotContain(_log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task The_last_messages_before_the_end_are_still_sent()
    {
        await using var controller = Listen(AnyPort);
        using var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(controller.LocalEndPoints[0]);
        await peer.SendAsync(ByteString.FromHex("07 00 0010 00000001 0001 0008 00000080").Memory);
        var received = new List<byte>();
        var buffer = new byte[1024];
        while (await peer.ReceiveAsync(buffer).WaitAsync(Patience) is > 0 and var count)
            received.AddRange(buffer.AsSpan(0, count));

        // An error after HELLO, which has 16 bytes.
        Assert.Equal([6, 1], received.Skip(16).Take(2).Select(octet => (int)octet));
    }

    private static async Task<Datapath> PresentAsync(OpenFlowController controller, DatapathId id) =>
        await controller.Datapaths.Watch(id).Where(change => change.Reason != ChangeReason.Remove).Take(1).Select(change => change.Current).ToTask().WaitAsync(Patience);

    private static async Task<Socket> ConnectAsync(EndPoint endPoint, DatapathId id)
    {
        var socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint).WaitAsync(Patience);
        await HandshakeAsync(socket, id);
        return socket;
    }

    // Replies can be sent before their requests: the transaction ids are known, since the controller starts with 1.
    private static async Task HandshakeAsync(Socket socket, DatapathId id)
    {
        var xid = 1u;
        foreach (var message in (OpenFlowMessage[])[Hello.Of([OpenFlowVersion.OpenFlow13]), new FeaturesReply { DatapathId = id }, new PortDescReply()])
            await socket.SendAsync(OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow13, xid++)).WaitAsync(Patience);
    }

    private static async Task ReadToEndAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer).WaitAsync(Patience) > 0)
            {
                // Only the end matters.
            }
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // A reset is an end too.
        }
    }

    private OpenFlowController Listen(EndPoint endPoint) => OpenFlowController.Listen(Options with { EndPoint = endPoint });
}
