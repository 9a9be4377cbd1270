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

/// <summary>Forgets the tracked connections of a zone (NXT_CT_FLUSH_ZONE; <c>nx_zone_id</c>).</summary>
[NiciraCode(29)]
public sealed partial record NiciraCtFlushZone : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The zone.</summary>
    [Field(PadBefore = 6)]
    public ushort ZoneId { get; init; }
}

/// <summary>The addresses and ports of one direction of a connection (<c>nx_ct_flush_tuple_tlv_type</c>). What is null fits any.</summary>
public sealed record CtTuple
{
    private const ushort TypeSrc = 0;
    private const ushort TypeDst = 1;
    private const ushort TypeSrcPort = 2;
    private const ushort TypeDstPort = 3;
    private const ushort TypeIcmpId = 4;
    private const ushort TypeIcmpType = 5;
    private const ushort TypeIcmpCode = 6;

    /// <summary>The source; an IPv4 address is mapped (<c>::ffff:10.0.0.1</c>).</summary>
    public Ipv6Address? Src { get; init; }

    /// <summary>The destination; an IPv4 address is mapped.</summary>
    public Ipv6Address? Dst { get; init; }

    /// <summary>The source's transport port.</summary>
    public ushort? SrcPort { get; init; }

    /// <summary>The destination's transport port.</summary>
    public ushort? DstPort { get; init; }

    /// <summary>The id of ICMP.</summary>
    public ushort? IcmpId { get; init; }

    /// <summary>The type of ICMP.</summary>
    public byte? IcmpType { get; init; }

    /// <summary>The code of ICMP.</summary>
    public byte? IcmpCode { get; init; }

    /// <summary>Properties that this library does not know.</summary>
    public ValueList<UnknownProperty> UnknownProperties { get; init; }

    internal static CtTuple Read(ref WireReader reader)
    {
        var tuple = new CtTuple();
        var unknown = new List<UnknownProperty>();
        reader.Skip(4);
        while (reader.Remaining > 0)
        {
            var value = NiciraPropertyWire.Read(ref reader, out var type);
            tuple = type switch
            {
                TypeSrc => tuple with { Src = new Ipv6Address(value.ReadNumber(Ipv6Address.Length)) },
                TypeDst => tuple with { Dst = new Ipv6Address(value.ReadNumber(Ipv6Address.Length)) },
                TypeSrcPort => tuple with { SrcPort = NiciraPropertyWire.ReadUInt16(ref value) },
                TypeDstPort => tuple with { DstPort = NiciraPropertyWire.ReadUInt16(ref value) },
                TypeIcmpId => tuple with { IcmpId = NiciraPropertyWire.ReadUInt16(ref value) },
                TypeIcmpType => tuple with { IcmpType = value.ReadByte() },
                TypeIcmpCode => tuple with { IcmpCode = value.ReadByte() },
                _ => tuple,
            };
            if (type > TypeIcmpCode)
                unknown.Add(new(type, value.ReadRest()));
            value.EnsureEnd("a property of a tuple");
        }

        return unknown.Count == 0 ? tuple : tuple with { UnknownProperties = ValueList.Take(unknown) };
    }

    internal void Write(ref WireWriter writer)
    {
        WriteAddress(ref writer, TypeSrc, Src);
        WriteAddress(ref writer, TypeDst, Dst);
        WriteNumber(ref writer, TypeSrcPort, SrcPort);
        WriteNumber(ref writer, TypeDstPort, DstPort);
        WriteNumber(ref writer, TypeIcmpId, IcmpId);
        if (IcmpType is { } icmpType)
            NiciraPropertyWire.WriteByte(ref writer, TypeIcmpType, icmpType);
        if (IcmpCode is { } icmpCode)
            NiciraPropertyWire.WriteByte(ref writer, TypeIcmpCode, icmpCode);
        NiciraPropertyWire.WriteUnknown(ref writer, UnknownProperties);
    }

    private static void WriteAddress(ref WireWriter writer, ushort type, Ipv6Address? address)
    {
        if (address is null)
            return;
        var start = writer.BeginTlv(type);
        writer.WriteNumber(address.Value.Value, Ipv6Address.Length);
        NiciraPropertyWire.End(ref writer, start);
    }

    private static void WriteNumber(ref WireWriter writer, ushort type, ushort? number)
    {
        if (number is { } value)
            NiciraPropertyWire.WriteUInt16(ref writer, type, value);
    }
}
