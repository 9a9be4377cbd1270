using System.Buffers.Binary;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An option of a DHCP message (RFC 2132 §2).</summary>
/// <param name="Code">The code, 1 to 254.</param>
/// <param name="Value">The value, at most 255 bytes.</param>
/// <exception cref="ArgumentOutOfRangeException">The code is 0 or 255: pad and end are no options with a value.</exception>
/// <exception cref="ArgumentException">The value has more than 255 bytes.</exception>
public readonly record struct DhcpOption(DhcpOptionCode Code, ByteString Value)
{
    internal const int HeaderLength = 2;

    /// <summary>The code, 1 to 254.</summary>
    public DhcpOptionCode Code { get; init => field = CheckCode(value); } = CheckCode(Code);

    /// <summary>The value, at most 255 bytes.</summary>
    public ByteString Value { get; init => field = CheckValue(value); } = CheckValue(Value);

    /// <summary>The option with the message type.</summary>
    public static DhcpOption MessageType(DhcpMessageType type) => new(DhcpOptionCode.MessageType, (byte[])[(byte)type]);

    /// <summary>An option whose value is an address.</summary>
    public static DhcpOption Address(DhcpOptionCode code, Ipv4Address address)
    {
        var value = new byte[Ipv4Address.Length];
        address.Write(value);
        return new(code, value);
    }

    /// <summary>An option whose value is a time in seconds, or another number of 32 bits.</summary>
    public static DhcpOption Number(DhcpOptionCode code, uint number)
    {
        var value = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(value, number);
        return new(code, value);
    }

    /// <summary>The option as text: its name or number, and the value in hexadecimal.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code} {Value}");

    /// <summary>
    /// Reads the option at <paramref name="offset"/>, skipping pads, and advances past it; false at the end or if it is truncated.
    /// </summary>
    internal static bool TryRead(ByteString bytes, ref int offset, out DhcpOption option)
    {
        var span = bytes.Span;
        while (offset < span.Length && span[offset] == (byte)DhcpOptionCode.Pad)
            offset++;
        if (offset + HeaderLength > span.Length || span[offset] == (byte)DhcpOptionCode.End
            || offset + HeaderLength + span[offset + 1] > span.Length)
        {
            option = default;
            return false;
        }

        option = new((DhcpOptionCode)span[offset], bytes.Slice(offset + HeaderLength, span[offset + 1]));
        offset += HeaderLength + option.Value.Length;
        return true;
    }

    /// <summary>Writes the option and returns the rest of the span.</summary>
    internal Span<byte> Write(Span<byte> destination)
    {
        destination[0] = (byte)CheckCode(Code);
        destination[1] = (byte)Value.Length;
        Value.Span.CopyTo(destination[HeaderLength..]);
        return destination[(HeaderLength + Value.Length)..];
    }

    private static DhcpOptionCode CheckCode(DhcpOptionCode value) => value is not (DhcpOptionCode.Pad or DhcpOptionCode.End)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A DHCP option with a value has a code from 1 to 254.");

    private static ByteString CheckValue(ByteString value) => value.Length <= byte.MaxValue
        ? value
        : throw new ArgumentException(
            $"The value of a DHCP option has at most 255 bytes; this one has {value.Length}. Split it in options of one code (RFC 3396).",
            nameof(value));
}
