namespace RxOfctl.Packets;

/// <summary>Bytes do not hold the header that was asked for.</summary>
public sealed class PacketFormatException : FormatException
{
    /// <summary>Says which header is wrong, where and why.</summary>
    /// <param name="layer">The protocol whose header is wrong, as in <c>Ethernet</c>.</param>
    /// <param name="offset">Where in the bytes given it is wrong.</param>
    /// <param name="reason">What is wrong.</param>
    public PacketFormatException(string layer, int offset, string reason)
        : base($"{layer}, offset {offset}: {reason}")
    {
        Layer = layer;
        Offset = offset;
        Reason = reason;
    }

    /// <summary>The protocol whose header is wrong, as in <c>Ethernet</c>.</summary>
    public string Layer { get; }

    /// <summary>Where in the bytes given it is wrong.</summary>
    public int Offset { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
