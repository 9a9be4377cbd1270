using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Copies bits of one field of the packet to another (OFPAT_COPY_FIELD; <c>ofp_action_copy_field</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireCode(28, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record CopyFieldAction : OpenFlowAction
{
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

    internal static CopyFieldAction ReadBody(ref WireReader reader)
    {
        var nBits = reader.ReadUInt16();
        var srcOffset = reader.ReadUInt16();
        var dstOffset = reader.ReadUInt16();
        reader.Skip(2);
        var action = new CopyFieldAction
        {
            NBits = nBits,
            SrcOffset = srcOffset,
            DstOffset = dstOffset,
            Src = reader.ReadStructure<OxmId>(),
            Dst = reader.ReadStructure<OxmId>(),
        };
        reader.SkipPadding();
        return action;
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt16(NBits);
        writer.WriteUInt16(SrcOffset);
        writer.WriteUInt16(DstOffset);
        writer.Pad(2);
        writer.WriteStructure(Src);
        writer.WriteStructure(Dst);
    }
}
