using RxOfctl.Protocol.Properties;
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

/// <summary>
/// The queues of a port (OFPT_QUEUE_GET_CONFIG_REPLY; <c>ofp_queue_get_config_reply</c>, OpenFlow 1.0.2 §5.3.4, 1.3.5 §7.3.6). OpenFlow 1.0 to 1.3.
/// </summary>
[WireCode(21, To = OpenFlowVersion.OpenFlow10)]
[WireCode(23, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record QueueGetConfigReply : OpenFlowMessage
{
    /// <summary>The port of the request.</summary>
    [Field(As = "PaddedPortNumber")]
    public PortNumber Port { get; init; }

    /// <summary>The queues.</summary>
    [Field]
    public ValueList<QueueDesc> Queues { get; init; }
}

/// <summary>
/// A queue of a port (<c>ofp_packet_queue</c>, OpenFlow 1.0.2 §5.2.2, 1.3.5 §7.2.2; <c>ofp_queue_desc</c>, 1.4.1).
/// </summary>
[WireStructure]
public sealed partial record QueueDesc
{
    /// <summary>The port. OpenFlow 1.2 and later; before, it is that of the message.</summary>
    public PortNumber PortNo { get; init; }

    /// <summary>The queue's number at the port.</summary>
    public uint QueueId { get; init; }

    /// <summary>How the queue is configured.</summary>
    public ValueList<IQueueProperty> Properties { get; init; }

    private static bool HasLength(OpenFlowVersion version) => true;

    internal static QueueDesc ReadBody(ref WireReader reader)
    {
        var entry = reader.ReadMeasured(LengthAt(reader.Version));
        PortNumber portNo = default;
        if (entry.Version >= OpenFlowVersion.OpenFlow14)
            portNo = entry.ReadPortNumber();
        var queueId = entry.ReadUInt32();
        if (entry.Version is OpenFlowVersion.OpenFlow12 or OpenFlowVersion.OpenFlow13)
            portNo = entry.ReadPortNumber();
        entry.Skip(entry.Version < OpenFlowVersion.OpenFlow12 ? 4 : 8);
        return new() { PortNo = portNo, QueueId = queueId, Properties = entry.ReadQueueProperties() };
    }

    internal void WriteBody(ref WireWriter writer)
    {
        var start = writer.Position;
        if (writer.Version >= OpenFlowVersion.OpenFlow14)
            writer.WritePortNumber(PortNo, "QueueDesc.PortNo");
        writer.WriteUInt32(QueueId);
        if (writer.Version is OpenFlowVersion.OpenFlow12 or OpenFlowVersion.OpenFlow13)
            writer.WritePortNumber(PortNo, "QueueDesc.PortNo");
        writer.RefuseIf(PortNo != default && writer.Version < OpenFlowVersion.OpenFlow12, "QueueDesc.PortNo");
        writer.Pad(writer.Version < OpenFlowVersion.OpenFlow12 ? 4 : 8);
        writer.WriteQueueProperties(Properties, "QueueDesc.Properties");
        writer.SetLength(start + LengthAt(writer.Version), writer.Position - start);
    }

    private static int LengthAt(OpenFlowVersion version) => version < OpenFlowVersion.OpenFlow12 ? 4 : 8;
}
