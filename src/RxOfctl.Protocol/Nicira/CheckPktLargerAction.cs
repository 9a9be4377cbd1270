using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets a bit if the packet is larger than a number of bytes, and clears it if not (NXAST_CHECK_PKT_LARGER).</summary>
[NiciraCode(49)]
public sealed partial record CheckPktLargerAction : OpenFlowAction
{
    /// <summary>Compares the packet's length.</summary>
    /// <param name="pktLen">With how many bytes.</param>
    /// <param name="dst">Where the result goes: one bit.</param>
    /// <exception cref="ArgumentException">There is more than one bit.</exception>
    public CheckPktLargerAction(ushort pktLen, Subfield dst)
    {
        ArgumentNullException.ThrowIfNull(dst);
        if (dst.Bits != 1)
            throw new ArgumentException($"The result is one bit; {dst} has {dst.Bits}.", nameof(dst));
        PktLen = pktLen;
        Dst = dst;
    }

    /// <summary>The length in bytes.</summary>
    public ushort PktLen { get; }

    /// <summary>Where the result goes.</summary>
    public Subfield Dst { get; }

    internal static CheckPktLargerAction ReadBody(ref WireReader reader)
    {
        var length = reader.ReadUInt16();
        var start = reader.ReadUInt16();
        var dst = reader.ToSubfield(reader.ReadFieldHeader(), start, 1);
        reader.SkipPadding();
        return new(length, dst);
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt16(PktLen);
        writer.WriteUInt16((ushort)Dst.Start);
        writer.WriteFieldHeader(Dst.Field);
    }
}
