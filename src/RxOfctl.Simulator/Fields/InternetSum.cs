using System.Buffers.Binary;

namespace RxOfctl.Simulator.Fields;

/// <summary>Changes of Internet checksums (RFC 1624): a checksum that was right stays right, and one that was wrong stays wrong.</summary>
internal static class InternetSum
{
    /// <summary>The sum of the words, not folded. The bytes begin at an even place of what the checksum covers.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (; bytes.Length > 1; bytes = bytes[2..])
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return bytes.IsEmpty ? sum : sum + (uint)(bytes[0] << 8);
    }

    /// <summary>Updates the checksum at an offset for words whose sum was changed; an offset of zero is none.</summary>
    public static void Update(Span<byte> data, int offset, uint before, uint after)
    {
        if (offset == 0 || before == after)
            return;
        var field = data[offset..];
        var sum = (uint)(ushort)~BinaryPrimitives.ReadUInt16BigEndian(field) + (ushort)~Fold(before) + Fold(after);
        BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)~Fold(sum));
    }

    private static ushort Fold(uint sum)
    {
        while (sum >> 16 != 0)
            sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)sum;
    }
}
