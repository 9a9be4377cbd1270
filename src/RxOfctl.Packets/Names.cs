using System.Globalization;

namespace RxOfctl.Packets;

/// <summary>Writes numbers that may have a name, for the <c>ToString</c> of packets.</summary>
internal static class Names
{
    public static string Of(EtherType type) =>
        Enum.GetName(type) ?? string.Create(CultureInfo.InvariantCulture, $"type 0x{(ushort)type:x4}");

    public static string Of(IpProtocol protocol) =>
        Enum.GetName(protocol) ?? string.Create(CultureInfo.InvariantCulture, $"protocol {(byte)protocol}");

    public static string Bytes(int count) => count == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{count} bytes");
}
