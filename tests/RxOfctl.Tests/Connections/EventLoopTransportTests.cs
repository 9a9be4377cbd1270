using System.Net.Sockets;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Connections;

/// <summary>Sockets that are read and written by event loops: on the thread pool's scheduler, on Linux.</summary>
public sealed class EventLoopTransportTests : TransportTests
{
    private protected override ControllerOptions OptionsOfTransport => RealTime;

    [Fact]
    public async Task A_peer_that_never_reads_is_closed_after_CloseTimeout()
    {
        var controller = OpenFlowController.Listen(OptionsOfTransport with { CloseTimeout = TimeSpan.FromMilliseconds(100) });
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);
        var filled = await FillAsync(datapath);

        await controller.DisposeAsync().AsTask().WaitAsync(Limit);

        Assert.Equal(0, controller.ConnectionCount);
        await Assert.ThrowsAsync<InvalidDatapathException>(() => filled.Sending);
    }

    [Fact]
    public async Task Everything_arrives_over_a_Unix_socket_that_is_full_now_and_then()
    {
        var directory = Directory.CreateTempSubdirectory("rxofctl-");
        try
        {
            await using var controller = OpenFlowController.Listen(
                OptionsOfTransport with { EndPoint = new UnixDomainSocketEndPoint(Path.Combine(directory.FullName, "controller")) });
            using var peer = await ConnectAsync(controller);
            await peer.ShakeHandsAsync(0xa1, Limit);
            var datapath = await PresenceOf(controller, 0xa1);
            var sending = Task.Run(async () =>
            {
                for (var number = 0u; number < 500; number++)
                    await datapath.SendAsync(new PacketOut { InPort = number, Data = new byte[50_000] }, Limit);
            });

            for (var number = 0u; number < 500; number++)
                Assert.Equal(number, Assert.IsType<PacketOut>((await peer.ReceiveAsync(Limit))!.Value.Message).InPort.Value);
            await sending;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
