namespace RxOfctl.Protocol.Nicira;

/// <summary>Puts another header before the packet (NXAST_ENCAP). OpenFlow 1.3 and later.</summary>
[NiciraCode(46, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record EncapAction : OpenFlowAction
{
    /// <summary>An Ethernet header (PT_ETH).</summary>
    public const uint Ethernet = 0;

    /// <summary>A network service header (PT_NSH).</summary>
    public const uint Nsh = 0x0001_894f;

    /// <summary>An MPLS label for unicast (PT_MPLS).</summary>
    public const uint Mpls = 0x0001_8847;

    /// <summary>An MPLS label for multicast (PT_MPLS_MC).</summary>
    public const uint MplsMulticast = 0x0001_8848;

    /// <summary>The header's length in bytes; 0 leaves it open.</summary>
    public ushort HdrSize { get; init; }

    /// <summary>Which header: namespace in the upper 16 bits, type in the lower.</summary>
    public uint NewPktType { get; init; }

    /// <summary>What the header has besides.</summary>
    public ValueList<EncapProperty> Props { get; init; }
}

/// <summary>Something that a new header has (<c>ofp_ed_prop_header</c>).</summary>
/// <param name="PropClass">The class of the type; 4 is the network service header's.</param>
/// <param name="Type">The type within the class.</param>
/// <param name="Value">The value, at most 251 bytes.</param>
public sealed record EncapProperty(ushort PropClass, byte Type, ByteString Value) : IWireStructure<EncapProperty>
{
    private const ushort NshClass = 4;
    private const byte MdType = 1;
    private const byte Tlv = 2;
    private const int HeaderLength = 4;

    /// <summary>The type of the metadata of a network service header, 1 or 2.</summary>
    public static EncapProperty NshMdType(byte type) => new(NshClass, MdType, new[] { type });

    /// <summary>Metadata of type 2 of a network service header.</summary>
    /// <param name="tlvClass">The class of the metadata.</param>
    /// <param name="tlvType">The type of the metadata.</param>
    /// <param name="value">The metadata, at most 240 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more bytes.</exception>
    public static EncapProperty NshTlv(ushort tlvClass, byte tlvType, ByteString value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, 240, nameof(value));
        byte[] bytes = [(byte)(tlvClass >> 8), (byte)tlvClass, tlvType, (byte)value.Length, .. value.Span, .. new byte[-value.Length & 7]];
        return new(NshClass, Tlv, bytes);
    }

    /// <summary>True if the text says all of the property.</summary>
    internal bool HasWords => (PropClass, Type, Value.Length) switch
    {
        (NshClass, MdType, 1) => true,
        (NshClass, Tlv, > 4) when Value.Span[3] is > 0 and var length && length <= Value.Length - 4 =>
            this == NshTlv((ushort)((Value.Span[0] << 8) | Value.Span[1]), Value.Span[2], Value.Slice(4, length)),
        _ => false,
    };

    /// <summary>The property as <c>ovs-ofctl</c> writes it.</summary>
    public override string ToString()
    {
        var value = Value.Span;
        return (PropClass, Type, value.Length) switch
        {
            (NshClass, MdType, >= 1) => $"md_type={value[0]}",
            (NshClass, Tlv, >= 4) when value[3] <= value.Length - 4 =>
                $"tlv(0x{value[0]:x2}{value[1]:x2},{value[2]},{ValueText.HexBytes(Value.Slice(4, value[3]))})",
            _ => $"prop(class={PropClass},type={Type},val={Value})",
        };
    }

    static EncapProperty IWireStructure<EncapProperty>.Read(ref WireReader reader)
    {
        var start = reader.Offset;
        var propClass = reader.ReadUInt16();
        var type = reader.ReadByte();
        var length = reader.ReadByte();
        if (length < HeaderLength)
            reader.Throw($"the length {length} of a property is less than that of its header", start + 3);
        var value = reader.ReadBytes(length - HeaderLength);
        reader.Skip(-length & 7);
        return new(propClass, type, value);
    }

    void IWireStructure<EncapProperty>.Write(ref WireWriter writer)
    {
        var start = writer.Position;
        var length = HeaderLength + Value.Length;
        if (length > byte.MaxValue)
            throw new OpenFlowEncodeException($"EncapProperty.Value has {Value.Length} bytes; the most is {byte.MaxValue - HeaderLength}.");
        writer.WriteUInt16(PropClass);
        writer.WriteByte(Type);
        writer.WriteByte((byte)length);
        writer.WriteBytes(Value.Span);
        writer.PadTo8(start);
    }
}

/// <summary>Takes off the packet's outermost header (NXAST_DECAP). OpenFlow 1.3 and later.</summary>
[NiciraCode(47, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record DecapAction : OpenFlowAction
{
    /// <summary>The type of the remaining packet, given by the header itself (PT_USE_NEXT_PROTO).</summary>
    public const uint UseNextProto = 0xfffe;

    /// <summary>The type of what is left: namespace in the upper 16 bits, type in the lower.</summary>
    [Field(PadBefore = 2)]
    public uint NewPktType { get; init; } = UseNextProto;
}

/// <summary>Takes one off the TTL of the network service header (NXAST_DEC_NSH_TTL). OpenFlow 1.3 and later.</summary>
[NiciraCode(48, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record DecNshTtlAction : OpenFlowAction;
