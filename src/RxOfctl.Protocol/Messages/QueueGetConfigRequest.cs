using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Asks for the queues of a port (OFPT_QUEUE_GET_CONFIG_REQUEST; <c>ofp_queue_get_config_request</c>, OpenFlow 1.0.2 §5.3.4, 1.3.5 §7.3.6). OpenFlow
/// 1.0 to 1.3; later versions have <see cref="Multipart.QueueDescRequest"/>.
/// </summary>
[WireCode(20, To = OpenFlowVersion.OpenFlow10)]
[WireCode(22, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record QueueGetConfigRequest : OpenFlowMessage, IOpenFlowRequest<QueueGetConfigReply>
{
    /// <summary>The port; from OpenFlow 1.2 on, <see cref="PortNumber.Any"/> is all of them.</summary>
    public PortNumber Port { get; init; } = PortNumber.Any;

    internal static QueueGetConfigRequest ReadBody(ref WireReader reader)
    {
        var port = reader.ReadWidePortNumber();
        reader.Skip(reader.Version == OpenFlowVersion.OpenFlow10 ? 0 : 4);
        return new() { Port = port };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteWidePortNumber(Port, "QueueGetConfigRequest.Port");
        writer.Pad(writer.Version == OpenFlowVersion.OpenFlow10 ? 0 : 4);
    }
}
