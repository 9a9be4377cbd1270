using System.Buffers.Binary;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>The first fourteen bytes of an Ethernet frame, read without an allocation.</summary>
/// <param name="Destination">The destination address.</param>
/// <param name="Source">The source address.</param>
/// <param name="EtherType">The two bytes after the addresses: the tag protocol of a frame with a VLAN tag; below 0x0600, a length.</param>
public readonly record struct EthernetHeader(MacAddress Destination, MacAddress Source, EtherType EtherType)
{
    /// <summary>The length on the wire, in bytes.</summary>
    public const int Length = 14;

    /// <summary>Reads the header from the first fourteen bytes.</summary>
    /// <exception cref="PacketFormatException">There are fewer than fourteen bytes.</exception>
    public static EthernetHeader Read(ReadOnlySpan<byte> source) => TryRead(source, out var header)
        ? header
        : throw TooShort(source.Length);

    /// <summary>Reads the header from the first fourteen bytes; false if there are fewer.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out EthernetHeader header)
    {
        if (source.Length < Length)
        {
            header = default;
            return false;
        }

        header = new(MacAddress.Read(source), MacAddress.Read(source[6..]), (EtherType)BinaryPrimitives.ReadUInt16BigEndian(source[12..]));
        return true;
    }

    private static PacketFormatException TooShort(int length) => new("Ethernet", length, $"the header has {Length} bytes, the frame {length}");

    internal void WriteAddresses(Span<byte> destination)
    {
        Destination.Write(destination);
        Source.Write(destination[6..]);
    }
}
