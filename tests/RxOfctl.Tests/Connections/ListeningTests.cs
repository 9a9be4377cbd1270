using System.Net;
using System.Net.Sockets;
using RxOfctl.Connections;
using RxOfctl.Protocol;

namespace RxOfctl.Tests.Connections;

public sealed class ListeningTests : ConnectionTest
{
    [Fact]
    public async Task Every_listener_is_served_and_its_address_is_known()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("controller.sock");
        await using var controller = OpenFlowController.Listen(
            Options with { EndPoints = [Loopback, new IPEndPoint(IPAddress.IPv6Loopback, 0), new UnixDomainSocketEndPoint(path)] });
        using var four = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        using var six = await Peer.ConnectAsync(controller.LocalEndPoints[1], Limit);
        using var unix = await Peer.ConnectAsync(controller.LocalEndPoints[2], Limit);

        await Task.WhenAll(four.ShakeHandsAsync(4, Limit), six.ShakeHandsAsync(6, Limit), unix.ShakeHandsAsync(1, Limit));

        Assert.Equal(EndPointText.Format(four.Socket.LocalEndPoint!), (await PresenceOf(controller, 4)).RemoteEndPoint);
        Assert.Equal(EndPointText.Format(six.Socket.LocalEndPoint!), (await PresenceOf(controller, 6)).RemoteEndPoint);
        Assert.Equal($"unix:{path}", (await PresenceOf(controller, 1)).RemoteEndPoint);
    }

    [Fact]
    public async Task The_file_of_a_Unix_socket_is_deleted_with_the_controller_and_can_be_used_again()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("controller.sock");
        for (var time = 0; time < 2; time++)
        {
            await using (OpenFlowController.Listen(Options with { EndPoint = new UnixDomainSocketEndPoint(path) }))
                Assert.True(File.Exists(path));
            Assert.False(File.Exists(path));
        }
    }

    [Fact]
    public async Task The_socket_file_of_a_process_that_has_ended_is_replaced()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("controller.sock");
        LeaveBehind(path);
        Assert.True(File.Exists(path));

        await using var controller = OpenFlowController.Listen(Options with { EndPoint = new UnixDomainSocketEndPoint(path) });

        using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        await peer.ShakeHandsAsync(0xa1, Limit);
    }

    [Fact]
    public async Task The_socket_file_of_a_running_process_is_not_replaced()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("controller.sock");
        await using var first = OpenFlowController.Listen(Options with { EndPoint = new UnixDomainSocketEndPoint(path) });

        var thrown = Assert.Throws<IOException>(() => OpenFlowController.Listen(Options with { EndPoint = new UnixDomainSocketEndPoint(path) }));

        Assert.Contains($"unix:{path}", thrown.Message, StringComparison.Ordinal);
        using var peer = await Peer.ConnectAsync(first.LocalEndPoints[0], Limit);
        await peer.ShakeHandsAsync(0xa1, Limit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("precious")]
    public void A_file_that_is_not_a_socket_is_not_replaced(string content)
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("precious");
        File.WriteAllText(path, content);

        Assert.Throws<IOException>(() => OpenFlowController.Listen(Options with { EndPoint = new UnixDomainSocketEndPoint(path) }));

        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public async Task An_address_in_use_is_refused_by_name_and_nothing_else_is_listened_at()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("controller.sock");
        await using var first = OpenFlowController.Listen(Options);
        var taken = first.LocalEndPoints[0];

        var thrown = Assert.Throws<IOException>(() => OpenFlowController.Listen(Options with { EndPoints = [new UnixDomainSocketEndPoint(path), taken] }));

        Assert.Contains(EndPointText.Format(taken), thrown.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task After_disposal_no_connection_is_accepted_and_the_addresses_are_still_known()
    {
        var controller = OpenFlowController.Listen(Options);
        var address = controller.LocalEndPoints[0];

        await controller.DisposeAsync();
        await controller.DisposeAsync();

        await Assert.ThrowsAnyAsync<SocketException>(() => Peer.ConnectAsync(address, Limit));
        Assert.Equal([address], controller.LocalEndPoints);
    }

    [Fact]
    public async Task A_controller_that_served_can_be_disposed_of_several_times_in_either_way()
    {
        // On the thread pool, where an event loop reads the sockets.
        var controller = OpenFlowController.Listen(RealTime);
        using (var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit))
            await peer.ShakeHandsAsync(1, Limit);

        await controller.DisposeAsync();
        await controller.DisposeAsync();
        controller.Dispose();
    }

    [Fact]
    public async Task A_constructed_controller_listens_after_StartListening_and_only_once()
    {
        await using var controller = new OpenFlowController(Options);
        Assert.Empty(controller.LocalEndPoints);

        controller.StartListening();

        using (await Peer.ConnectAsync(Assert.Single(controller.LocalEndPoints), Limit))
            Assert.Throws<InvalidOperationException>(controller.StartListening);
        await controller.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(controller.StartListening);
    }

    [Fact]
    public async Task A_peer_that_sends_without_pause_does_not_prevent_further_connections()
    {
        await using var controller = OpenFlowController.Listen(Options with { Scheduler = Time });
        using var busy = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        await busy.ShakeHandsAsync(1, Limit);
        using var stop = new CancellationTokenSource();
        var echo = OpenFlowCodec.Encode(new Protocol.Messages.EchoReply(), OpenFlowVersion.OpenFlow10, 0);
        byte[] many = [.. Enumerable.Repeat(echo, 5000).SelectMany(bytes => bytes)];
        var sending = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await busy.SendAsync(many, Limit);
        });

        for (var id = 2u; id < 20; id++)
        {
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await peer.ShakeHandsAsync(id, Limit);
        }

        await stop.CancelAsync();
        await sending;
    }

    // A socket that is disposed of after its file was moved leaves the file, as a process that is killed does.
    private static void LeaveBehind(string path)
    {
        var elsewhere = path + ".moved";
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(elsewhere));
            socket.Listen();
            File.Move(elsewhere, path);
        }
    }

    private sealed class TemporaryDirectory : IDisposable
    {
        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("listen-");

        public string File(string name) => Path.Combine(_directory.FullName, name);

        public void Dispose() => _directory.Delete(recursive: true);
    }
}
