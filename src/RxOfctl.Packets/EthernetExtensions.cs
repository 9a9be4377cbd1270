using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>Reads Ethernet frames from bytes, as from the data of a packet-in.</summary>
public static class EthernetExtensions
{
    /// <summary>
    /// Reads an Ethernet frame. It never throws, so that one bad packet does not end a query over packet-ins: of fewer than fourteen bytes
    /// it
    /// makes a frame without addresses and type, whose payload they are. <see cref="TryParseEthernet"/> tells those apart.
    /// </summary>
    /// <remarks>Only the addresses, tags and type are read now; the protocols above are read when asked for.</remarks>
    public static EthernetFrame ParseEthernet(this ByteString bytes) => bytes.TryParseEthernet(out var frame) ? frame : new() { Payload = bytes };

    /// <summary>Reads an Ethernet frame; false if there are fewer than fourteen bytes.</summary>
    public static bool TryParseEthernet(this ByteString bytes, [NotNullWhen(true)] out EthernetFrame? frame)
    {
        frame = EthernetHeader.TryRead(bytes.Span, out var header) ? EthernetFrame.Read(header, bytes) : null;
        return frame is not null;
    }
}
