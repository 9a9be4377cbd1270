namespace RxOfctl.Protocol.Nicira;

/// <summary>What of a packet is hashed (<c>nx_hash_fields</c>).</summary>
public enum HashFields : ushort
{
    /// <summary>The Ethernet source.</summary>
    EthSrc = 0,

    /// <summary>Layers 2 to 4, the same for both directions.</summary>
    SymmetricL4 = 1,

    /// <summary>Layers 3 and 4 without UDP ports, the same for both directions.</summary>
    SymmetricL3L4 = 2,

    /// <summary>Layers 3 and 4 with UDP ports, the same for both directions.</summary>
    SymmetricL3L4Udp = 3,

    /// <summary>The network source.</summary>
    NwSrc = 4,

    /// <summary>The network destination.</summary>
    NwDst = 5,

    /// <summary>Both network addresses, the same for both directions.</summary>
    SymmetricL3 = 6,
}
