namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Properties of the extensions of Nicira on the wire: type, length and value, with padding to eight bytes that the length does not count.
/// Values of 16 and 64 bits have padding of their own, which it counts.
/// </summary>
internal static class NiciraPropertyWire
{
    private const int HeaderLength = 4;

    /// <summary>The next property's value; the reader moves past its padding.</summary>
    public static WireReader ReadProperty(this ref WireReader reader, out ushort type)
    {
        var start = reader.Offset;
        type = reader.ReadUInt16();
        var length = reader.ReadUInt16();
        if (length < HeaderLength)
            reader.Throw($"the length {length} of property {type} is less than that of its header", start + 2);
        var value = reader.Slice(length - HeaderLength);
        reader.Skip(-length & 7);
        return value;
    }

    /// <summary>Refuses a property of a type that was read before.</summary>
    /// <param name="value">The property.</param>
    /// <param name="seen">A bit for each type that was read.</param>
    /// <param name="type">The property's type, 0 to 63.</param>
    public static void EnsureFirst(this in WireReader value, ref ulong seen, int type)
    {
        if ((seen & (1ul << type)) != 0)
            throw new OpenFlowDecodeException(OpenFlowError.BadPropertyDupType, value.Offset - HeaderLength, "a property is repeated");
        seen |= 1ul << type;
    }

    public static ushort ReadPaddedUInt16(this ref WireReader value)
    {
        var number = value.ReadUInt16();
        value.SkipPadding();
        return number;
    }

    public static void WritePaddedUInt16(this ref WireWriter writer, ushort value)
    {
        writer.WriteUInt16(value);
        writer.Pad(2);
    }

    public static ulong ReadPaddedUInt64(this ref WireReader value)
    {
        value.Skip(4);
        return value.ReadUInt64();
    }

    public static void WritePaddedUInt64(this ref WireWriter writer, ulong value)
    {
        writer.Pad(4);
        writer.WriteUInt64(value);
    }

    public static ByteString ReadPaddedBytes(this ref WireReader value)
    {
        value.Skip(4);
        return value.ReadRest();
    }

    public static void WritePaddedBytes(this ref WireWriter writer, ByteString value)
    {
        writer.Pad(4);
        writer.WriteBytes(value.Span);
    }

    public static Ipv6Address ReadIpv6Address(this ref WireReader value) => new(value.ReadNumber(Ipv6Address.Length));

    public static void WriteIpv6Address(this ref WireWriter writer, Ipv6Address value) =>
        writer.WriteNumber(value.Value, Ipv6Address.Length);

    /// <summary>Writes properties of types that this library does not know.</summary>
    public static void WriteUnknownProperties(this ref WireWriter writer, ValueList<UnknownProperty> properties)
    {
        foreach (var property in properties)
        {
            var start = writer.BeginTlv(property.Type);
            writer.WriteBytes(property.Body.Span);
            writer.EndPaddedTlv(start);
        }
    }

    /// <summary>Ends a property that <see cref="WireWriter.BeginTlv"/> began.</summary>
    public static void EndPaddedTlv(this ref WireWriter writer, int start)
    {
        writer.EndTlv(start);
        writer.PadTo8(start);
    }
}
