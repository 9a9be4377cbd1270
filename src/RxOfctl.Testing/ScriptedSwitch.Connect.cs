using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Testing;

/// <content>Connecting.</content>
public sealed partial class ScriptedSwitch
{
    /// <summary>
    /// Connects a datapath that completes its handshake and answers echo and barrier requests. The test defines all other replies, and can
    /// replace these.
    /// </summary>
    /// <param name="controller">The controller.</param>
    /// <param name="datapathId">The datapath id.</param>
    /// <param name="version">The only version that it offers.</param>
    /// <param name="ports">Its ports.</param>
    public static ScriptedSwitch Connect(
        OpenFlowController controller, DatapathId datapathId, OpenFlowVersion version = OpenFlowVersion.OpenFlow13, params IEnumerable<Port> ports)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ValueList<Port> all = [.. ports];
        var features = new FeaturesReply { DatapathId = datapathId, TableCount = 1 };
        var peer = new ScriptedSwitch(controller, version, $"scripted switch {datapathId}");
        peer.Always<EchoRequest>().Reply(request => new EchoReply { Data = request.Data });
        peer.Always<BarrierRequest>().Reply(new BarrierReply());
        peer.Always<FeaturesRequest>().Reply(version < OpenFlowVersion.OpenFlow13 ? features with { Ports = all } : features);
        if (version >= OpenFlowVersion.OpenFlow13)
            peer.Always<PortDescRequest>().Reply(new PortDescReply { Body = all });
        peer.Send(Hello.Of([version]));
        return peer;
    }

    /// <summary>Connects a peer that sends nothing on its own, not even HELLO.</summary>
    /// <param name="controller">The controller.</param>
    /// <param name="version">The version in which it sends messages.</param>
    public static ScriptedSwitch ConnectBare(OpenFlowController controller, OpenFlowVersion version = OpenFlowVersion.OpenFlow13)
    {
        ArgumentNullException.ThrowIfNull(controller);
        return new(controller, version, "scripted peer");
    }
}
