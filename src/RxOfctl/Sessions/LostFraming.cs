using System.Buffers.Binary;
using RxOfctl.Protocol;

namespace RxOfctl.Sessions;

/// <summary>
/// Recognizes a packet-in that is longer than the 16-bit length in its header can express: the bytes that follow it on the connection are
/// the rest of its packet, and not OpenFlow.
/// </summary>
internal static class LostFraming
{
    private const byte ExperimenterType = 4;
    private const byte PacketInType = 10;

    // NXT_PACKET_IN2 (Open vSwitch, nicira-ext.h): after 16 bytes of header its properties, each padded to eight bytes.
    private const uint NiciraId = 0x2320;
    private const uint PacketIn2Subtype = 30;
    private const int NiciraHeaderLength = 16;
    private const int PropertyHeaderLength = 4;

    /// <summary>Whether a message that cannot be decoded is such a packet-in: it ends before its own headers or one of its properties
    /// do.</summary>
    public static bool IsCause(FrameHeader header, ReadOnlySpan<byte> frame) => header.Type switch
    {
        PacketInType => EndsBeforeItsPacket(header.Version, frame),
        ExperimenterType => frame.Length >= NiciraHeaderLength
            && BinaryPrimitives.ReadUInt32BigEndian(frame[8..]) == NiciraId
            && BinaryPrimitives.ReadUInt32BigEndian(frame[12..]) == PacketIn2Subtype
            && EndsBeforeAProperty(frame[NiciraHeaderLength..]),
        _ => false,
    };

    // ofp_packet_in, OpenFlow 1.0 §5.4.1, 1.1 §A.4.1, 1.2 §A.4.1, 1.3.5 §7.4.1: the fixed part, and from 1.2 on a match.
    private static bool EndsBeforeItsPacket(OpenFlowVersion version, ReadOnlySpan<byte> frame)
    {
        var fixedLength = version switch
        {
            OpenFlowVersion.OpenFlow10 => 18,
            OpenFlowVersion.OpenFlow11 => 24,
            OpenFlowVersion.OpenFlow12 => 16,
            _ => 24,
        };
        if (version < OpenFlowVersion.OpenFlow12 || frame.Length < fixedLength + PropertyHeaderLength)
            return frame.Length < fixedLength;
        return BinaryPrimitives.ReadUInt16BigEndian(frame[(fixedLength + 2)..]) > frame.Length - fixedLength;
    }

    private static bool EndsBeforeAProperty(ReadOnlySpan<byte> properties)
    {
        while (properties.Length >= PropertyHeaderLength)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(properties[2..]);
            if (length > properties.Length)
                return true;
            if (length < PropertyHeaderLength)
                return false;
            properties = properties[Math.Min((length + 7) & ~7, properties.Length)..];
        }

        return false;
    }
}
