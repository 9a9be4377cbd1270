using System.Net.Sockets;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Connections;

public sealed class ClosingTests : ConnectionTest
{
    [Fact]
    public async Task A_peer_that_never_reads_answers_is_closed_and_few_answers_are_buffered()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var count = new MessageCount(controller);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var echo = OpenFlowCodec.Encode(new EchoRequest { Data = new byte[60_000] }, OpenFlowVersion.OpenFlow10, 7);
        var asked = 0L;
        var sending = Task.Run(async () =>
        {
            while (true)
            {
                await peer.SendAsync(echo, Limit);
                Interlocked.Increment(ref asked);
            }
        });
        // Until the controller is seen to be idle. The bytes that it reads until then count as signs of life.
        var before = (0L, 0L);
        for (var idle = 0; idle < 2000; idle++)
        {
            var now = (Interlocked.Read(ref asked), count.Sent<EchoReply>());
            idle = now == before && now.Item2 > 0 ? idle : 0;
            before = now;
            await Task.Yield();
        }

        while (datapath.IsConnected)
        {
            Limit.ThrowIfCancellationRequested();
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        // The operating system buffers up to ten megabytes, and the controller one.
        Assert.InRange(count.Sent<EchoReply>() * echo.Length, 1, 16 << 20);
        // Because it is silent or because it reads nothing, whichever is detected first.
        await Logs.WhenLogged(Limit, "is closed");
        peer.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await Until(() => controller.ConnectionCount == 0);
    }

    [Fact]
    public async Task Disposal_takes_no_time_if_peers_close_their_side()
    {
        var authority = new TestAuthority("all");
        var tls = new TlsOptions { Certificate = authority.Issue("controller", "127.0.0.1"), TrustedCertificates = [authority.Certificate] };
        var controller = OpenFlowController.Listen(Options with { EndPoint = null, EndPoints = [Loopback, new TlsEndPoint(Loopback, tls)] });
        using var present = await ConnectAsync(controller);
        await present.ShakeHandsAsync(0xa1, Limit);
        using var silent = await ConnectAsync(controller);
        using var secured = await Peer.ConnectTlsAsync(controller.LocalEndPoints[1], authority.Certificate, authority.Issue("switch"), Limit);
        await secured.ShakeHandsAsync(0xa2, Limit);
        await PresenceOf(controller, 0xa2);
        var ends = new[] { present, silent, secured }.Select(async peer =>
        {
            await peer.ReceiveAllAsync(Limit);
            peer.Dispose();
        }).ToArray();

        // No time passes, so that no CloseTimeout ends.
        await controller.DisposeAsync().AsTask().WaitAsync(Limit);

        await Task.WhenAll(ends);
        Assert.Equal(0, controller.ConnectionCount);
        await Time.WhenTimers(timers => timers.Count == 0, Limit);
    }

    [Fact]
    public async Task The_controller_may_be_disposed_while_datapaths_connect_and_disconnect()
    {
        for (var time = 0; time < 20; time++)
        {
            var controller = OpenFlowController.Listen(Options);
            using var coming = new CancellationTokenSource();
            var storm = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
            {
                while (!coming.IsCancellationRequested)
                {
                    try
                    {
                        using var peer = await ConnectAsync(controller);
                        await peer.SendAsync(new Hello(), 1, Limit);
                        await peer.ReceiveAsync(Limit);
                    }
                    catch (Exception error) when (error is SocketException or IOException)
                    {
                        // The controller has ended.
                    }
                }
            })).ToArray();
            await Until(() => Logs.Lines.Count(line => line.Contains("connected.", StringComparison.Ordinal)) > 20 * time);

            await DisposeInTimeAsync(controller);
            Assert.Equal(0, controller.ConnectionCount);
            await coming.CancelAsync();
            await Task.WhenAll(storm);
        }

        Assert.DoesNotContain(Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private Task<Peer> ConnectAsync(OpenFlowController controller) => Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
}
