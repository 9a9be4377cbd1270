using System.Buffers.Binary;

namespace RxOfctl.Protocol.Text;

/// <summary>Reads the value of a field and, behind a slash or in words, its mask.</summary>
internal static class FieldValueReader
{
    /// <summary>Reads a field with its mask.</summary>
    /// <param name="type">The field.</param>
    /// <param name="text">Its value, with a mask or without.</param>
    /// <param name="keepsBits">True where Open vSwitch sends bits of the value that the mask does not cover.</param>
    /// <returns>
    /// The field: without a mask where all bits matter, unless those are not whole bytes, where Open vSwitch sends the mask; null where
    /// none does.
    /// </returns>
    public static OxmField? Read(OxmType type, TextPart text, bool keepsBits = false)
    {
        if (text.Span is "*")
            return null;
        if (type is TunMetadataType metadata)
            return TunMetadataText.Read(metadata, text);
        var (value, mask) = ReadNumbers(type, text);
        if (mask == type.AllOnes && (text.IndexOf('/') < 0 || type.Bits == 8 * type.Width))
            return OxmField.Exact(type, value);
        if (mask == 0)
            return null;
        if (!MayBeMasked(type))
            text.Fail($"{type} takes no mask");
        return keepsBits && (value & ~mask) != 0
            ? OxmField.MaskedAs(type, value & mask, mask, (byte[])[.. Bytes(type, value), .. Bytes(type, mask)])
            : OxmField.Masked(type, value & mask, mask);
    }

    private static byte[] Bytes(OxmType type, UInt128 number)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return bytes[^type.Width..];
    }

    /// <summary>The names of the flags that a field is made of, or null where it is made of none.</summary>
    public static FlagNames? Flags(OxmType type) =>
        type.ShortName == "tcp_flags" ? FlagNames.TcpFlags
        : type.Equals(Nxm.CtState) ? FlagNames.CtStates
        : type.Equals(Nxm.TunFlags) ? FlagNames.TunFlags
        : null;

    private static (UInt128 Value, UInt128 Mask) ReadNumbers(OxmType type, TextPart text)
    {
        if (Flags(type) is { } names && !char.IsAsciiDigit(text.IsEmpty ? ' ' : text[0]))
            return ReadFlags(type, names, text);
        if (type.Equals(Nxm.IpFrag) && ReadFragment(text) is { } fragment)
            return fragment;
        if (type.Equals(Oxm.PacketType))
            return (ReadPacketType(text), type.AllOnes);
        var hasMask = text.TrySplit("/", out var value, out var mask);
        return type switch
        {
            OxmType<MacAddress> => (Mac(value), hasMask ? Mac(mask) : type.AllOnes),
            OxmType<Ipv4Address> => (Ipv4(value), hasMask ? Ipv4Mask(mask) : type.AllOnes),
            OxmType<Ipv6Address> => (Ipv6(value), hasMask ? Ipv6Mask(mask) : type.AllOnes),
            OxmType<PortNumber> when !hasMask => (Port(type, text), type.AllOnes),
            _ => (value.ReadNumber($"{type}", type.AllOnes), hasMask ? Mask(type, mask) : type.AllOnes),
        };
    }

    // The specification gives these no mask, Open vSwitch does.
    private static bool MayBeMasked(OxmType type) => type.Maskable
        || type.Equals(Oxm.TcpSrc) || type.Equals(Oxm.TcpDst) || type.Equals(Oxm.UdpSrc) || type.Equals(Oxm.UdpDst)
        || type.Equals(Oxm.SctpSrc) || type.Equals(Oxm.SctpDst)
        || type.Equals(Oxm.Ipv6NdTarget) || type.Equals(Oxm.Ipv6NdSll) || type.Equals(Oxm.Ipv6NdTll);

    // +new-est says of each flag whether it must be set; new|trk are all that may be.
    private static (UInt128 Value, UInt128 Mask) ReadFlags(OxmType type, FlagNames names, TextPart text)
    {
        if (text.IsEmpty || text[0] is not ('+' or '-'))
        {
            UInt128 all = 0;
            foreach (var part in text.Split('|'))
                all |= part.TryReadNumber(out var number, type.AllOnes) ? number : Flag(names, part);
            return (all, type.AllOnes);
        }

        UInt128 value = 0;
        UInt128 mask = 0;
        for (var index = 0; index < text.Length;)
        {
            var start = index++;
            while (index < text.Length && text[index] is not ('+' or '-'))
                index++;
            var flag = Flag(names, text[(start + 1)..index]);
            mask |= flag;
            if (text[start] == '+')
                value |= flag;
        }

        return (value, mask);
    }

    private static uint Flag(FlagNames names, TextPart name) =>
        names.TryFind(name.Span, out var bit)
            ? bit
            : throw name.Error("flags are written as in +syn-ack, or as in syn|ack for exactly these");

    private static (UInt128 Value, UInt128 Mask)? ReadFragment(TextPart text) => text.ToString() switch
    {
        "no" => (0, 3),
        "yes" => (1, 1),
        "first" => (1, 3),
        "later" => (3, 3),
        "not_later" => (0, 2),
        _ => null,
    };

    private static UInt128 ReadPacketType(TextPart text)
    {
        if (text.Length < 2 || text[0] != '(' || text[^1] != ')' || text[1..^1].Split(',') is not [var space, var type])
            return text.ReadNumber("packet_type", uint.MaxValue);
        return ((UInt128)space.ReadUInt16("a packet type's namespace") << 16) | type.ReadUInt16("a packet type");
    }

    private static UInt128 Mac(TextPart text) => MacAddress.TryParse(text.Span, null, out var address)
        ? address.Value
        : throw text.Error("an Ethernet address is six bytes in hexadecimal with colons between them");

    private static UInt128 Ipv4(TextPart text) => Ipv4Address.TryParse(text.Span, null, out var address)
        ? address.Value
        : throw text.Error("an IPv4 address is four numbers with dots between them");

    private static UInt128 Ipv6(TextPart text) => Ipv6Address.TryParse(text.Span, null, out var address)
        ? address.Value
        : throw text.Error("an IPv6 address is written as in fe80::1");

    private static UInt128 Ipv4Mask(TextPart text) =>
        text.IndexOf('.') >= 0 ? Ipv4(text) : Ipv4Address.Mask(PrefixLength(text, 32)).Value;

    private static UInt128 Ipv6Mask(TextPart text) =>
        text.IndexOf(':') >= 0 ? Ipv6(text) : Ipv6Address.Mask(PrefixLength(text, 128)).Value;

    private static int PrefixLength(TextPart text, byte bits) =>
        text.TryReadNumber(out var length, bits)
            ? (int)length
            : throw text.Error($"a prefix has 0 to {bits} bits; the mask may also be an address");

    private static UInt128 Mask(OxmType type, TextPart text) => text.ReadNumber($"the mask of {type}", type.AllOnes);

    private static UInt128 Port(OxmType type, TextPart text)
    {
        var port = text.ReadPort();
        if (type.Bits == 32)
            return port.Value;
        return port.TryToUInt16(out var number) ? number : throw text.Error($"{type} has 16 bits for a port");
    }
}
