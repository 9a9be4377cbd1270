using System.Net;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Protocol.Messages;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Tests;

/// <summary>Disposing a controller that has served a connection over a socket, more than once and in each form.</summary>
public class DisposalTests
{
    [Fact]
    public async Task A_controller_can_be_disposed_repeatedly_and_concurrently()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var controller = OpenFlowController.Listen(new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], limit.Token);
        await peer.ShakeHandsAsync(1, limit.Token);
        var datapath = await controller.WaitForDatapathAsync(1, cancellationToken: limit.Token);
        var messages = datapath.Messages.ToArray().ToTask(limit.Token);
        var (first, second) = (controller.DisposeAsync().AsTask(), controller.DisposeAsync().AsTask());
        Assert.Null(controller.GetDatapath(1));
        peer.Dispose();

        await first;
        await second;
        await controller.DisposeAsync();
        controller.Dispose();
        Assert.Empty(await messages);
        Assert.False(datapath.IsConnected);
        Assert.Throws<InvalidDatapathException>(() => datapath.Send(new EchoRequest()));
        Assert.Throws<ObjectDisposedException>(controller.StartListening);
    }
}
