namespace RxOfctl.Protocol.Nicira;

/// <summary>Hashes the packet and writes which of some links it is to take (NXAST_MULTIPATH).</summary>
[NiciraCode(10)]
[WireLayout("1.0-1.5", """
    u16 Fields
    u16 Basis
    pad 2
    u16 Algorithm
    u16 MaxLink
    u32 Arg
    pad 2
    ShortRange Dst
    ShortFieldHeader Dst.Field
    """)]
public sealed partial record MultipathAction : OpenFlowAction
{
    /// <summary>Writes the link's number to some bits.</summary>
    public MultipathAction(Subfield dst) => Dst = dst ?? throw new ArgumentNullException(nameof(dst));

    /// <summary>What is hashed.</summary>
    public HashFields Fields { get; init; }

    /// <summary>With what the hash begins.</summary>
    public ushort Basis { get; init; }

    /// <summary>How the hash chooses a link.</summary>
    public MultipathAlgorithm Algorithm { get; init; }

    /// <summary>The number of the last link: one less than their number.</summary>
    public ushort MaxLink { get; init; }

    /// <summary>What the algorithm needs besides.</summary>
    public uint Arg { get; init; }

    /// <summary>Where the link's number goes.</summary>
    public Subfield Dst { get; }
}

/// <summary>How a hash chooses a link (<c>nx_mp_algorithm</c>).</summary>
public enum MultipathAlgorithm : ushort
{
    /// <summary>The hash modulo the number of links.</summary>
    ModuloN = 0,

    /// <summary>The hash divided by the size of a link's share.</summary>
    HashThreshold = 1,

    /// <summary>The highest of a hash for each link.</summary>
    Hrw = 2,

    /// <summary>Hashes until a link within the number is found.</summary>
    IterHash = 3,
}
