using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

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
