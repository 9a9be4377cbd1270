using System.Buffers.Binary;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>
/// The checksum of IPv4, ICMP, ICMPv6, TCP and UDP: the complement of the ones' complement sum of 16-bit words (RFC 1071).
/// </summary>
public static class InternetChecksum
{
    /// <summary>The checksum of bytes whose checksum field is zero; 0 for bytes with a right checksum.</summary>
    public static ushort Compute(ReadOnlySpan<byte> bytes) => Fold(Sum(bytes));

    /// <summary>The right checksum for the field at <paramref name="field"/> (an even offset); its present value is ignored.</summary>
    internal static ushort Compute(ReadOnlySpan<byte> bytes, int field, ulong pseudoHeader = 0) =>
        Fold(pseudoHeader + Sum(bytes[..field]) + Sum(bytes[(field + 2)..]));

    /// <summary>The part of the sum that the addresses add: the constant part of a pseudo header (RFC 9293 §3.1).</summary>
    internal static ulong SumAddresses(Ipv4Address source, Ipv4Address destination) => (ulong)source.Value + destination.Value;

    /// <summary>The part of the sum that the addresses add: the constant part of a pseudo header (RFC 8200 §8.1).</summary>
    internal static ulong SumAddresses(Ipv6Address source, Ipv6Address destination)
    {
        Span<byte> addresses = stackalloc byte[2 * Ipv6Address.Length];
        source.Write(addresses);
        destination.Write(addresses[Ipv6Address.Length..]);
        return Sum(addresses);
    }

    /// <summary>The part of the sum that a whole pseudo header adds.</summary>
    internal static ulong SumPseudoHeader(ulong addresses, IpProtocol protocol, int length) => addresses + (ulong)protocol + (ulong)length;

    // 2^16 and 2^32 are both 1 modulo 2^16 - 1, so words of 32 bits can be added instead of words of 16.
    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var word = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            sum += (word >> 32) + (uint)word;
        }

        for (; bytes.Length >= 2; bytes = bytes[2..])
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return bytes.IsEmpty ? sum : sum + ((ulong)bytes[0] << 8);
    }

    private static ushort Fold(ulong sum)
    {
        while (sum >> 16 != 0)
            sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }
}
