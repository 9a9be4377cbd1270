namespace RxOfctl.Packets;

/// <summary>
/// The control bits of a TCP header (RFC 9293 §3.1) with the reserved ones: twelve bits, as OpenFlow matches them.
/// </summary>
[Flags]
public enum TcpFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The sender has no more data.</summary>
    Fin = 0x001,

    /// <summary>Synchronize sequence numbers.</summary>
    Syn = 0x002,

    /// <summary>Reset the connection.</summary>
    Rst = 0x004,

    /// <summary>Push.</summary>
    Psh = 0x008,

    /// <summary>The acknowledgment number is valid.</summary>
    Ack = 0x010,

    /// <summary>The urgent pointer is valid.</summary>
    Urg = 0x020,

    /// <summary>ECN echo (RFC 3168).</summary>
    Ece = 0x040,

    /// <summary>Congestion window reduced (RFC 3168).</summary>
    Cwr = 0x080,

    /// <summary>Accurate ECN (RFC 9768), once the nonce sum (RFC 3540).</summary>
    Ae = 0x100,
}
