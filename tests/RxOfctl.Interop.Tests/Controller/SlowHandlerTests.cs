using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Interop.Tests.Controller;

/// <summary>A handler that is slower than packets come pauses the reading of the connection, and does not cost it.</summary>
public sealed class SlowHandlerTests : ControllerWithOvs
{
    // Open vSwitch closes a connection on which nothing came for 10 s, its own echo requests unanswered.
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(12);

    protected override ControllerOptions Options => base.Options with { QueueCapacity = 256 };

    [OvsFact]
    public async Task Open_vSwitch_keeps_a_connection_whose_packet_ins_are_handled_in_5_ms_each()
    {
        var datapath = await ConnectBridgeAsync(0xa1, OpenFlowVersion.OpenFlow13, "p1");
        await datapath.SendMsgAsync(new FlowMod { Instructions = [new ApplyActions { Actions = [new OutputAction(PortNumber.Controller)] }] }, Limit);
        var handled = 0;
        using var handler = Controller.Messages.OfMessage<PacketIn>().SubscribeEach(_ =>
        {
            Thread.Sleep(5);
            Interlocked.Increment(ref handled);
        });
        using var port = await Ovs.ConnectPortAsync("p1", Limit);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Limit);
        var storm = Task.Run(async () =>
        {
            var frame = new byte[60];
            frame[0] = 2;
            while (!enough.IsCancellationRequested)
                await port.SendAsync(frame, Limit);
        });
        var left = Controller.Datapaths.Watch(0xa1).Where(change => change.Reason != ChangeReason.Add).Select(_ => handled).FirstAsync().ToTask(Limit);
        await Task.WhenAny(left, Observable.Timer(Duration).ToTask(Limit));
        Assert.False(left.IsCompleted, $"The connection was closed after {handled} packet-ins.");

        await enough.CancelAsync();
        await storm;
        Assert.Same(datapath, Controller.GetDatapath(0xa1));
        Assert.True(Volatile.Read(ref handled) > 100);
        Assert.Equal(0, datapath.DroppedPacketIns);
    }
}
