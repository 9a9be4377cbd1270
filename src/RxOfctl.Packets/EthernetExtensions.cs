using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>Reads Ethernet frames from bytes, as from the data of a packet-in.</summary>
public static class EthernetExtensions
{
    /// <summary>Reads an Ethernet frame. Only the addresses, tags and type are read now; what is above is read when asked for.</summary>
    /// <exception cref="PacketFormatException">There are fewer than fourteen bytes. Nothing else is refused: see
    /// <see cref="EthernetFrame"/>.</exception>
    public static EthernetFrame ParseEthernet(this ByteString bytes) => EthernetFrame.Read(EthernetHeader.Read(bytes.Span), bytes);

    /// <summary>Reads an Ethernet frame; false if there are fewer than fourteen bytes.</summary>
    public static bool TryParseEthernet(this ByteString bytes, [NotNullWhen(true)] out EthernetFrame? frame)
    {
        frame = EthernetHeader.TryRead(bytes.Span, out var header) ? EthernetFrame.Read(header, bytes) : null;
        return frame is not null;
    }
}
