namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Sends the packet to the port whose number is in a field (NXAST_OUTPUT_REG; NXAST_OUTPUT_REG2 for a field of an experimenter).
/// </summary>
[NiciraCode(15, Layout = "Short", When = nameof(IsShort))]
[NiciraCode(32)]
[WireLayout("Short", "ShortRange Src\nShortFieldHeader Src.Field\nu16 MaxLen")]
[WireLayout("1.0-1.5", "ShortRange Src\nu16 MaxLen\nFieldHeader Src.Field")]
public sealed partial record OutputRegAction : OpenFlowAction
{
    /// <summary>Sends the packet to the port that some bits tell.</summary>
    public OutputRegAction(Subfield src) => Src = src ?? throw new ArgumentNullException(nameof(src));

    /// <summary>The bits.</summary>
    public Subfield Src { get; }

    /// <summary>How many bytes of the packet go out if the port is the controller.</summary>
    public ushort MaxLen { get; init; } = 0xffff;

    private bool IsShort(OpenFlowVersion version) => Src.Field.Class != OxmClass.Experimenter;
}

/// <summary>Sends the packet's first bytes to a port (NXAST_OUTPUT_TRUNC).</summary>
[NiciraCode(39)]
public sealed partial record OutputTruncAction : OpenFlowAction
{
    /// <summary>The port, 16 bits.</summary>
    [Field(As = "PortNumber16")]
    public PortNumber Port { get; init; }

    /// <summary>How many bytes at most; 14 or more.</summary>
    public uint MaxLen { get; init; }
}
