namespace RxOfctl.Protocol.Nicira;

/// <summary>Forgets the tracked connections that fit (NXT_CT_FLUSH; <c>nx_ct_flush</c>). Open vSwitch 3.1 and later.</summary>
[NiciraCode(32)]
[WireLayout("1.0-1.5", """
    u8 IpProto
    pad 7
    once 0 struct OrigTuple
    once 1 struct ReplyTuple
    once 2 PaddedUInt16 ZoneId
    """)]
public sealed partial record NiciraCtFlush : OpenFlowMessage, IOpenFlowCommand
{
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
[WireStructure]
[WireLayout("1.0-1.5", """
    pad 4
    property 0 Ipv6Address Src
    property 1 Ipv6Address Dst
    property 2 PaddedUInt16 SrcPort
    property 3 PaddedUInt16 DstPort
    property 4 PaddedUInt16 IcmpId
    property 5 u8 IcmpType
    property 6 u8 IcmpCode
    """)]
public sealed partial record CtTuple
{
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
}
