using System.Buffers.Binary;

namespace RxOfctl.Protocol;

/// <summary>What every message begins with (<c>ofp_header</c>, OpenFlow 1.3.5 §7.1).</summary>
/// <param name="Version">The version of the message.</param>
/// <param name="Type">The message's type (<c>ofp_type</c>), which depends on the version.</param>
/// <param name="Length">The length of the message in bytes, with this header.</param>
/// <param name="Xid">The transaction id: a reply has that of its request.</param>
public readonly record struct FrameHeader(OpenFlowVersion Version, byte Type, ushort Length, uint Xid)
{
    /// <summary>The length of the header, in bytes.</summary>
    public const int Size = 8;

    /// <summary>Reads the header of the message that begins with the bytes given.</summary>
    /// <returns>False if there are fewer than eight bytes.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        if (bytes.Length < Size)
        {
            header = default;
            return false;
        }

        header = new(
            (OpenFlowVersion)bytes[0],
            bytes[1],
            BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));
        return true;
    }
}
