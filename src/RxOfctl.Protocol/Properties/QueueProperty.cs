using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// How a queue is configured (<c>ofp_queue_desc_prop_header</c>, OpenFlow 1.4.1; <c>ofp_queue_prop_header</c>, OpenFlow 1.0.2 §5.2.2,
/// 1.3.5 §7.2.2, which has four bytes of padding).
/// </summary>
[WireFamily]
public abstract partial record QueueProperty : Property, IWireStructure<QueueProperty>
{
    private protected QueueProperty()
    {
    }

    static QueueProperty IWireStructure<QueueProperty>.Read(ref WireReader reader)
    {
        var body = reader.Version >= OpenFlowVersion.OpenFlow14
            ? reader.ReadPaddedTlv(out var type, WireScope.Property)
            : reader.ReadTlv(out type, multiple: 1, WireScope.Request);
        var property = ReadKnown(type, ref body) ?? new UnknownQueueProperty(type, body.ReadRest());
        body.EnsureEnd(property);
        return property;
    }

    void IWireStructure<QueueProperty>.Write(ref WireWriter writer)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow14)
        {
            Write(ref writer);
            return;
        }

        var code = CodeIn(writer.Version);
        if (code < 0)
            writer.Refuse(GetType().Name);
        var start = writer.BeginTlv(code);
        WriteBody(ref writer);
        writer.EndTlv(start);
    }
}

/// <summary>A rate of a queue on the wire: 16 bits, with padding about it before OpenFlow 1.4.</summary>
internal static class QueueRateWire
{
    public static ushort ReadQueueRate(this ref WireReader reader)
    {
        var isOld = reader.Version < OpenFlowVersion.OpenFlow14;
        reader.Skip(isOld ? 4 : 0);
        var rate = reader.ReadUInt16();
        reader.Skip(isOld ? 6 : 2);
        return rate;
    }

    public static void WriteQueueRate(this ref WireWriter writer, ushort rate)
    {
        var isOld = writer.Version < OpenFlowVersion.OpenFlow14;
        writer.Pad(isOld ? 4 : 0);
        writer.WriteUInt16(rate);
        writer.Pad(isOld ? 6 : 2);
    }
}
