using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Tests;

/// <summary>An app that <c>rxofctl record</c> and <c>replay</c> load: it floods every packet.</summary>
public sealed class FloodingApp(OpenFlowController controller)
{
    public IDisposable Start() => RecordedApps.Run(controller, isArpFlooded: true);
}

/// <summary>The same with a bug: it does not answer ARP.</summary>
public sealed class DeafApp(OpenFlowController controller)
{
    public IDisposable Start() => RecordedApps.Run(controller, isArpFlooded: false);
}

/// <summary>An app that cannot start.</summary>
public sealed class FailingApp(OpenFlowController controller)
{
    public IDisposable Start() => throw new InvalidOperationException($"{controller.Datapaths.Count} datapaths are too few");
}

/// <summary>An app whose work leaves the scheduler.</summary>
public sealed class StrayApp(OpenFlowController controller)
{
    public IDisposable Start() => controller.Messages.OfMessage<PacketIn>().Subscribe(each =>
    {
        var sending = new Thread(() => each.Datapath.TrySend(new PacketOut { Data = each.Message.Data }));
        sending.Start();
        sending.Join();
    });
}

internal static class RecordedApps
{
    public static IDisposable Run(OpenFlowController controller, bool isArpFlooded) => controller.Datapaths.Connect()
        .SubscribeMany(datapath =>
        {
            datapath.SendMsg(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] }).Subscribe();
            return datapath.Messages.OfMessage<PacketIn>()
                .Where(each => isArpFlooded || each.Message.Data.ParseEthernet().Arp is null)
                .Subscribe(each => datapath.TrySend(new PacketOut
                {
                    InPort = each.Message.InPort,
                    Data = each.Message.Data,
                    Actions = [new OutputAction(PortNumber.Flood)],
                }));
        })
        .Subscribe();
}
