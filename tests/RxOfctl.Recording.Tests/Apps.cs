using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Recording.Tests;

/// <summary>Small apps, right and wrong.</summary>
internal static class Apps
{
    /// <summary>Learns addresses, and installs a flow to an address that is known.</summary>
    public static void Learn(OpenFlowController controller) => Learn(controller, forgetsMoves: false);

    /// <summary>The same with a bug: a host that has moved is not learned again.</summary>
    public static void LearnOnce(OpenFlowController controller) => Learn(controller, forgetsMoves: true);

    /// <summary>Asks for descriptions, and then for flows.</summary>
    public static void Ask(OpenFlowController controller) => controller.Datapaths.Connect()
        .MergeMany(datapath => datapath.SendMsg(new DescRequest())
            .SelectMany(_ => datapath.SendMsg(new FlowStatsRequest())))
        .Subscribe();

    private static void Learn(OpenFlowController controller, bool forgetsMoves) => controller.Datapaths.Connect()
        .SubscribeMany(datapath =>
        {
            var ports = new Dictionary<MacAddress, PortNumber>();
            datapath.SendMsg(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] }).Subscribe();
            return datapath.Messages.OfMessage<PacketIn>().Subscribe(each =>
            {
                if (!EthernetHeader.TryRead(each.Message.Data.Span, out var header))
                    return;
                if (!forgetsMoves || !ports.ContainsKey(header.Source))
                    ports[header.Source] = each.Message.InPort;
                if (ports.TryGetValue(header.Destination, out var port))
                    datapath.Send(new FlowMod { Priority = 1, IdleTimeout = 1, Match = [Oxm.EthDst.Is(header.Destination)], Actions = [new OutputAction(port)] });
                datapath.Send(new PacketOut
                {
                    InPort = each.Message.InPort,
                    Data = each.Message.Data,
                    Actions = [new OutputAction(ports.TryGetValue(header.Destination, out var known) ? known : PortNumber.Flood)],
                });
            });
        })
        .Subscribe();
}
