using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>Parses Ethernet frames, such as the data of a packet-in.</summary>
public static class EthernetExtensions
{
    /// <summary>
    /// Parses an Ethernet frame. Never throws, so that one bad packet does not end a query over packet-ins: fewer than fourteen bytes are
    /// the payload of a frame without addresses and type, for which <see cref="TryParseEthernet"/> returns false.
    /// </summary>
    /// <remarks>Only the addresses, tags and type are parsed now; the protocols above are parsed on access.</remarks>
    public static EthernetFrame ParseEthernet(this ByteString bytes) => bytes.TryParseEthernet(out var frame) ? frame : new() { Payload = bytes };

    /// <summary>Parses an Ethernet frame; false if there are fewer than fourteen bytes.</summary>
    public static bool TryParseEthernet(this ByteString bytes, [NotNullWhen(true)] out EthernetFrame? frame)
    {
        frame = EthernetHeader.TryRead(bytes.Span, out var header) ? EthernetFrame.Read(header, bytes) : null;
        return frame is not null;
    }
}
