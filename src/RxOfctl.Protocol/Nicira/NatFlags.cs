namespace RxOfctl.Protocol.Nicira;

/// <summary>Which address is translated and how (<c>nx_nat_flags</c>).</summary>
[Flags]
public enum NatFlags : ushort
{
    /// <summary>What the connection has already.</summary>
    None = 0,

    /// <summary>The source (NX_NAT_F_SRC).</summary>
    Src = 1 << 0,

    /// <summary>The destination (NX_NAT_F_DST).</summary>
    Dst = 1 << 1,

    /// <summary>The same mapping after a restart (NX_NAT_F_PERSISTENT).</summary>
    Persistent = 1 << 2,

    /// <summary>Ports by a hash (NX_NAT_F_PROTO_HASH).</summary>
    ProtoHash = 1 << 3,

    /// <summary>Ports by chance (NX_NAT_F_PROTO_RANDOM).</summary>
    ProtoRandom = 1 << 4,
}
