using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>The options of neighbor discovery messages: a type, a length in units of 8 bytes, a value (RFC 4861 §4.6).</summary>
internal static class NeighborOptions
{
    public const byte SourceLinkLayerAddress = 1;
    public const byte TargetLinkLayerAddress = 2;

    public static ByteString LinkLayerAddress(byte type, MacAddress address)
    {
        var bytes = new byte[8];
        bytes[0] = type;
        bytes[1] = 1;
        address.Write(bytes.AsSpan(2));
        return bytes;
    }

    public static MacAddress? FindLinkLayerAddress(ByteString options, byte type)
    {
        var rest = options.Span;
        while (rest.Length >= 8)
        {
            var length = rest[1] * 8;
            if (length == 0 || length > rest.Length)
                return null;
            if (rest[0] == type)
                return length == 8 ? MacAddress.Read(rest[2..]) : null;
            rest = rest[length..];
        }

        return null;
    }
}
