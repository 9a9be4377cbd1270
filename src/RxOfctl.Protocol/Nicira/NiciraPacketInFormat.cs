using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Nicira;

/// <summary>In which form packet-ins come (<c>nx_packet_in_format</c>).</summary>
public enum NiciraPacketInFormat : uint
{
    /// <summary>That of the specification (NXPIF_STANDARD): <see cref="PacketIn"/>.</summary>
    Standard = 0,

    /// <summary>As <see cref="NiciraPacketIn"/> (NXPIF_NXT_PACKET_IN).</summary>
    NxtPacketIn = 1,

    /// <summary>As <see cref="NiciraPacketIn2"/> (NXPIF_NXT_PACKET_IN2).</summary>
    NxtPacketIn2 = 2,
}
