using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Properties of the extensions of Nicira on the wire: type, length and value, with padding to eight bytes that the length does not count.
/// Values of 16 bits have padding of their own, which it counts.
/// </summary>
internal static class NiciraPropertyWire
{
    private const int HeaderLength = 4;

    /// <summary>The next property's value; the reader moves past its padding.</summary>
    public static WireReader Read(ref WireReader reader, out ushort type, WireScope? scope = null)
    {
        var start = reader.Offset;
        type = reader.ReadUInt16();
        var length = reader.ReadUInt16();
        if (length < HeaderLength)
            reader.Throw($"the length {length} of property {type} is less than that of its header", start + 2);
        var value = reader.Slice(length - HeaderLength, scope);
        reader.Skip(-length & 7);
        return value;
    }

    /// <summary>The 16 bits of a property, with the padding that its length counts.</summary>
    public static ushort ReadUInt16(ref WireReader value)
    {
        var number = value.ReadUInt16();
        value.SkipPadding();
        return number;
    }

    /// <summary>The 64 bits of a property, which stand at a multiple of eight bytes.</summary>
    public static ulong ReadUInt64(ref WireReader value)
    {
        value.Skip(4);
        return value.ReadUInt64();
    }

    public static void WriteByte(ref WireWriter writer, ushort type, byte value)
    {
        var start = writer.BeginTlv(type);
        writer.WriteByte(value);
        End(ref writer, start);
    }

    public static void WriteUInt16(ref WireWriter writer, ushort type, ushort value)
    {
        var start = writer.BeginTlv(type);
        writer.WriteUInt16(value);
        writer.Pad(2);
        End(ref writer, start);
    }

    public static void WriteUInt32(ref WireWriter writer, ushort type, uint value)
    {
        var start = writer.BeginTlv(type);
        writer.WriteUInt32(value);
        End(ref writer, start);
    }

    public static void WriteUInt64(ref WireWriter writer, ushort type, ulong value)
    {
        var start = writer.BeginTlv(type);
        writer.Pad(4);
        writer.WriteUInt64(value);
        End(ref writer, start);
    }

    public static void WriteBytes(ref WireWriter writer, ushort type, ByteString value)
    {
        var start = writer.BeginTlv(type);
        writer.WriteBytes(value.Span);
        End(ref writer, start);
    }

    /// <summary>Writes properties of types that this library does not know.</summary>
    public static void WriteUnknown(ref WireWriter writer, ValueList<UnknownProperty> properties)
    {
        foreach (var property in properties)
            WriteBytes(ref writer, property.Type, property.Body);
    }

    /// <summary>Ends a property that <see cref="WireWriter.BeginTlv"/> began.</summary>
    public static void End(ref WireWriter writer, int start)
    {
        writer.EndTlv(start);
        writer.PadTo8(start);
    }
}
