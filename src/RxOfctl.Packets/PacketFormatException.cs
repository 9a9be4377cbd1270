namespace RxOfctl.Packets;

/// <summary>The bytes are not a valid header of the expected protocol.</summary>
public sealed class PacketFormatException : FormatException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="layer">The protocol whose header is wrong, as in <c>Ethernet</c>.</param>
    /// <param name="offset">The offset of the error in the bytes.</param>
    /// <param name="reason">The reason.</param>
    public PacketFormatException(string layer, int offset, string reason)
        : base($"{layer}, offset {offset}: {reason}")
    {
        Layer = layer;
        Offset = offset;
        Reason = reason;
    }

    /// <summary>The protocol whose header is wrong, as in <c>Ethernet</c>.</summary>
    public string Layer { get; }

    /// <summary>The offset of the error in the bytes.</summary>
    public int Offset { get; }

    /// <summary>The reason.</summary>
    public string Reason { get; }
}
