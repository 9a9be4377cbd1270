using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Forgets the tracked connections that fit (NXT_CT_FLUSH; <c>nx_ct_flush</c>). Open vSwitch 3.1 and later.</summary>
[NiciraCode(32)]
public sealed partial record NiciraCtFlush : OpenFlowMessage, IOpenFlowCommand
{
    private const ushort TypeOrigTuple = 0;
    private const ushort TypeReplyTuple = 1;
    private const ushort TypeZoneId = 2;

    /// <summary>The IP protocol of the connections; 0 is any.</summary>
    public byte IpProto { get; init; }

    /// <summary>The addresses and ports of the original direction, or null.</summary>
    public CtTuple? OrigTuple { get; init; }

    /// <summary>The addresses and ports of the direction of replies, or null.</summary>
    public CtTuple? ReplyTuple { get; init; }

    /// <summary>The zone, or null for all.</summary>
    public ushort? ZoneId { get; init; }

    /// <summary>Properties that this library does not know.</summary>
    public ValueList<UnknownProperty> UnknownProperties { get; init; }

    internal static NiciraCtFlush ReadBody(ref WireReader reader)
    {
        var message = new NiciraCtFlush { IpProto = reader.ReadByte() };
        var unknown = new List<UnknownProperty>();
        reader.Skip(7);
        while (reader.Remaining > 0)
        {
            var start = reader.Offset;
            var value = NiciraPropertyWire.Read(ref reader, out var type);
            message = type switch
            {
                TypeOrigTuple when message.OrigTuple is null => message with { OrigTuple = CtTuple.Read(ref value) },
                TypeReplyTuple when message.ReplyTuple is null => message with { ReplyTuple = CtTuple.Read(ref value) },
                TypeZoneId when message.ZoneId is null => message with { ZoneId = NiciraPropertyWire.ReadUInt16(ref value) },
                <= TypeZoneId => throw new OpenFlowDecodeException(OpenFlowError.BadPropertyDupType, start, $"ct_flush has property {type} twice"),
                _ => message,
            };
            if (type > TypeZoneId)
                unknown.Add(new(type, value.ReadRest()));
            value.EnsureEnd("a property of ct_flush");
        }

        return unknown.Count == 0 ? message : message with { UnknownProperties = ValueList.Take(unknown) };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteByte(IpProto);
        writer.Pad(7);
        WriteTuple(ref writer, TypeOrigTuple, OrigTuple);
        WriteTuple(ref writer, TypeReplyTuple, ReplyTuple);
        if (ZoneId is { } zone)
            NiciraPropertyWire.WriteUInt16(ref writer, TypeZoneId, zone);
        NiciraPropertyWire.WriteUnknown(ref writer, UnknownProperties);
    }

    private static void WriteTuple(ref WireWriter writer, ushort type, CtTuple? tuple)
    {
        if (tuple is null)
            return;
        var start = writer.BeginTlv(type);
        writer.Pad(4);
        tuple.Write(ref writer);
        NiciraPropertyWire.End(ref writer, start);
    }
}
