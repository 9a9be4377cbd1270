namespace RxOfctl.Protocol.Nicira;

/// <summary>What the actions that choose one of some ports have in common (<c>nx_action_bundle</c>).</summary>
public abstract record BundleActionBase : OpenFlowAction
{
    private protected const string Start = """
        u16 Algorithm
        u16 Fields
        u16 Basis
        ShortFieldHeader MemberType
        u16 count Members

        """;

    private protected const string End = """

        pad 4
        PortNumbers16 Members
        """;

    /// <summary>How a port is chosen.</summary>
    public BundleAlgorithm Algorithm { get; init; }

    /// <summary>What of the packet is hashed.</summary>
    public HashFields Fields { get; init; }

    /// <summary>With what the hash begins.</summary>
    public ushort Basis { get; init; }

    /// <summary>What the members are: <see cref="Nxm.InPort"/> is ports.</summary>
    public OxmType MemberType { get; init; } = Nxm.InPort;

    /// <summary>The ports, 16 bits each.</summary>
    public ValueList<PortNumber> Members { get; init; }
}

/// <summary>Chooses one of some ports by a hash of the packet, and sends the packet there (NXAST_BUNDLE).</summary>
[NiciraCode(12)]
[WireLayout("1.0-1.5", Start + "pad 6" + End)]
public sealed partial record BundleAction : BundleActionBase;

/// <summary>Chooses one of some ports by a hash of the packet, and writes its number to a field (NXAST_BUNDLE_LOAD).</summary>
[NiciraCode(13)]
[WireLayout("1.0-1.5", Start + "ShortRange Dst\nShortFieldHeader Dst.Field" + End)]
public sealed partial record BundleLoadAction : BundleActionBase
{
    /// <summary>Writes the port's number to some bits.</summary>
    public BundleLoadAction(Subfield dst) => Dst = dst ?? throw new ArgumentNullException(nameof(dst));

    /// <summary>Where the port's number goes: 16 bits or more.</summary>
    public Subfield Dst { get; }
}

/// <summary>How a member of a bundle is chosen (<c>nx_bd_algorithm</c>).</summary>
public enum BundleAlgorithm : ushort
{
    /// <summary>The first member that is up.</summary>
    ActiveBackup = 0,

    /// <summary>The highest of a hash for each member that is up.</summary>
    Hrw = 1,
}

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
