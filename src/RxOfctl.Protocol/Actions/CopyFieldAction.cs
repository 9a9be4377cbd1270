namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Copies bits of one field of the packet to another (OFPAT_COPY_FIELD; <c>ofp_action_copy_field</c>, OpenFlow 1.5.1). OpenFlow 1.5;
/// before,
/// Nicira's NXAST_REG_MOVE, and in 1.3 and 1.4 also the ONF's ONFACT_COPY_FIELD.
/// </summary>
[WireCode(28, From = OpenFlowVersion.OpenFlow15)]
[NiciraCode(6, To = OpenFlowVersion.OpenFlow14, Layout = "Nicira")]
[OnfCode(3200, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow14, Layout = "Onf")]
[WireLayout("1.5", Range + "pad 2\n" + Fields)]
[WireLayout("Nicira", Range + Fields)]
[WireLayout("Onf", "pad 2\n" + Range + "pad 2\n" + Fields)]
public sealed partial record CopyFieldAction : OpenFlowAction
{
    private const string Range = "u16 NBits\nu16 SrcOffset\nu16 DstOffset\n";
    private const string Fields = "struct Src\nstruct Dst";

    /// <summary>Creates an action whose bits are to be set.</summary>
    public CopyFieldAction()
    {
    }

    /// <summary>Copies bits.</summary>
    /// <param name="src">The bits that are read.</param>
    /// <param name="dst">The bits that are written: as many.</param>
    /// <exception cref="ArgumentException">One has more bits than the other.</exception>
    public CopyFieldAction(Subfield src, Subfield dst)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        if (src.Bits != dst.Bits)
            throw new ArgumentException($"{src} and {dst} do not have equally many bits.", nameof(dst));
        (NBits, SrcOffset, DstOffset) = ((ushort)src.Bits, (ushort)src.Start, (ushort)dst.Start);
        (Src, Dst) = (OxmId.Of(src.Field), OxmId.Of(dst.Field));
    }

    /// <summary>How many bits are copied.</summary>
    public ushort NBits { get; init; }

    /// <summary>The first bit in the source, from the least significant.</summary>
    public ushort SrcOffset { get; init; }

    /// <summary>The first bit in the destination, from the least significant.</summary>
    public ushort DstOffset { get; init; }

    /// <summary>The field that is read.</summary>
    public OxmId Src { get; init; } = OxmId.Of(Oxm.EthSrc);

    /// <summary>The field that is written.</summary>
    public OxmId Dst { get; init; } = OxmId.Of(Oxm.EthDst);
}
