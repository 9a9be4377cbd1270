using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

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
